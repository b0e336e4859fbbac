/// One reply of an SMTP or LMTP server.
///
/// Source: RFC 5321 §4.2 (codes, several lines), RFC 2034 and RFC 3463 (enhanced status codes).
public struct SMTPReply: Sendable, Hashable, CustomStringConvertible {
    /// The three-digit code, 200…599.
    public var code: Int
    /// The enhanced status code, such as `5.1.1`; nil when the server gave none.
    public var enhanced: String?
    /// The words without the codes, several lines joined by a space, control characters removed.
    public var text: String

    /// A reply from its parts.
    public init(_ code: Int, _ enhanced: String?, _ text: String) {
        self.code = code
        self.enhanced = enhanced
        self.text = text
    }

    /// 2yz: done.
    public var isPositive: Bool { (200..<300).contains(code) }
    /// 4yz: may succeed later as it stands.
    public var isTemporary: Bool { (400..<500).contains(code) }
    /// 5yz: will not succeed as it stands.
    public var isPermanent: Bool { (500..<600).contains(code) }

    /// The reply as the server wrote it, on one line. Servers quote addresses in their words, so it
    /// belongs in a record and not in a log.
    public var line: String {
        [String(code), enhanced, text.isEmpty ? nil : text].compactMap { $0 }.joined(separator: " ")
    }

    /// The codes alone, fit for a log.
    public var description: String { enhanced.map { "\(code) \($0)" } ?? String(code) }

    /// The bytes of the reply, one line with CRLF, for a server to send.
    package var bytes: [UInt8] { Array("\(line)\r\n".utf8) }
}

/// Collects the lines of a reply as they come in.
struct SMTPReplyReader: Sendable {
    /// What is kept of one reply; the rest of a longer one is dropped.
    static let keptBytes = 4096

    private var lines: [Substring.UTF8View] = []
    private var kept = 0

    /// Takes one line, with or without its CRLF.
    /// - Returns: The reply when this line ends it, else nil.
    mutating func take(_ bytes: some Collection<UInt8>) -> SMTPReply? {
        let text = String(decoding: bytes.prefix(Self.keptBytes), as: UTF8.self)
        guard let code = Self.code(text), (200..<600).contains(code) else { return nil }
        let mark = text.utf8.dropFirst(3).first
        let isLast = mark != UInt8(ascii: "-")
        let words = text.utf8.dropFirst(4)
        if kept + words.count <= Self.keptBytes {
            kept += words.count
            lines.append(words)
        }
        guard isLast else { return nil }
        defer { self = SMTPReplyReader() }
        return reply(code)
    }

    private func reply(_ code: Int) -> SMTPReply {
        var enhanced: String?
        var words: [String] = []
        for line in lines {
            var text = Self.clean(String(Substring(line)))
            if let found = Self.enhanced(text), found.first == String(code).first {
                enhanced = enhanced ?? found
                text = String(text.dropFirst(found.count + 1))
            }
            if !text.isEmpty { words.append(text) }
        }
        return SMTPReply(code, enhanced, words.joined(separator: " "))
    }

    private static func code(_ text: String) -> Int? {
        let digits = text.utf8.prefix(3)
        guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(Substring(digits))
    }

    /// The enhanced code at the start of a line's words: class, subject, detail (RFC 3463 §2).
    private static func enhanced(_ text: String) -> String? {
        let head = text.prefix { $0 != " " }
        let parts = head.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, ["2", "4", "5"].contains(parts[0]) else { return nil }
        for part in parts.dropFirst() {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39) ~= $0 })
            else { return nil }
        }
        return String(head)
    }

    private static func clean(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.trimmed }
        let scalars = text.unicodeScalars.lazy.map {
            $0.properties.generalCategory == .control ? " " : $0
        }
        var out = String.UnicodeScalarView()
        out.append(contentsOf: scalars)
        return String(out).trimmed
    }
}

extension String {
    /// Without spaces at either end.
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { $0 != " " }),
            let last = lastIndex(where: { $0 != " " })
        else { return "" }
        return String(self[first...last])
    }
}
