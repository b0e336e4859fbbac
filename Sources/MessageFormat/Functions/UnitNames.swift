/// What stands around a number to give it a unit: `3 hours`, `3 saacadood`, `3 km/h`.
///
/// Source: CLDR's unit patterns; UTS #35 part 6, Compound Units, for one unit per another.
struct UnitNames: Sendable {
    /// How much of the name is written, the option `unitDisplay`.
    enum Width: String, CaseIterable, Sendable { case long, short, narrow }

    /// Patterns by what they are for: a plural category, or `per`.
    private typealias Patterns = [Substring: Substring]

    /// By unit, long, short and narrow.
    private let units: [Substring: [Patterns]]

    private static let cache = Cache<[String], UnitNames>()

    /// The names in a language; CLDR's symbols (`h`, `km`) where it has no words.
    static func names(for tag: LanguageTag) -> UnitNames {
        let layers = layers(for: tag)
        return cache.value(for: layers) { UnitNames(layers) }
    }

    /// What the table has for a tag, each over the one before it.
    private static func layers(for tag: LanguageTag) -> [String] {
        // A script that is not the usual one of its language has no names here.
        let usual = LikelyScripts.script(language: tag.language, region: nil)
        let ofLanguage = tag.likelyScript == usual ? [nil, tag.region] : []
        let ends = ofLanguage + [tag.likelyScript]
        return ["und"]
            + ends.map { end in end.map { "\(tag.language)-\($0)" } ?? tag.language }
            .filter { UnitTable.languages[$0] != nil }
    }

    private init(_ layers: [String]) {
        var units: [Substring: [Patterns]] = [:]
        for layer in layers {
            for line in (UnitTable.languages[layer] ?? "").split(separator: "\n") {
                let fields = line.split(separator: "|", omittingEmptySubsequences: false)
                guard let unit = fields.first else { continue }
                units[unit] = Self.widths(fields.dropFirst())
            }
        }
        self.units = units
    }

    /// An empty width says what the one before it says.
    private static func widths(_ fields: ArraySlice<Substring>) -> [Patterns] {
        var widths: [Patterns] = []
        for field in fields {
            guard !field.isEmpty else {
                widths.append(widths.last ?? [:])
                continue
            }
            let pairs: [(Substring, Substring)] = field.split(separator: ";").compactMap { pair in
                pair.firstIndex(of: ":").map { (pair[..<$0], pair[pair.index(after: $0)...]) }
            }
            widths.append(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
        return widths
    }

    /// The pattern of a unit, with `{0}` for the number; nil for one without a name.
    ///
    /// `unit`: A core unit identifier such as `hour` or `kilometer-per-hour` (UTS #35 part 6).
    func pattern(of unit: String, _ width: Width, _ category: PluralCategory) -> String? {
        // The table's name for what joins two units.
        guard unit != "per" else { return nil }
        if let found = patterns(unit[...], width) { return Self.text(found, category) }
        guard let per = unit.firstRange(of: "-per-"),
            let above = patterns(unit[..<per.lowerBound], width).flatMap({
                Self.text($0, category)
            }),
            let below = patterns(unit[per.upperBound...], width)
        else { return nil }
        if let frame = below["per"] { return Self.filled(frame, [above]) }
        guard let frame = patterns("per", width)?["other"],
            let one = Self.text(below, .one)
        else { return nil }
        let name = Self.filled(one[...], [""]).trimming { $0 == " " || $0 == "\u{A0}" }
        return Self.filled(frame, [above, name])
    }

    private func patterns(_ unit: Substring, _ width: Width) -> Patterns? {
        let place =
            switch width {
            case .long: 0
            case .short: 1
            case .narrow: 2
            }
        guard let widths = units[unit], widths.indices.contains(place) else { return nil }
        return widths[place]
    }

    private static func text(_ patterns: Patterns, _ category: PluralCategory) -> String? {
        (patterns[category.rawValue[...]] ?? patterns["other"]).map(String.init)
    }

    /// The frame with `{0}` and `{1}` replaced.
    private static func filled(_ frame: Substring, _ texts: [String]) -> String {
        var text = ""
        var rest = frame
        while let open = rest.firstIndex(of: "{") {
            text += rest[..<open]
            rest = rest[open...]
            guard let close = rest.firstIndex(of: "}") else { break }
            if let place = Int(rest[rest.index(after: open)..<close]), texts.indices.contains(place)
            {
                text += texts[place]
            }
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }
}

extension String {
    /// The text without what it begins and ends with of that kind.
    fileprivate func trimming(_ isDropped: (Character) -> Bool) -> String {
        let start = drop(while: isDropped)
        let end = start.lastIndex { !isDropped($0) }
        return end.map { String(start[...$0]) } ?? ""
    }
}
