import MessageFormat

/// A file of messages, open for one thing: the `@` lines above its entries.
///
/// Everything else stays as it is, to the byte: comments, blank lines, the ends of lines, a byte
/// order mark.
struct CatalogText {
    /// The order in which new lines are put; those that are there stay where they are.
    private static let order = [
        "status", "reviewed-by", "reviewed-on", "reviewed-text", "source", "confidence",
    ]

    private let lines: [String]
    private let resource: MessageResource
    /// By line number, from 1: what a line becomes, `nil` when it goes.
    private var changed: [Int: String?] = [:]
    /// By line number, 0 above the first: lines that are put in below it.
    private var added: [Int: [String]] = [:]

    init(_ text: String) throws(ResourceProblem) {
        resource = try MessageResource.parse(text)
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
    }

    /// Writes properties above an entry, and takes away those that are `nil`.
    ///
    /// - Parameters:
    ///   - properties: Values by name, without `@`; names outside the usual six are left alone.
    ///   - key: The entry's key, section included; a key that is not there changes nothing.
    mutating func set(_ properties: [String: String?], of key: String) {
        guard let entry = resource[key] else { return }
        var anchor = entry.line - 1
        for name in Self.order {
            let own = entry.properties.filter { $0.name == name }.map(\.line)
            guard let value = properties[name] else {
                anchor = own.last ?? anchor
                continue
            }
            for line in own { changed[line] = .some(nil) }
            guard let value else { continue }
            let text = "@\(name) \(value)" + end(of: entry.line)
            if let line = own.last {
                changed[line] = text
                anchor = line
            } else {
                added[anchor, default: []].append(text)
            }
        }
    }

    /// The file as it is now.
    var text: String {
        var result = added[0] ?? []
        for (index, line) in lines.enumerated() {
            switch changed[index + 1] {
            case .none: result.append(line)
            case .some(let text): result += [text].compactMap(\.self)
            }
            result += added[index + 1] ?? []
        }
        return result.joined(separator: "\n")
    }

    private func end(of line: Int) -> String {
        guard lines.indices.contains(line - 1) else { return "" }
        return lines[line - 1].unicodeScalars.last == "\r" ? "\r" : ""
    }
}
