import Wire

/// Words that a member of staff types, checked before they are kept: what a family would see as
/// nothing, or as a page, is refused where it is typed.
public struct TypedWords: Sendable {
    /// As they are kept, without white space around them.
    public let text: String

    /// Checks words.
    ///
    /// `what` names the field in the refusal; `limit` counts Unicode scalars; `isLine` forbids line
    /// ends; `mayBeEmpty` is for what can be left out.
    /// - Throws: ``Refusal`` for words that are empty, too long or hold control characters.
    public init(
        _ given: String, _ what: String, limit: Int, isLine: Bool = true, mayBeEmpty: Bool = false
    ) throws(Refusal) {
        let text = String(
            given.drop(while: \.isWhitespace).reversed()
                .drop(while: \.isWhitespace).reversed())
        // Scalars: a letter may carry any number of marks, and each of them is sent and paid for.
        let length = text.unicodeScalars.count
        guard length <= limit else {
            throw Refusal("\(what) has \(length) characters; \(limit) at most fit.")
        }
        for scalar in text.unicodeScalars {
            let isLineEnd = scalar == "\n" || scalar == "\r"
            guard !steersText(scalar) || (isLineEnd && !isLine) else {
                let code = String(scalar.value, radix: 16, uppercase: true)
                throw Refusal("\(what) holds the control character U+\(code); type it without.")
            }
        }
        let isVisible = text.unicodeScalars.contains {
            $0.properties.generalCategory != .format && !$0.properties.isWhitespace
        }
        guard isVisible || mayBeEmpty else { throw Refusal("\(what) is empty.") }
        self.text = text
    }
}
