import Engines
import MessageFormat
import Store
import Testing

@testable import Localization

@Suite struct GlossaryTests {
    private func tag(_ text: String) -> LanguageTag { LanguageTag(text) ?? .undetermined }

    private func put(_ term: GlossaryTerm, _ database: any Database) async throws -> Glossary.Change
    {
        try await database.write {
            try Glossary().put(term, for: "s1", at: Instant(milliseconds: 1), $0)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a term stands once for a school and language, whatever its case`(_ engine: Engine)
        async throws
    {
        let database = try await engine.empty()
        let first = GlossaryTerm("Counselor", in: tag("es"), approved: "consejero")
        let second = GlossaryTerm(
            "counselor", in: tag("es"), approved: "orientador|orientadora",
            note: "Not a therapist.",
            forbidden: ["terapeuta", "a, \"b\""])
        #expect(try await put(first, database) == .added)
        #expect(try await put(first, database) == .same)
        #expect(try await put(second, database) == .changed)
        let terms = try await database.read { try Glossary().terms(of: "s1", $0) }
        #expect(terms == [second] && terms.first?.forms == ["orientador", "orientadora"])
        #expect(try await database.read { try Glossary().terms(of: "s2", $0) }.isEmpty)
        #expect(
            try await database.write {
                try Glossary().remove(" COUNSELOR ", in: tag("es"), of: "s1", $0)
            })
        #expect(
            try await database.write {
                try !Glossary().remove("counselor", in: tag("es"), of: "s1", $0)
            })
    }

    @Test(arguments: Engine.reachable)
    func `terms of a language serve its regions, which may have their own`(_ engine: Engine)
        async throws
    {
        let database = try await engine.empty()
        _ = try await put(GlossaryTerm("bus", in: tag("es"), approved: "autobús"), database)
        _ = try await put(GlossaryTerm("lunch", in: tag("es"), approved: "comida"), database)
        _ = try await put(GlossaryTerm("bus", in: tag("es-MX"), approved: "camión"), database)
        let terms = { (from: String, to: String) in
            try await database.read {
                try Glossary().terms(of: "s1", from: tag(from), to: tag(to), $0)
            }
        }
        #expect(try await Set(terms("en", "es-MX").map(\.approved)) == ["camión", "comida"])
        #expect(try await Set(terms("en-US", "es").map(\.approved)) == ["autobús", "comida"])
        #expect(try await terms("en", "es-MX").allSatisfy { $0.language == tag("es-MX") })
        #expect(try await terms("so", "es").isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `a difference tells what putting would do`(_ engine: Engine) async throws {
        let database = try await engine.empty()
        let old = GlossaryTerm("bus", in: tag("so"), approved: "bas")
        _ = try await put(old, database)
        let changes = try await database.read {
            try Glossary().difference(
                [
                    old, GlossaryTerm("Bus", in: tag("so"), approved: "baska"),
                    GlossaryTerm("bus", in: tag("es"), approved: "autobús"),
                ], for: "s1", $0
            ).map(\.change)
        }
        #expect(changes == [.same, .changed, .added])
    }

    @Test func `a file is written as it is read`() {
        let terms = [
            GlossaryTerm(
                "bus stop", in: tag("so"), approved: "boosteejo|joogsi", note: "a, \"b\"",
                forbidden: ["x", "y z"]),
            GlossaryTerm("=sum", in: tag("es"), approved: "suma"),
        ]
        let file = GlossaryFile(GlossaryFile.text(terms))
        #expect(file.problems.isEmpty && file.terms == terms)
    }

    @Test func `columns may stand in any order, and lines end as they like`() {
        let file = GlossaryFile(
            "\u{FEFF}Approved,Term,Language\n\"bas\",bus,so\n\nautobús,bus,es\r\n")
        #expect(file.problems.isEmpty && file.terms.map(\.approved) == ["bas", "autobús"])
    }

    @Test func `each row that is wrong is told with its line`() {
        let file = GlossaryFile(
            """
            term,language,approved,note,forbidden
            bus,xx not,bas
            ,so,bas
            bus,en,bus
            bus,so,
            ok,so,haa
            OK,so,haa
            long,so,\(String(repeating: "x", count: 400))
            """)
        #expect(file.terms.map(\.term) == ["ok"])
        #expect(file.problems.map(\.line) == [2, 3, 4, 5, 7, 8])
    }

    @Test(arguments: [
        "", "a,b,c\n", "term,language,approved\n\"bus,so,bas\n",
        "term,language,approved\n\"bus\"x,so,bas\n",
    ])
    func `a file that is no glossary is refused`(_ text: String) {
        let file = GlossaryFile(text)
        #expect(file.terms.isEmpty && file.problems.count == 1)
    }
}
