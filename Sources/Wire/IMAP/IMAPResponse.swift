/// One response of an IMAP server, as far as fetching mail needs it.
///
/// Source: RFC 3501 §7. What is not needed is `other`; a server may send anything at any time.
enum IMAPResponse: Hashable {
    /// The end of a command: its tag, whether it went well, and the response code.
    case done(tag: String, status: Status, code: Code?)
    /// An untagged OK, NO, BAD, BYE or PREAUTH.
    case status(Status, code: Code?)
    /// The server wants more of a command.
    case goOn
    /// The answer to SEARCH: UIDs.
    case search([UInt32])
    /// What CAPABILITY says, in capitals.
    case capability(Set<String>)
    /// About one mail.
    case fetch(IMAPFetched)
    case other

    enum Status: String, Hashable {
        case ok = "OK"
        case no = "NO"
        case bad = "BAD"
        case bye = "BYE"
        case preauth = "PREAUTH"
    }

    /// What stands in brackets: `[UIDVALIDITY 7]`. Both in capitals.
    struct Code: Hashable {
        let name: String
        let value: String
    }

    init(_ pieces: [IMAPReader.Piece]) {
        guard case .text(let head)? = pieces.first else {
            self = .other
            return
        }
        let words = head.prefix(4_096).split(separator: 0x20, maxSplits: 3)
        guard let tag = words.first.map(Self.text) else {
            self = .other
            return
        }
        switch tag {
        case "+": self = .goOn
        case "*": self = Self.untagged(head, words, pieces)
        default:
            let status = words.dropFirst().first.map(Self.capitals).flatMap(Status.init(rawValue:))
            self = status.map { .done(tag: tag, status: $0, code: Self.code(in: head)) } ?? .other
        }
    }

    private static func untagged(
        _ head: [UInt8], _ words: [ArraySlice<UInt8>], _ pieces: [IMAPReader.Piece]
    ) -> IMAPResponse {
        let first = words.dropFirst().first.map(capitals) ?? ""
        if let status = Status(rawValue: first) { return .status(status, code: code(in: head)) }
        switch first {
        case "SEARCH":
            let numbers = head.split(separator: 0x20).dropFirst(2).compactMap { UInt32(text($0)) }
            return .search(numbers)
        case "CAPABILITY":
            return .capability(Set(head.split(separator: 0x20).dropFirst(2).map(capitals)))
        default:
            guard words.dropFirst(2).first.map(capitals) == "FETCH" else { return .other }
            return .fetch(IMAPFetched(pieces))
        }
    }

    /// The response code after the status word; a person's words may hold brackets later on.
    private static func code(in head: [UInt8]) -> Code? {
        let words = head.split(separator: 0x20, maxSplits: 2)
        guard let rest = words.dropFirst(2).first, rest.first == UInt8(ascii: "["),
            let end = rest.firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let inside = rest[(rest.startIndex + 1)..<end].prefix(200)
        let parts = inside.split(separator: 0x20, maxSplits: 1)
        guard let name = parts.first else { return nil }
        return Code(name: capitals(name), value: parts.dropFirst().first.map(capitals) ?? "")
    }

    private static func text(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func capitals(_ bytes: some Collection<UInt8>) -> String {
        text(bytes).uppercased()
    }
}
