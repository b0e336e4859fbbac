import Localization
import MessageFormat
import People
import Store

/// Keeps a school's glossary.
public struct KeepGlossary: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// The terms of the school of a member of staff; those of one language, if one is given.
    /// - Throws: ``Refusal`` for somebody who does not work here.
    public func terms(
        in language: LanguageTag?, by handle: String
    ) async throws -> [GlossaryTerm] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            return try Glossary().terms(of: staff.school.text, in: language, t)
        }
    }

    /// The same for a file, which the audit trail tells of.
    /// - Throws: ``Refusal`` for who may not.
    public func export(
        _ language: LanguageTag?, by handle: String
    ) async throws -> [GlossaryTerm] {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            let terms = try Glossary().terms(of: staff.school.text, in: language, t)
            try desk.audit.record(
                "glossary.export", by: staff.id, on: ("glossary", staff.school.text),
                details: ["terms": String(terms.count)], t)
            return terms
        }
    }

    /// Adds a term, or replaces what was said of it.
    /// - Throws: ``Refusal`` for who may not, or a term that says nothing.
    public func put(
        _ term: GlossaryTerm, by handle: String
    ) async throws -> Glossary.Change {
        try await apply([term], by: handle, as: "glossary.add").first ?? .same
    }

    /// Takes a term out.
    /// - Throws: ``Refusal`` for who may not, or a term that there is not.
    public func remove(
        _ term: String, in language: LanguageTag, by handle: String
    ) async throws {
        let audit = desk.audit
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            guard try Glossary().remove(term, in: language, of: staff.school.text, t) else {
                throw Refusal(
                    "The glossary has no \"\(term)\" in \(language.text). "
                        + "`parley translate glossary list` shows what it has.")
            }
            try audit.record(
                "glossary.remove", by: staff.id, on: ("glossary", staff.school.text),
                details: ["language": language.text], t)
        }
    }

    /// What importing terms would do; nothing is changed.
    /// - Throws: ``Refusal`` for who may not, or a language that neither Parley nor a family has.
    public func difference(
        _ terms: [GlossaryTerm], by handle: String
    ) async throws -> [(term: GlossaryTerm, change: Glossary.Change)] {
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try KnownLanguages(desk, staff.school, t).check(terms.map(\.language))
            return try Glossary().difference(terms, for: staff.school.text, t)
        }
    }

    /// Adds or replaces terms, all or none.
    /// - Throws: ``Refusal`` for who may not, a term that says nothing, or a language that neither
    ///   Parley nor a family of the school has.
    public func apply(
        _ terms: [GlossaryTerm], by handle: String, as action: String = "glossary.import"
    ) async throws -> [Glossary.Change] {
        for term in terms {
            if let problem = term.problem { throw Refusal("\"\(term.term)\": \(problem)") }
        }
        let (audit, now) = (desk.audit, desk.source.now())
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try KnownLanguages(desk, staff.school, t).check(terms.map(\.language))
            let changes = try terms.map {
                try Glossary().put($0, for: staff.school.text, at: now, t)
            }
            try audit.record(
                action, by: staff.id, on: ("glossary", staff.school.text),
                details: [
                    "added": String(changes.count { $0 == .added }),
                    "changed": String(changes.count { $0 == .changed }),
                ], t)
            return changes
        }
    }
}
