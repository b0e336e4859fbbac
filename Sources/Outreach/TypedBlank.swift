import Localization

/// A blank of a translator's, typed where a family would read it as it stands: `{$name1}`.
enum TypedBlank {
    /// Words for families, which hold no blank.
    ///
    /// `what` names the field in the refusal.
    /// - Throws: ``Refusal`` that shows the first blank.
    static func refuse(in words: String, _ what: String) throws(Refusal) {
        guard let blank = first(in: words) else { return }
        throw Refusal(
            "\(what) holds \(blank), which a family would read as it stands. Write the name "
                + "itself, or the date, the place or the number.")
    }

    /// The first of `{$anything}` and `{name1}`, with or without blanks in it. Linear: what was
    /// passed over is not looked at again.
    private static func first(in words: String) -> String? {
        var rest = words[...]
        while let brace = rest.firstIndex(of: "{") {
            rest = rest[rest.index(after: brace)...].drop(while: \.isWhitespace)
            let isVariable = rest.first == "$"
            if isVariable { rest = rest.dropFirst() }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
            rest = rest[name.endIndex...]
            let isBlank = isVariable ? !name.isEmpty : TextSegment.Slot(name: name) != nil
            if isBlank { return "{\(isVariable ? "$" : "")\(name.prefix(20))}" }
        }
        return nil
    }
}
