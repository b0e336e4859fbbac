/// What a bounce says once for all its recipients.
struct SharedReason {
    /// The one status code of the text; nil where it may be another recipient's.
    let status: String?
    private let coded: String?
    private let opening: String

    init(_ body: ArraySlice<Substring>, _ said: [BounceRecipient]) {
        let texts = body.map { trimmedEnd($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
        let short = texts.filter { $0.utf8.count <= 1_000 }
        let codes = short.compactMap { StatusCode.exact(in: $0) }
        // Of several recipients, one with a code of its own may be the only one that has it.
        let isForAll = said.count == 1 || !said.contains { SharedReason.hasCode($0.reason) }
        let isOne = said.count == 1 || Set(codes).count == 1
        status = isForAll && isOne ? codes.first : nil
        let line =
            short.first { StatusCode.enhanced(in: $0) != nil }
            ?? short.first { StatusCode.basic(in: $0) != nil }
        coded = isForAll && isOne ? line.map(String.init) : nil
        opening = String(texts.joined(separator: " ").prefix(300))
    }

    /// What is said of the recipient itself, when that has a code or no line has; then the line
    /// with a code; then the text's beginning.
    func reason(for found: BounceRecipient) -> String {
        let isEnough = SharedReason.hasCode(found.reason) || coded == nil
        if !found.reason.isEmpty, isEnough { return found.reason }
        return coded ?? opening
    }

    private static func hasCode(_ text: String) -> Bool {
        StatusCode.enhanced(in: text) != nil || StatusCode.basic(in: text) != nil
    }
}
