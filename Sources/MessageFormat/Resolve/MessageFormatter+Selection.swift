extension MessageFormatter {
    /// The pattern of the message, or of the variant that matches best.
    ///
    /// Variants compare column by column from the left: a key that its selector prefers wins
    /// over a lesser one, and any key over `*`. Source: LDML 48 part 9, Pattern Selection.
    mutating func selectPattern() -> MessageModel.Pattern {
        switch message.model.body {
        case .pattern(let pattern): return pattern
        case .select(let selectors, let variants):
            let ranks = selectors.enumerated().map { column, selector in
                rank(variants.compactMap { $0.keys[column].value }, by: selector)
            }
            var best: (ranks: [Int], pattern: MessageModel.Pattern)?
            for variant in variants {
                guard let found = Self.ranks(of: variant, ranks) else { continue }
                if let best, !found.lexicographicallyPrecedes(best.ranks) { continue }
                best = (found, variant.pattern)
            }
            return best?.pattern ?? MessageModel.Pattern(elements: [])
        }
    }

    /// The place of each matching key in its selector's order of preference, best first.
    private mutating func rank(
        _ keys: [String], by selector: MessageModel.SelectorVariable
    ) -> [String: Int] {
        var seen: Set<String> = []
        let keys = keys.filter { seen.insert($0).inserted }
        guard let result = resolve(variable: selector.name, selector.offset).result else {
            report(
                .badSelector, selector.offset,
                "$\(selector.name) has no value to select by; only * matches.")
            return [:]
        }
        do {
            let matches = try result.matches(among: keys)
            for key in matches.invalid {
                report(
                    .badVariantKey, selector.offset,
                    "The key \(key) means nothing to the function of $\(selector.name).")
            }
            return Dictionary(
                matches.keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        } catch {
            report(error, selector.offset)
            return [:]
        }
    }

    /// The ranks of a variant's keys; `nil` if one of them does not match.
    private static func ranks(
        of variant: MessageModel.Variant, _ columns: [[String: Int]]
    ) -> [Int]? {
        var result: [Int] = []
        for (key, column) in zip(variant.keys, columns) {
            guard let value = key.value else {
                result.append(.max)
                continue
            }
            guard let rank = column[value] else { return nil }
            result.append(rank)
        }
        return result
    }
}
