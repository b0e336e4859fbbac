/// What a report says about one recipient.
public struct Bounce: Sendable, Hashable, CustomStringConvertible {
    /// Whether to try again.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// It will never arrive; what to do about the address the status code tells.
        case permanent
        /// It did not arrive yet, or the mailbox was full.
        case temporary
        /// The report does not say.
        case unknown
    }

    /// The address that the report names.
    public let recipient: String
    /// `failed`, `delayed`, `delivered`, `relayed` or `expanded` (RFC 3464 §2.3.3).
    public let action: String
    /// The enhanced status code, such as `5.1.1`; empty when the report gives none.
    public let status: String
    /// Whether to try again.
    public let kind: Kind
    /// What the server said, on one line; empty when the report does not say.
    public let reason: String
    /// The Message-ID of the message that came back, when the report holds it.
    public let originalMessageID: String?

    /// Action and status; the address stays out of logs.
    public var description: String { "\(action) \(status) \(kind.rawValue)" }

    /// Makes a bounce and derives its kind.
    init(
        recipient: String, action: String, status: String, reason: String,
        originalMessageID: String?
    ) {
        self.recipient = recipient
        self.action = action
        self.status = status
        self.reason = reason
        self.originalMessageID = originalMessageID
        kind = Bounce.kind(action: action, status: status, reason: reason)
    }

    /// RFC 3463 §2: the class says whether it is for good; a full mailbox (x.2.2) is not, although
    /// servers give it class 5.
    private static func kind(action: String, status: String, reason: String) -> Kind {
        if action == "delayed" { return .temporary }
        if action == "delivered" || action == "relayed" || action == "expanded" { return .unknown }
        if status.hasSuffix(".2.2") { return .temporary }
        let text = reason.lowercased()
        // Where the code's detail is "other", the words may know more (RFC 3463 §3.1).
        if status.isEmpty || status.hasSuffix(".0"), holds(text, RefusalWords.full) {
            return .temporary
        }
        switch status.first ?? StatusCode.basic(in: text)?.first {
        case "5": return .permanent
        case "4": return .temporary
        default: break
        }
        if holds(text, RefusalWords.permanent) { return .permanent }
        return holds(text, RefusalWords.temporary) ? .temporary : .unknown
    }

    private static func holds(_ text: String, _ phrases: [String]) -> Bool {
        phrases.contains { text.contains($0) }
    }
}

/// Finds status codes in what servers say.
enum StatusCode {
    /// The first enhanced status code, `5.1.1` (RFC 3463): class 2, 4 or 5, two numbers of up to
    /// three digits, standing alone. Linear.
    static func enhanced(in text: some StringProtocol) -> String? { first(in: text) { _ in true } }

    /// The first enhanced status code that says more than "other" (`x.y.0`), else the first.
    static func exact(in text: some StringProtocol) -> String? {
        first(in: text) { !$0.hasSuffix(".0") } ?? enhanced(in: text)
    }

    private static func first(
        in text: some StringProtocol, where isWanted: (String) -> Bool
    ) -> String? {
        for word in text.split(whereSeparator: { !$0.isASCII || !($0.isNumber || $0 == ".") }) {
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            var fields = parts
            if fields.last?.isEmpty == true { fields.removeLast() }
            guard fields.count == 3, ["2", "4", "5"].contains(fields[0]),
                fields.dropFirst().allSatisfy({ (1...3).contains($0.count) })
            else { continue }
            let code = fields.joined(separator: ".")
            if isWanted(code) { return code }
        }
        return nil
    }

    /// The first basic reply code, `550`, of class 4 or 5 that stands alone (RFC 5321 §4.2).
    static func basic(in text: some StringProtocol) -> String? {
        for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == ".") }) {
            guard word.count == 3, let first = word.first, first == "4" || first == "5",
                word.allSatisfy({ $0.isASCII && $0.isNumber }),
                let second = word.dropFirst().first, second <= "5"
            else { continue }
            return String(word)
        }
        return nil
    }
}
