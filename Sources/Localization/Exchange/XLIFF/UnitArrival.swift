import Foundation

/// One unit as it came back, held against what went out.
struct UnitArrival {
    let unit: ExchangeUnit
    let read: ReadUnit
    let digest: String
    /// Variables that a translation may leave out, though the English has them.
    var optional: Set<String> = []

    init(
        _ unit: ExchangeUnit, _ read: ReadUnit, digest: String, optional: Set<String> = []
    ) {
        self.unit = unit
        self.read = read
        self.digest = digest
        self.optional = optional
    }

    /// The translation; nil where there is none.
    ///
    /// - Throws: When the English has changed since, and when codes are lost, doubled or unknown.
    func text() throws(ExchangeProblem) -> ExchangeText? {
        if let problem = read.problem { throw problem }
        try checkSource()
        guard let target = read.target else { return nil }
        let text = try CodeMatching(unit).text(target)
        guard !text.parts.isEmpty || unit.source.parts.isEmpty else { return nil }
        guard !text.isBlank || unit.source.isBlank else { return nil }
        try checkCodes(text)
        try checkNesting(text)
        return text
    }

    /// The digest is of the whole message; the words of the source say it for this part, even
    /// where a tool has dropped the digest.
    private func checkSource() throws(ExchangeProblem) {
        let stands = CodeMatching.plain(read.source) == CodeMatching.plain(unit.source)
        guard read.digest ?? digest == digest, stands else {
            throw ExchangeProblem(
                line: read.line,
                "The text to be translated has changed since the file went out. Send it out again.")
        }
    }

    /// Every code as often as in the source, or as in the translation that went out.
    private func checkCodes(_ text: ExchangeText) throws(ExchangeProblem) {
        let found = Self.count(text.codes)
        if let target = unit.target, found == Self.count(target.codes) { return }
        let wanted = Self.count(unit.source.codes)
        for code in unit.source.codes + text.codes {
            let name = code.variable.map { "{$\($0)}" } ?? code.source
            let (has, needs) = (found[code.key, default: 0], wanted[code.key, default: 0])
            guard has != needs, !(has <= 1 && optional.contains(code.variable ?? "")) else {
                continue
            }
            if has < needs {
                throw ExchangeProblem(
                    line: read.line,
                    "\(name) is missing. Put it where the language needs it; typed as words it is none."
                )
            }
            throw ExchangeProblem(
                line: read.line,
                needs == 0
                    ? "\(name) is not in the English. Take it out."
                    : "\(name) stands there \(has) times instead of \(needs == 1 ? "once" : "\(needs) times"). Take the others out."
            )
        }
    }

    private func checkNesting(_ text: ExchangeText) throws(ExchangeProblem) {
        var open: [String] = []
        for code in text.codes {
            switch code.kind {
            case .placeholder: break
            case .open: open.append(code.id)
            case .close:
                guard open.popLast() == code.id else {
                    throw ExchangeProblem(
                        line: read.line,
                        "\(code.source) ends what has not begun. Put the pair around its words.")
                }
            }
        }
    }

    private static func count(_ codes: [ExchangeCode]) -> [String: Int] {
        codes.reduce(into: [:]) { $0[$1.key, default: 0] += 1 }
    }
}

extension ExchangeText {
    /// Whether it shows nothing.
    var isBlank: Bool {
        parts.allSatisfy { part in
            if case .words(let words) = part { words.allSatisfy(\.isWhitespace) } else { false }
        }
    }
}

extension ExchangeCode {
    /// By what it is counted: a variable's name, however it is written.
    fileprivate var key: String { variable ?? source }
}
