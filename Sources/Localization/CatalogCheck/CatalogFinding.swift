import Wire

/// One thing that is wrong with a template or a catalog, and where.
public struct CatalogFinding: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The file, from the templates or locales folder on.
    public let file: String
    /// 1-based; 0 when the finding speaks of the whole file.
    public let line: Int
    /// 1-based, in Unicode scalars.
    public let column: Int
    /// The rule that was broken.
    public let rule: CatalogRule.ID
    /// What is wrong and what to do, for the person who wrote the file.
    public let sentence: String
    /// The line itself; empty when the finding speaks of the whole file.
    public let sourceLine: String

    /// How bad it is.
    public var severity: CatalogRule.Severity { rule.rule.severity }

    /// `file:line:column: severity: sentence [rule]`, the line, and a caret below the place.
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(column)" : file
        // A file's name and its lines are somebody's.
        let head = harmless("\(place): \(severity.rawValue): \(sentence) [\(rule.rawValue)]")
        guard line > 0 else { return head }
        return "\(head)\n\(harmless(excerpt))\n\(caret)"
    }

    /// The line, cut to 100 scalars around the place.
    public var excerpt: String {
        String(String.UnicodeScalarView(window.text))
    }

    /// Blanks up to the place, then `^`; tabs stay tabs so that it stands right.
    public var caret: String {
        let before = window.text.prefix(max(0, column - 1 - window.start))
        return String(before.map { $0 == "\t" ? "\t" : " " }) + "^"
    }

    private var window: (start: Int, text: [Unicode.Scalar]) {
        let scalars = Array(sourceLine.unicodeScalars)
        guard scalars.count > 100 else { return (0, scalars) }
        let start = min(max(0, column - 60), max(0, scalars.count - 100))
        return (start, Array(scalars[start..<min(scalars.count, start + 100)]))
    }
}

/// Everything that is wrong, at once.
public struct CatalogProblems: Error, Sendable, Hashable, CustomStringConvertible {
    /// At least one, in the order of the files.
    public let findings: [CatalogFinding]

    init(findings: [CatalogFinding]) {
        self.findings = findings
    }

    /// The errors; nil where there is none among them.
    init?(errorsAmong findings: [CatalogFinding]) {
        let errors = findings.filter { $0.severity == .error }
        guard !errors.isEmpty else { return nil }
        self.findings = errors.sorted {
            ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
        }
    }

    /// Every finding with its line and caret.
    public var description: String {
        let count = findings.count == 1 ? "1 problem" : "\(findings.count) problems"
        return "The notices cannot be used, \(count):\n"
            + findings.map(\.description).joined(separator: "\n")
    }
}
