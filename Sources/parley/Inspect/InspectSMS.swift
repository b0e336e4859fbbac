import Wire

/// `parley inspect sms`: what a text costs as a text message, as it stands.
func inspectSMS(_ object: [String: JSON]) throws -> [String: JSON] {
    let measure = SMSMeasure(try object.text("text"))
    return [
        "encoding": .string(measure.encoding.rawValue),
        "segments": .number(Double(measure.segments)),
        "units": .number(Double(measure.units)),
        "perSegment": .number(Double(measure.perSegment)),
        "forcedBy": .array(measure.forcedBy.map { .string(String($0)) }),
    ]
}
