import MessageFormat
import Store
import Wire

/// What has been read of a unit.
struct TMXUnitParts {
    private struct Variant {
        let language: String
        let line: Int
        let at: Instant?
        let uses: Int?
        var segment: [TextSegment.Part] = []
        var hasSegment = false
    }

    private let line: Int
    private let sourceLanguage: String?
    private let at: Instant?
    private let uses: Int?
    private var variants: [Variant] = []
    private var properties: [String: String] = [:]
    private var property: String?
    private var isInSegment = false
    /// The inline elements around, outermost first.
    private var inline: [(name: String, type: String, words: String)] = []
    private var problem: TMXProblem?

    init(_ unit: XMLElement, sourceLanguage: String?) {
        line = unit.line
        self.sourceLanguage = unit["srclang"] ?? sourceLanguage
        at = Self.date(unit)
        uses = unit["usagecount"].flatMap { Int($0) }
    }

    mutating func start(_ element: XMLElement) {
        switch element.name {
        case "prop": property = element["type"] ?? ""
        case "tuv":
            let language = element["xml:lang"] ?? element["lang"]
            if language == nil { fail(element.line, "A <tuv> has no xml:lang.") }
            variants.append(
                Variant(
                    language: language ?? "", line: element.line, at: Self.date(element),
                    uses: element["usagecount"].flatMap { Int($0) }))
        case "seg": isInSegment = true
        default: if isInSegment { startInline(element) }
        }
    }

    mutating func words(_ words: String) {
        if let property, !isInSegment {
            properties[property, default: ""] += words
        } else if isInSegment, inline.last.map({ $0.name == "hi" }) ?? true {
            add(TMXText.parts(of: words))
        } else if isInSegment {
            inline[inline.count - 1].words += words
        }
    }

    mutating func end(_ name: String) {
        switch name {
        case "prop": property = nil
        case "seg":
            isInSegment = false
            if !variants.isEmpty { variants[variants.count - 1].hasSegment = true }
        default:
            guard isInSegment, let last = inline.popLast(), last.name != "hi" else { return }
            guard last.name == "ph", let slot = TMXText.slot(type: last.type, words: last.words)
            else {
                return fail(
                    line,
                    "It holds a code of another program (<\(last.name.prefix(20))>). Export plain "
                        + "text there, or take the unit out.")
            }
            add([.slot(slot)])
        }
    }

    private mutating func startInline(_ element: XMLElement) {
        inline.append((element.name, element["type"] ?? "", ""))
    }

    private mutating func add(_ parts: [TextSegment.Part]) {
        guard !variants.isEmpty else { return }
        variants[variants.count - 1].segment += parts
    }

    private mutating func fail(_ line: Int, _ sentence: String) {
        if problem == nil { problem = TMXProblem(line: line, sentence: sentence) }
    }

    /// The translations, or why there are none.
    var items: [TMXReader.Item] {
        if let problem { return [.problem(problem)] }
        guard variants.count > 1, variants.allSatisfy(\.hasSegment) else {
            return [.problem(TMXProblem(line: line, sentence: "It has no translation."))]
        }
        let tags = variants.map { LanguageTag($0.language) }
        if let place = tags.firstIndex(of: nil) {
            let sentence = "An xml:lang is no language tag. Write one such as so or zh-Hant."
            return [.problem(TMXProblem(line: variants[place].line, sentence: sentence))]
        }
        guard let source = sourcePlace(tags) else {
            let sentence = "It has nothing in its source language, which srclang names."
            return [.problem(TMXProblem(line: line, sentence: sentence))]
        }
        return variants.indices.filter { $0 != source }.map { item(source, $0, tags) }
    }

    /// Without a source language, or with `*all*`, the first one is the source.
    private func sourcePlace(_ tags: [LanguageTag?]) -> Int? {
        guard let sourceLanguage, sourceLanguage.lowercased() != "*all*" else { return 0 }
        guard let tag = LanguageTag(sourceLanguage) else { return nil }
        return tags.firstIndex(of: tag) ?? tags.firstIndex { $0?.language == tag.language }
    }

    private func item(_ source: Int, _ target: Int, _ tags: [LanguageTag?]) -> TMXReader.Item {
        let from = TextSegment(variants[source].segment)
        let to = TextSegment(variants[target].segment)
        let line = variants[target].line
        guard let first = tags[source], let second = tags[target], first != second else {
            return .problem(
                TMXProblem(line: line, sentence: "Source and translation are of one language."))
        }
        guard from.isSomething, to.isSomething else {
            return .problem(TMXProblem(line: line, sentence: "A side of it says nothing."))
        }
        guard from.hasSameSlots(as: to) else {
            return .problem(
                TMXProblem(line: line, sentence: "Its blanks are not those of its source."))
        }
        let standing = Standing(rawValue: properties["x-standing"] ?? "") ?? .draft
        return .unit(
            TMXUnit(
                pair: LanguagePair(first, second), source: from, target: to,
                standing: standing == .fallback ? .draft : standing,
                origin: MemoryOrigin(properties["x-origin"] ?? "") ?? .imported,
                at: variants[target].at ?? at, uses: max(0, variants[target].uses ?? uses ?? 0),
                line: line))
    }

    private static func date(_ element: XMLElement) -> Instant? {
        (element["changedate"] ?? element["creationdate"]).flatMap(TMXText.instant)
    }
}
