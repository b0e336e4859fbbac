import Foundation
import MessageFormat
import Store

/// Each school's own words, and what they are to be called in other languages.
///
/// A term stands once for a school and language, whatever its case. Schools share none: what one
/// calls its office another may call otherwise.
public struct Glossary: Sendable {
    /// What putting a term has done.
    public enum Change: String, Sendable, Codable {
        case added, changed, same
    }

    /// Has no state of its own.
    public init() {}

    /// A school's terms, by language, then term.
    /// - Parameters:
    ///   - school: The school's id.
    ///   - language: The only language to read; all when nil.
    ///   - t: The transaction.
    /// - Returns: The terms.
    /// - Throws: What a statement throws.
    public func terms(
        of school: String, in language: LanguageTag? = nil, _ t: borrowing Transaction
    ) throws -> [GlossaryTerm] {
        let only: SQL = language.map { "AND language = \($0.text)" } ?? ""
        return try t.rows(
            """
            SELECT * FROM glossary_terms WHERE school_id = \(school) \(only)
            ORDER BY language, folded
            """
        ).map(GlossaryTerm.init(row:))
    }

    /// A school's terms for what is translated from one language into another, all of the second:
    /// those of `es` serve `es-MX` too, where that has none of its own. None unless the first is
    /// English, for a glossary goes out from there.
    public func terms(
        of school: String, from source: LanguageTag, to target: LanguageTag,
        _ t: borrowing Transaction
    ) throws -> [GlossaryTerm] {
        guard source.language == LanguageTag.english.language else { return [] }
        let own = try terms(of: school, in: target, t)
        guard let wide = LanguageTag(target.language), wide != target, target.script == nil else {
            return own
        }
        let known = Set(own.map(\.folded))
        return own
            + (try terms(of: school, in: wide, t)).filter { !known.contains($0.folded) }.map {
                GlossaryTerm(
                    $0.term, in: target, approved: $0.approved, note: $0.note,
                    forbidden: $0.forbidden)
            }
    }

    /// Adds a term, or replaces what was said of it.
    public func put(
        _ term: GlossaryTerm, for school: String, at now: Instant, _ t: borrowing Transaction
    ) throws -> Change {
        let before = try t.row(
            """
            SELECT * FROM glossary_terms WHERE school_id = \(school)
                AND language = \(term.language.text) AND folded = \(term.folded)
            """
        ).map(GlossaryTerm.init(row:))
        guard before != term else { return .same }
        let words = String(decoding: try JSONEncoder().encode(term.forbidden), as: UTF8.self)
        try t.execute(
            """
            INSERT INTO glossary_terms (school_id, language, folded, term, approved, note,
                forbidden, at)
            VALUES (\(school), \(term.language.text), \(term.folded), \(term.term),
                \(term.approved), \(term.note), \(words), \(now))
            ON CONFLICT (school_id, language, folded) DO UPDATE SET term = excluded.term,
                approved = excluded.approved, note = excluded.note,
                forbidden = excluded.forbidden, at = excluded.at
            """)
        return before == nil ? .added : .changed
    }

    /// Takes a term out.
    /// - Returns: False when the school has none of this name in the language.
    public func remove(
        _ term: String, in language: LanguageTag, of school: String, _ t: borrowing Transaction
    ) throws -> Bool {
        try t.execute(
            """
            DELETE FROM glossary_terms WHERE school_id = \(school)
                AND language = \(language.text) AND folded = \(GlossaryTerm.folded(term))
            """) == 1
    }

    /// What putting terms would do, in their order; nothing is changed.
    public func difference(
        _ terms: [GlossaryTerm], for school: String, _ t: borrowing Transaction
    ) throws -> [(term: GlossaryTerm, change: Change)] {
        let before = Dictionary(
            try self.terms(of: school, t).map { (GlossaryKey($0), $0) },
            uniquingKeysWith: { first, _ in first })
        return terms.map { term in
            guard let old = before[GlossaryKey(term)] else { return (term, .added) }
            return (term, old == term ? .same : .changed)
        }
    }
}

/// What there is one of.
struct GlossaryKey: Hashable {
    private let language: LanguageTag
    private let folded: String

    init(_ term: GlossaryTerm) {
        language = term.language
        folded = term.folded
    }
}

extension GlossaryTerm {
    var folded: String { Self.folded(term) }

    /// White space is one blank, case does not count.
    static func folded(_ term: String) -> String {
        term.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    }

    init(row: Row) throws {
        let (tag, words): (String, String) = (try row["language"], try row["forbidden"])
        guard let language = LanguageTag(tag),
            let forbidden = try? JSONDecoder().decode([String].self, from: Data(words.utf8))
        else { throw StoreError.statement("glossary_terms: a row can't be read") }
        self.init(
            try row["term"], in: language, approved: try row["approved"], note: try row["note"],
            forbidden: forbidden)
    }
}
