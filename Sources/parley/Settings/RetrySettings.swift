import Delivery

extension Settings {
    /// The waits between tries, by class of refusal: `sending.retry.throttled: [5m, 20m, 1h]`.
    static func retries(_ reader: inout SettingsReader) -> RetrySchedule {
        var schedule = RetrySchedule()
        for kind in RetryClass.allCases {
            let usual = schedule.steps[kind] ?? []
            schedule.steps[kind] = reader.durations(
                "sending.retry.\(kind.rawValue)", default: usual, upTo: 100)
        }
        return schedule
    }
}

extension SettingsReader {
    /// A list of lengths of time, each a whole number and s, m, h or d, of a second to 7 days.
    mutating func durations(
        _ name: String, default usual: [Duration], upTo most: Int
    ) -> [Duration] {
        let texts = list(name, default: [])
        guard isSet(name) else { return usual }
        let found = texts.compactMap(Self.duration)
        guard found.count == texts.count, (1...most).contains(found.count) else {
            refuse(
                name, "Give 1 to \(most) lengths of time of at most 7 days, as [60s, 5m, 3h, 1d].")
            return usual
        }
        return found
    }

    private static func duration(_ text: String) -> Duration? {
        guard let number = Int(text.dropLast()), number > 0, number <= 604_800 else { return nil }
        let unit: Int
        switch text.last {
        case "s": unit = 1
        case "m": unit = 60
        case "h": unit = 3_600
        case "d": unit = 86_400
        default: return nil
        }
        let seconds = number * unit
        return seconds <= 604_800 ? .seconds(seconds) : nil
    }
}
