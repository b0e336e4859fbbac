import MessageFormat
import Wire

/// A glossary as a CSV file: `term,language,approved,note,forbidden`.
///
/// Several approved forms, and several forbidden words, are separated by `|`. Columns are found by
/// their names in the first row, in any order; `note` and `forbidden` may be missing.
public struct GlossaryFile: Sendable {
    /// What is wrong with a row.
    public struct Problem: Error, Sendable, Hashable, Codable, CustomStringConvertible {
        /// 1-based.
        public let line: Int
        /// What is wrong and what to do.
        public let sentence: String

        /// With the line.
        public var description: String { "line \(line): \(sentence)" }
    }

    private static let columns = ["term", "language", "approved", "note", "forbidden"]

    /// What could be read.
    public let terms: [GlossaryTerm]
    /// What could not; a file with any is not to be applied.
    public let problems: [Problem]

    /// Reads a file.
    public init(_ text: String) {
        let rows: [CSVRow]
        do throws(CSVProblem) {
            rows = try csvRows(text)
        } catch {
            terms = []
            problems = [Problem(line: error.line, sentence: error.sentence)]
            return
        }
        let head = (rows.first?.cells ?? []).map { GlossaryTerm.folded($0) }
        guard Set(head).isSuperset(of: ["term", "language", "approved"]) else {
            terms = []
            problems = [
                Problem(
                    line: 1,
                    sentence: "The first row has to name the columns: "
                        + Self.columns.joined(separator: ",") + ".")
            ]
            return
        }
        var (terms, problems): ([GlossaryTerm], [Problem]) = ([], [])
        var seen: [GlossaryKey: Int] = [:]
        for row in rows.dropFirst() {
            let cells = Dictionary(zip(head, row.cells), uniquingKeysWith: { first, _ in first })
            do throws(Problem) {
                let term = try Self.term(cells, row.line)
                if let before = seen.updateValue(row.line, forKey: GlossaryKey(term)) {
                    throw Problem(
                        line: row.line, sentence: "It stands in line \(before) already.")
                }
                terms.append(term)
            } catch {
                problems.append(error)
            }
        }
        self.terms = terms
        self.problems = problems
    }

    private static func term(
        _ cells: [String: String], _ line: Int
    ) throws(Problem) -> GlossaryTerm {
        let cell = { (name: String) in
            (cells[name] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        guard let language = LanguageTag(cell("language")), language.language != "en" else {
            throw Problem(
                line: line, sentence: "The language is a tag other than English, such as so.")
        }
        let forbidden = cell("forbidden").split(separator: "|").map {
            String($0).trimmed
        }.filter { !$0.isEmpty }
        let term = GlossaryTerm(
            cell("term"), in: language, approved: cell("approved"), note: cell("note"),
            forbidden: forbidden)
        if let problem = term.problem { throw Problem(line: line, sentence: problem) }
        return term
    }

    /// Writes terms, to be read by ``init(_:)``.
    public static func text(_ terms: [GlossaryTerm]) -> String {
        terms.reduce(csvLine(columns)) { text, term in
            text
                + csvLine([
                    term.term, term.language.text, term.approved, term.note,
                    term.forbidden.joined(separator: "|"),
                ])
        }
    }
}

extension GlossaryTerm {
    /// Why it can't be kept; nil when it can.
    public var problem: String? {
        let all = [term, approved, note] + forbidden
        if all.contains(where: { $0.count > 300 }) { return "A cell is longer than 300 letters." }
        if term.allSatisfy({ !$0.isLetter && !$0.isNumber }) { return "The term has no letters." }
        if forms.isEmpty && forbidden.isEmpty {
            return "It needs an approved word, or a forbidden one."
        }
        return nil
    }

    /// The approved forms, the preferred one first.
    public var forms: [String] {
        approved.split(separator: "|").map { String($0).trimmed }.filter { !$0.isEmpty }
    }
}

extension String {
    fileprivate var trimmed: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
