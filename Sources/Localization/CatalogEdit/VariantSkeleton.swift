import MessageFormat

/// The variants that a language needs of a message with `.match`, empty, for a translator.
///
/// A count gets a line for each plural category of the language (CLDR), a choice one for each of
/// its values; `*` stands for all that is left.
struct VariantSkeleton {
    /// More lines than this nobody fills in; the English ones stand instead.
    static let mostLines = 60

    /// The declarations and `.match` as English has them, then one line for each variant.
    let lines: [String]
    /// Which numbers fall into which form.
    let remarks: [String]

    init(_ message: Message, language: LanguageTag, variables: [NoticeVariable]) {
        guard case .select(_, let variants) = message.model.body, let first = variants.first else {
            lines = []
            remarks = []
            return
        }
        let columns = message.columns
        let keys = columns.map { column in
            Self.keys(column, language, variables.first { $0.name == column.variable })
        }
        let count = keys.reduce(1) { min($0 * $1.count, Self.mostLines + 1) }
        let rows =
            count <= Self.mostLines
            ? keys.reduce([[]]) { rows, keys in rows.flatMap { row in keys.map { row + [$0] } } }
            : variants.map { $0.keys.map(\.value) }
        let head = String(decoding: message.source.utf8.prefix(first.offset), as: UTF8.self)
        lines =
            head.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
            + rows.map { $0.map(Self.written).joined(separator: " ") + " {{}}" }
        let kinds = columns.compactMap(\.plural)
        remarks = PluralKind.allCases.filter(kinds.contains).map { Self.remark($0, language) }
    }

    /// `nil` is `*`, and last.
    private static func keys(
        _ column: SelectorColumn, _ language: LanguageTag, _ variable: NoticeVariable?
    ) -> [String?] {
        var seen: Set<String> = []
        let english = column.keys.map(\.value).filter { seen.insert($0).inserted }
        guard let kind = column.plural else {
            let choices = variable?.choices ?? []
            return (choices.isEmpty ? english : choices) + [nil]
        }
        let numbers = english.filter { $0.first?.isNumber == true }
        let categories = PluralRules.categories(kind: kind, locale: language)
            .filter { $0 != .other }.map(\.rawValue)
        return numbers + categories + [nil]
    }

    private static func remark(_ kind: PluralKind, _ language: LanguageTag) -> String {
        guard PluralRules.hasRules(kind: kind, locale: language) else {
            return
                "Forms: CLDR knows none for \(language.text), so there is one line for all numbers."
        }
        let forms = PluralRules.categories(kind: kind, locale: language).map { category in
            // The million, too, and fractions: some languages have a form for one of them alone.
            let whole = (Array(0...200) + [1_000_000]).map { String($0) }
            let examples = (whole + ["0.5", "1.5", "2.5", "10.5"]).filter {
                PluralRules.category(of: $0, kind: kind, locale: language) == category
            }
            .prefix(4)
            let name = category == .other ? "*" : category.rawValue
            return examples.isEmpty ? name : "\(name) \(examples.joined(separator: ", "))"
        }
        return "Forms of numbers: " + forms.joined(separator: "; ") + "."
    }

    private static func written(_ key: String?) -> String {
        guard let key else { return "*" }
        let isPlain = key.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
        }
        guard !isPlain || key.isEmpty else { return key }
        return "|" + key.replacing("\\", with: "\\\\").replacing("|", with: "\\|") + "|"
    }
}
