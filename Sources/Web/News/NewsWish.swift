import Wire

/// What a POST to the stop link wants.
enum NewsWish: Sendable, Hashable {
    case stop
    case resume

    /// What a mail program sends for its owner (RFC 8058 §3.1), and our page's first button.
    static let stopField = (name: "List-Unsubscribe", value: "One-Click")
    /// Our page's second button.
    static let resumeField = (name: "news", value: "again")

    /// Reads a form, urlencoded or multipart; nil for anything else, which changes nothing.
    init?(_ contentType: String, _ body: [UInt8]) {
        let isMultipart = contentType.lowercased().hasPrefix("multipart/form-data")
        let fields = isMultipart ? Self.parts(body) : Self.form(body)
        func has(_ field: (name: String, value: String)) -> Bool {
            fields.contains { $0.name == field.name && $0.value == field.value }
        }
        if has(Self.stopField) {
            self = .stop
        } else if has(Self.resumeField) {
            self = .resume
        } else {
            return nil
        }
    }

    private static func form(_ body: [UInt8]) -> [(name: String, value: String)] {
        let form = try? readForm(body, limit: 20)
        return form?.fields.map { ($0.name, $0.value) } ?? []
    }

    /// The short parts of a form, whatever the boundary is: each begins behind a line with its
    /// name and an empty one, and ours are one line long (RFC 7578 §4).
    private static func parts(_ body: [UInt8]) -> [(name: String, value: String)] {
        let lines = String(decoding: body, as: UTF8.self)
            .split(separator: "\r\n", omittingEmptySubsequences: false).prefix(200)
        var found: [(name: String, value: String)] = []
        var name: String?
        var isValue = false
        for line in lines {
            if isValue {
                if let name { found.append((name, String(line))) }
                (name, isValue) = (nil, false)
            } else if line.isEmpty {
                isValue = name != nil
            } else if line.lowercased().hasPrefix("content-disposition:") {
                name = parameter("name", in: line)
            }
        }
        return found
    }

    private static func parameter(_ wanted: String, in line: Substring) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard pair.count == 2, pair[0].lowercased() == wanted else { continue }
            return pair[1].filter { $0 != "\"" }
        }
        return nil
    }
}
