import Foundation

/// One content line (RFC 5545 §3.1) as the tests read it, without the library that they check.
struct CalendarProperty: Hashable {
    let name: String
    let parameters: [String: String]
    let value: String

    /// The lines of a calendar, unfolded.
    static func all(in text: String) -> [CalendarProperty] {
        text.replacing("\r\n", with: "\n").replacing("\n ", with: "").split(separator: "\n")
            .compactMap { CalendarProperty(line: $0) }
    }

    /// The properties of the first event.
    static func ofFirstEvent(in text: String) -> [CalendarProperty] {
        let all = all(in: text)
        let begin = CalendarProperty(name: "BEGIN", parameters: [:], value: "VEVENT")
        let event = all.drop { $0 != begin }.dropFirst()
        return Array(event.prefix { $0.name != "END" })
    }

    private init(name: String, parameters: [String: String], value: String) {
        (self.name, self.parameters, self.value) = (name, parameters, value)
    }

    private init?(line: Substring) {
        var (isQuoted, cuts, colon) = (false, [String.Index](), String.Index?.none)
        for index in line.indices where colon == nil {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ";", !isQuoted { cuts.append(index) }
            if line[index] == ":", !isQuoted { colon = index }
        }
        guard let colon else { return nil }
        name = line[..<(cuts.first ?? colon)].uppercased()
        var found: [String: String] = [:]
        for (start, end) in zip(cuts, cuts.dropFirst() + [colon]) {
            let pair = line[line.index(after: start)..<end].split(separator: "=", maxSplits: 1)
            found[pair[0].uppercased()] = pair.count > 1 ? String(pair[1]) : ""
        }
        parameters = found
        let written = String(line[line.index(after: colon)...])
        let scheme = written.prefix(7).lowercased()
        value = scheme == "mailto:" ? scheme + written.dropFirst(7) : written
    }
}

extension [CalendarProperty] {
    /// The first of a name.
    func first(_ name: String) -> CalendarProperty? { first { $0.name == name } }

    /// A time in UTC, in milliseconds since 1970.
    func instant(_ name: String) -> Int64? {
        let style = Date.ISO8601FormatStyle(
            dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
        guard let text = first(name)?.value, let date = try? Date(text, strategy: style) else {
            return nil
        }
        return Int64(date.timeIntervalSince1970) * 1_000
    }
}
