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

    private var words: [[UInt8]] = []
    private var kept = 0

    /// Takes one line, with or without its CRLF.
    /// - Returns: The reply when this line ends it, else nil.
    mutating func take(_ bytes: some Collection<UInt8>) -> SMTPReplyLines? {
        guard let code = Self.code(bytes), (200..<600).contains(code) else { return nil }
        let isLast = bytes.dropFirst(3).first != UInt8(ascii: "-")
        var words = Array(bytes.dropFirst(4).prefix(Self.keptBytes))
        while let end = words.last, end == 0x0A || end == 0x0D { words.removeLast() }
        if kept + words.count <= Self.keptBytes {
            kept += words.count
            self.words.append(words)
        }
        guard isLast else { return nil }
        defer { self = SMTPReplyReader() }
        return SMTPReplyLines(code: code, words: self.words)
    }

    private static func code(_ bytes: some Collection<UInt8>) -> Int? {
        var code = 0
        var count = 0
        for byte in bytes.prefix(3) {
            guard (0x30...0x39) ~= byte else { return nil }
            code = code * 10 + Int(byte & 0x0F)
            count += 1
        }
        return count == 3 ? code : nil
    }
}

/// A complete reply as it came.
struct SMTPReplyLines: Sendable {
    let code: Int
    /// What follows the code and its mark in each line.
    let words: [[UInt8]]

    /// 2yz: done.
    var isPositive: Bool { (200..<300).contains(code) }

    /// What it says.
    var reply: SMTPReply {
        var enhanced: String?
        var said: [String] = []
        for line in words {
            var text = Self.clean(String(decoding: line, as: UTF8.self))
            if let found = Self.enhanced(text), found.first == String(code).first {
                enhanced = enhanced ?? found
                text = String(text.dropFirst(found.count + 1))
            }
            if !text.isEmpty { said.append(text) }
        }
        return SMTPReply(code, enhanced, said.joined(separator: " "))
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
