import MessageFormat

/// A pattern of a message as a translator gets it: its words on one line without escapes, its
/// placeholders and markup as codes.
struct PatternText {
    let examples: BlankExamples

    /// The pattern of the source, its codes numbered in order.
    func source(_ pattern: MessageModel.Pattern) -> ExchangeText {
        text(pattern, Numbering())
    }

    /// The pattern of a translation: what the source has too bears the source's number.
    func translation(_ pattern: MessageModel.Pattern, of source: ExchangeText) -> ExchangeText {
        text(pattern, Numbering(of: source))
    }

    private func text(_ pattern: MessageModel.Pattern, _ numbering: Numbering) -> ExchangeText {
        var numbering = numbering
        let pairs = MarkupPairs(pattern)
        var parts: [ExchangeText.Part] = []
        for (index, element) in pattern.elements.enumerated() {
            if case .text(let words) = element {
                parts.append(.words(oneLine(words)))
                continue
            }
            let kind = pairs.kind(at: index)
            let written = element.source
            let code =
                kind == .close
                ? numbering.close(pairs.opening(of: index), written)
                : numbering.next(kind, written, index, examples.example(element))
            parts.append(.code(code))
        }
        return ExchangeText(parts)
    }
}

/// Numbers for the codes of one pattern.
private struct Numbering {
    /// Of the source, not yet found again.
    private var open: [ExchangeCode] = []
    private var count = 0
    private let prefix: String
    private var byOpening: [Int: String] = [:]

    init() { prefix = "" }

    init(of source: ExchangeText) {
        open = source.codes.filter { $0.kind != .close }
        // What only the translation has is numbered apart.
        prefix = "t"
    }

    mutating func next(
        _ kind: ExchangeCode.Kind, _ written: String, _ index: Int, _ example: String?
    ) -> ExchangeCode {
        let found =
            open.firstIndex { $0.kind == kind && $0.source == written }
            ?? open.firstIndex { $0.kind == kind && Self.sayTheSame($0, written) }
        guard let found else {
            count += 1
            byOpening[index] = "\(prefix)\(count)"
            return ExchangeCode(
                id: "\(prefix)\(count)", kind: kind, source: written, example: example)
        }
        let code = open.remove(at: found)
        byOpening[index] = code.id
        return code
    }

    mutating func close(_ opening: Int?, _ written: String) -> ExchangeCode {
        ExchangeCode(id: opening.flatMap { byOpening[$0] } ?? "", kind: .close, source: written)
    }

    /// `{$minutes}` behind `.input {$minutes :integer}` is `{$minutes :integer}` without it.
    private static func sayTheSame(_ code: ExchangeCode, _ written: String) -> Bool {
        let other = ExchangeCode(id: "", kind: code.kind, source: written)
        guard let variable = code.variable, variable == other.variable else { return false }
        return code.isBare != other.isBare
    }
}

/// Which opening markup of a pattern belongs to which closing one. What is not well nested is
/// carried as codes that stand alone.
private struct MarkupPairs {
    private var openings: [Int: Int] = [:]
    private var closed: Set<Int> = []

    init(_ pattern: MessageModel.Pattern) {
        var open: [(index: Int, name: String)] = []
        for (index, element) in pattern.elements.enumerated() {
            guard case .markup(let markup) = element else { continue }
            switch markup.kind {
            case .standalone: break
            case .open: open.append((index, markup.name))
            case .close:
                guard let last = open.last, last.name == markup.name else {
                    clear()
                    return
                }
                open.removeLast()
                openings[index] = last.index
                closed.insert(last.index)
            }
        }
        if !open.isEmpty { clear() }
    }

    private mutating func clear() { (openings, closed) = ([:], []) }

    func kind(at index: Int) -> ExchangeCode.Kind {
        if closed.contains(index) { return .open }
        return openings[index] == nil ? .placeholder : .close
    }

    func opening(of index: Int) -> Int? { openings[index] }
}

/// A catalog's line breaks, and the blanks around them, say nothing; nor does a tab.
func oneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" || $0 == "\r" }) else {
        return text
    }
    let lines = text.unicodeScalars.map { $0 == "\t" ? " " : $0 }
        .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    let last = lines.count - 1
    var kept: [String.UnicodeScalarView] = []
    for (index, line) in lines.enumerated() {
        var line = index == 0 ? line : line.drop { $0 == " " }
        while index < last, line.last == " " { line.removeLast() }
        if line.isEmpty && index > 0 && index < last { continue }
        kept.append(String.UnicodeScalarView(line))
    }
    return unwrapped(kept.map { String($0) }.joined(separator: "\n"))
}
