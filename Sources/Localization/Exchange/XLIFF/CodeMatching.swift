import Foundation

/// Finds the codes that went out in what came back, whatever a tool has made of their ids and
/// elements, and makes its blanks those of the source again.
struct CodeMatching {
    private let known: [ExchangeCode]
    private let source: ExchangeText

    init(_ unit: ExchangeUnit) {
        known = unit.source.codes + (unit.target?.codes ?? [])
        source = unit.source
    }

    /// - Throws: For a code that is none of those that went out.
    func text(_ parts: [ReadUnit.Part]) throws(ExchangeProblem) -> ExchangeText {
        var found: [ExchangeText.Part] = []
        var open: [ExchangeCode] = []
        for part in parts {
            switch part {
            case .words(let words): found.append(.words(words))
            case .code(let read):
                let code = try match(read, within: open)
                if code.kind == .open { open.append(code) }
                if code.kind == .close, !open.isEmpty { open.removeLast() }
                found.append(.code(code))
            }
        }
        return ExchangeText(found).fitted(to: source)
    }

    private func match(
        _ read: ReadCode, within open: [ExchangeCode]
    ) throws(ExchangeProblem) -> ExchangeCode {
        let alike = known.filter { $0.kind == read.kind }
        if let content = read.content {
            let same = alike.filter { $0.source == content }
            // The end of a stretch belongs to the one that is open, where several look alike.
            if let code = same.first(where: { $0.id == open.last?.id && $0.kind == .close })
                ?? same.first(where: { $0.id == read.id }) ?? same.first
            {
                return code
            }
            throw ExchangeProblem(
                line: read.line,
                "\"\(content)\" is none of the blanks that went out. Take it out, or restore it.")
        }
        if let code = alike.first(where: { $0.id == read.id }) { return code }
        throw ExchangeProblem(
            line: read.line,
            "The code \"\(read.id ?? "")\" is none of those that went out. Take it out, or restore it."
        )
    }

    /// Words alone, and a sign for each code: whether two texts are the same, whatever ids and
    /// blanks a tool has changed.
    static func plain(_ parts: [ReadUnit.Part]) -> String {
        squeezed(
            parts.map { part in
                switch part {
                case .words(let words): words
                case .code: "\u{FFFC}"
                }
            }.joined())
    }

    static func plain(_ text: ExchangeText) -> String {
        squeezed(
            text.parts.map { part in
                switch part {
                case .words(let words): words
                case .code: "\u{FFFC}"
                }
            }.joined())
    }

    private static func squeezed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension ExchangeText {
    /// On one line, and with the blanks at both ends that the source has there: tools trim them,
    /// or add line breaks.
    func fitted(to source: ExchangeText) -> ExchangeText {
        var parts = self.parts.map { part in
            guard case .words(let words) = part else { return part }
            return .words(oneLine(words))
        }
        if case .words(let words)? = parts.first {
            parts[0] = .words(String(words.drop(while: \.isPlainBlank)))
        }
        if case .words(let words)? = parts.last {
            parts[parts.count - 1] = .words(words.trimmedAtEnd)
        }
        return ExchangeText([.words(source.blankAtStart)] + parts + [.words(source.blankAtEnd)])
    }

    private var blankAtStart: String {
        guard case .words(let words)? = parts.first else { return "" }
        return String(words.prefix(while: \.isPlainBlank))
    }

    private var blankAtEnd: String {
        guard case .words(let words)? = parts.last, parts.count > 1 || !isBlank else { return "" }
        return String(words.dropFirst(words.trimmedAtEnd.count))
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while let last = text.last, last.isPlainBlank { text.removeLast() }
        return String(text)
    }
}

extension Character {
    /// A space or a break of lines; one that keeps words together is the translator's.
    fileprivate var isPlainBlank: Bool { self == " " || self == "\t" || self.isNewline }
}
