import MessageFormat

/// The variants that a language needs of a message with `.match`, and what each is made from.
///
/// A count gets a row for each plural category into which numbers fall in the language (CLDR),
/// besides the exact numbers that English names; a choice gets what English tells apart. Rows that
/// the translation has of its own stay. The last row has `*` alone.
struct VariantRows {
    /// The keys of one variant; nil is `*`.
    typealias Keys = [String?]

    /// In the order in which a translator reads them.
    let rows: [Keys]
    private let columns: [SelectorColumn]
    private let language: LanguageTag

    /// `translation`: What there is, if it has `.match` by the same variables.
    init(_ english: Message, _ translation: Message?, language: LanguageTag) {
        columns = english.columns
        self.language = language
        let own = translation.map { Self.keys(of: $0) } ?? []
        let choices = columns.map { Self.keys($0, language) }
        let count = choices.reduce(1) { min($0 * $1.count, VariantSkeleton.mostLines + 1) }
        var rows =
            count <= VariantSkeleton.mostLines
            ? choices.reduce([[]]) { rows, keys in rows.flatMap { row in keys.map { row + [$0] } } }
            : Self.keys(of: english)
        let known = Set(rows)
        rows += own.filter { !known.contains($0) }
        // What serves all that is left stands last.
        let isLast = { (keys: Keys) in keys.allSatisfy { $0 == nil } }
        self.rows = rows.filter { !isLast($0) } + rows.filter(isLast).prefix(1)
    }

    /// The keys of a message's variants, none for a message without `.match`.
    static func keys(of message: Message) -> [Keys] {
        guard case .select(_, let variants) = message.model.body else { return [] }
        return variants.map { $0.keys.map(\.value) }
    }

    private static func keys(_ column: SelectorColumn, _ language: LanguageTag) -> Keys {
        var seen: Set<String> = []
        let english = column.keys.map(\.value).filter { seen.insert($0).inserted }
        guard let kind = column.plural else { return english + [nil] }
        let numbers = english.filter { $0.first?.isNumber == true }
        let categories = missingCategories(kind, keys: Set(numbers), in: language)
        return numbers + categories.map(\.rawValue) + [nil]
    }

    /// The variant of a message that serves a row: what the message itself would select, the
    /// keys compared from left to right.
    static func pattern(for row: Keys, in message: Message) -> MessageModel.Pattern? {
        guard case .select(_, let variants) = message.model.body else {
            return message.model.patterns.first
        }
        let fitting = variants.filter { variant in
            variant.keys.count == row.count
                && zip(variant.keys, row).allSatisfy { $0.value == nil || $0.value == $1 }
        }
        let exactness = { (variant: MessageModel.Variant) in
            variant.keys.map { $0.value == nil ? 1 : 0 }
        }
        return fitting.min { exactness($0).lexicographicallyPrecedes(exactness($1)) }?.pattern
    }

    /// Whether a row is for one number, or for a form in which many languages leave the number
    /// out: "a lesson", "two days".
    func mayLeaveOutNumber(_ row: Keys) -> Bool {
        zip(columns, row).contains { column, key in
            guard column.plural != nil, let key else { return false }
            return key.first?.isNumber == true || ["zero", "one", "two"].contains(key)
        }
    }

    /// The variables that count.
    var counted: Set<String> { Set(columns.filter { $0.plural != nil }.map(\.variable)) }

    /// The row as the translator's file names it, an XML name token.
    func name(_ row: Keys) -> String {
        zip(columns, row).map { column, key in
            guard let key else { return column.plural == nil ? "else" : "other" }
            return String(
                String.UnicodeScalarView(
                    key.unicodeScalars.map { scalar in
                        let isPlain =
                            scalar.isASCII && scalar.properties.isAlphabetic
                            || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "."
                        return isPlain ? scalar : "_"
                    }))
        }.joined(separator: "_")
    }

    /// What a row is for, for a translator.
    func notes(_ row: Keys) -> [String] {
        zip(columns, row).map { column, key in
            guard let kind = column.plural else { return choice(column, key) }
            return number(kind, column, key)
        }
    }

    private func choice(_ column: SelectorColumn, _ key: String?) -> String {
        guard let key else {
            return "This text is for every other value of {$\(column.variable)}."
        }
        return "This text is for {$\(column.variable)} = \(key)."
    }

    private func number(
        _ kind: PluralKind, _ column: SelectorColumn, _ key: String?
    ) -> String {
        let variable = "{$\(column.variable)}"
        if let key, key.first?.isNumber == true {
            return "This text is for \(variable) = \(key) alone."
        }
        let examples = examples(kind, key)
        guard let key else {
            let named = examples.isEmpty ? "" : ", such as \(examples)"
            return "other: this text is for all other numbers in \(variable)\(named)."
        }
        return "\(key): this text is for numbers in \(variable) such as \(examples)."
    }

    private func examples(_ kind: PluralKind, _ key: String?) -> String {
        let whole = (Array(0...200) + [1_000_000]).map { String($0) }
        return (whole + ["1.5", "10.5"]).filter {
            PluralRules.category(of: $0, kind: kind, locale: language)?.rawValue
                == key ?? PluralCategory.other.rawValue
        }
        .prefix(4).joined(separator: ", ")
    }
}
