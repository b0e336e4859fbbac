import MessageFormat

/// One message of the English catalog beside its translation, taken apart for an agency.
struct MessageUnits {
    /// One pattern: the whole message, or one variant.
    struct Row {
        /// Nil in a message without variants.
        let keys: VariantRows.Keys?
        let source: ExchangeText
        let target: ExchangeText?
    }

    let english: CatalogEntry
    let translation: CatalogEntry?
    let state: ExchangeState
    /// Nil where the message has no variants, or its language needs none.
    let variants: VariantRows?
    let rows: [Row]

    init(
        _ english: CatalogEntry, _ translation: CatalogEntry?, language: LanguageTag,
        _ values: ExampleValues
    ) {
        self.english = english
        self.translation = translation
        state = Self.state(english, translation)
        // A translation with variants by something else says nothing of these.
        let own = translation.flatMap { entry in
            entry.message.columns.isEmpty
                ? entry.message : Self.matching(entry.message, english.message)
        }
        let examples = BlankExamples(english.message.model.declarations, values)
        let patterns = PatternText(examples: examples)
        let found =
            english.message.columns.isEmpty
            ? nil : VariantRows(english.message, own, language: language)
        variants = found
        let whole = found?.rows.map(Optional.some) ?? [nil]
        rows = whole.compactMap { keys in
            guard let pattern = VariantRows.pattern(for: keys ?? [], in: english.message) else {
                return nil
            }
            let source = patterns.source(pattern)
            let target = Self.pattern(keys, in: own)
                .map { patterns.translation($0, of: source) }
            let isBegun = target.map { !$0.parts.isEmpty || source.parts.isEmpty } ?? false
            return Row(keys: keys, source: source, target: isBegun ? target : nil)
        }
    }

    /// How the whole message stands.
    private static func state(
        _ english: CatalogEntry, _ translation: CatalogEntry?
    ) -> ExchangeState {
        guard let translation else { return .missing }
        switch translation.state(against: english) {
        case .broken, .missing: return .missing
        case .stale: return .stale
        case .lowConfidence, .draft: return .draft
        case .machine: return .machine
        case .reviewed: return .reviewed
        }
    }

    /// The translation, where its variants are told apart by the same variables.
    static func matching(_ translation: Message, _ english: Message) -> Message? {
        let own = translation.columns.map(\.variable)
        return own == english.columns.map(\.variable) ? translation : nil
    }

    /// What a translation has for a row: its own variant of these keys, or its one pattern where
    /// it has no variants.
    private static func pattern(
        _ keys: VariantRows.Keys?, in message: Message?
    ) -> MessageModel.Pattern? {
        guard let message else { return nil }
        guard case .select(_, let variants) = message.model.body else {
            let isForAll = keys?.allSatisfy { $0 == nil } ?? true
            return isForAll ? message.model.patterns.first : nil
        }
        return variants.first { $0.keys.map(\.value) == keys ?? [] }?.pattern
    }

    /// Whether there is more than one text to write.
    var hasVariants: Bool { rows.count > 1 }

    /// Ids within the file: the key, and the row behind a colon.
    var ids: [String] {
        var seen: [String: Int] = [:]
        return rows.map { row in
            guard hasVariants, let keys = row.keys, let variants else { return english.key }
            let name = "\(english.key):\(variants.name(keys))"
            seen[name, default: 0] += 1
            let number = seen[name, default: 1]
            return number == 1 ? name : "\(name).\(number)"
        }
    }

    /// The variables whose number a translation of a row may leave out.
    func optional(_ row: Row) -> Set<String> {
        guard let keys = row.keys, let variants, variants.mayLeaveOutNumber(keys) else { return [] }
        return variants.counted
    }
}
