internal import CICal

/// Reads an iTIP REPLY: whose answer, to which meeting and revision, and what it says.
///
/// An unknown PARTSTAT is `NEEDS-ACTION`. Only the first event is read and at most 1 MiB; alarms,
/// attachments and rules are never evaluated. Sources: RFC 5546 §3.2.3, RFC 5545.
/// - Throws: ``CalendarError`` for anything but a REPLY with a UID and one attendee who answers.
public func readCalendarReply(_ bytes: [UInt8]) throws(CalendarError) -> CalendarReply {
    guard bytes.count <= 1 << 20 else { throw CalendarError(reason: .tooLarge(bytes.count)) }
    let text = decodeText(bytes, charset: "utf-8").text
    // libical accepts any text as a component; what does not say what it is, is none.
    guard text.prefix(2_000).uppercased().contains("BEGIN:VCALENDAR") else {
        throw CalendarError(reason: .notACalendar)
    }
    guard let parsed = icalparser_parse_string(balanced(text)) else {
        throw CalendarError(reason: .notACalendar)
    }
    defer { icalcomponent_free(parsed) }
    return try reply(in: parsed)
}

/// The text up to an END without BEGIN, which libical would report on standard error, and without
/// nesting beyond what a calendar has. Its folded lines (RFC 5545 §3.1) are put together, for a name
/// may be folded too.
private func balanced(_ text: String) -> String {
    let bytes = unfolded(Array(lineFeeds(text).utf8))
    var depth = 0
    var end = 0
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
        switch componentMark(line) {
        case .begin: depth += 1
        case .end: depth -= 1
        case nil: break
        }
        if depth < 0 || depth > 20 { break }
        end = line.endIndex
    }
    return String(decoding: bytes[..<end], as: UTF8.self)
}

private enum ComponentMark { case begin, end }

/// What a line is by its name, which a colon or a parameter follows.
private func componentMark(_ line: ArraySlice<UInt8>) -> ComponentMark? {
    let name = line.prefix { $0 != 0x3A && $0 != 0x3B }
    guard name.count < line.count, name.count <= 5 else { return nil }
    switch String(decoding: name, as: UTF8.self).uppercased() {
    case "BEGIN": return .begin
    case "END": return .end
    default: return nil
    }
}

/// Without line ends that white space follows. Linear.
private func unfolded(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
        let isFold =
            bytes[index] == 10 && index + 1 < bytes.count
            && (bytes[index + 1] == 0x20 || bytes[index + 1] == 0x09)
        // NUL ends a text for libical.
        if !isFold, bytes[index] != 0 { out.append(bytes[index]) }
        index += isFold ? 2 : 1
    }
    return out
}

private func reply(in parsed: OpaquePointer) throws(CalendarError) -> CalendarReply {
    let isCalendar = icalcomponent_isa(parsed) == ICAL_VCALENDAR_COMPONENT
    guard
        let calendar = isCalendar
            ? parsed : icalcomponent_get_first_component(parsed, ICAL_VCALENDAR_COMPONENT)
    else { throw CalendarError(reason: .notACalendar) }
    let method = property(calendar, ICAL_METHOD_PROPERTY)?.uppercased() ?? ""
    guard method == "REPLY" else { throw CalendarError(reason: .method(String(method.prefix(40)))) }
    guard let event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT) else {
        throw CalendarError(reason: .noEvent)
    }
    guard let uid = property(event, ICAL_UID_PROPERTY), isName(uid) else {
        throw CalendarError(reason: .noUID)
    }
    let attendee = try answering(in: event)
    guard let who = string(icalproperty_get_attendee(attendee)) else {
        throw CalendarError(reason: .noAttendee)
    }
    let sequence = property(event, ICAL_SEQUENCE_PROPERTY).flatMap { Int($0) } ?? 0
    return CalendarReply(
        method: method, uid: uid, sequence: max(0, sequence), attendee: withoutScheme(who),
        partstat: partstat(attendee), comment: comment(event),
        recurrenceID: property(event, ICAL_RECURRENCEID_PROPERTY), stamp: stamp(event))
}

/// RFC 5545 §3.3.11: no text holds control characters, and one of them alone names nothing.
private func isName(_ uid: String) -> Bool {
    !uid.isEmpty && uid.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}

/// The one attendee (RFC 5546 §3.2.3), or of several the only one who has answered: some programs
/// send everybody along whom they know of.
private func answering(in event: OpaquePointer) throws(CalendarError) -> OpaquePointer {
    var attendees: [OpaquePointer] = []
    var next = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY)
    while let attendee = next {
        attendees.append(attendee)
        next = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)
    }
    guard let first = attendees.first else { throw CalendarError(reason: .noAttendee) }
    guard attendees.count > 1 else { return first }
    let answered = attendees.filter { partstat($0) != "NEEDS-ACTION" }
    guard let only = answered.first, answered.count == 1 else {
        throw CalendarError(reason: .severalAttendees(attendees.count))
    }
    return only
}

private func property(_ component: OpaquePointer, _ kind: icalproperty_kind) -> String? {
    guard let property = icalcomponent_get_first_property(component, kind) else { return nil }
    guard let value = icalproperty_get_value_as_string_r(property) else { return nil }
    defer { icalmemory_free_buffer(value) }
    return String(cString: value).trimmingSpaces()
}

/// COMMENT by way of the value, so that its escapes are undone.
private func comment(_ event: OpaquePointer) -> String? {
    guard let property = icalcomponent_get_first_property(event, ICAL_COMMENT_PROPERTY),
        let text = string(icalproperty_get_comment(property))?.trimmingSpaces(), !text.isEmpty
    else { return nil }
    return String(text.prefix(10_000))
}

private func partstat(_ attendee: OpaquePointer) -> String {
    guard let parameter = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER),
        let name = string(
            icalparameter_enum_to_string(Int32(icalparameter_get_partstat(parameter).rawValue)))
    else { return "NEEDS-ACTION" }
    let known = ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"]
    return known.contains(name.uppercased()) ? name.uppercased() : "NEEDS-ACTION"
}

private func stamp(_ event: OpaquePointer) -> Int64? {
    let time = icalcomponent_get_dtstamp(event)
    guard icaltime_is_null_time(time) == 0 else { return nil }
    return Int64(icaltime_as_timet(time)) * 1_000
}

private func withoutScheme(_ value: String) -> String {
    let text = value.trimmingSpaces()
    return text.lowercased().hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
}

private func string(_ pointer: UnsafePointer<CChar>?) -> String? {
    pointer.map { String(cString: $0) }
}
