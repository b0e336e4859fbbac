import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

/// A family with two open cases is asked which child its text is about.
struct WhichChildTests {
    /// Rosa has a case about Ana and one about Luis, and was invited about both by text.
    static func office(
        _ engine: Engine
    ) async throws -> (fixture: DeskFixture, ana: Case, luis: Case) {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        try await fixture.school.add(
            .init("pilar", of: "lopez", students: ["luis"], language: "es"))
        try await fixture.school.change(
            """
            INSERT INTO guardianships (student_id, contact_id, relation, custody, may_receive,
                no_contact, lives_with)
            SELECT student_id, \("rosa"), relation, custody, may_receive, no_contact, lives_with
            FROM guardianships WHERE contact_id = \("pilar")
            """)
        var files: [Case] = []
        for student in ["ana", "luis"] {
            files.append(
                try await ReferStudent(fixture.desk).refer(
                    student: student, family: "lopez", concern: "attention", words: "Tired.",
                    by: "tom"))
        }
        for file in files {
            _ = try await fixture.inviteByText(file, number: Phone.rosa, of: "rosa")
        }
        return (fixture, files[0], files[1])
    }

    @Test(arguments: Engine.reachable)
    func `the family is asked once, and its answer files what waited`(
        _ engine: Engine
    ) async throws {
        let (fixture, ana, luis) = try await Self.office(engine)
        let names = try await fixture.names(of: [ana, luis])
        for words in ["1", "Voy a llegar un poco tarde a la escuela"] {
            let received = try await fixture.receiveText(
                words, from: Phone.rosa, asksWhichChild: true)
            #expect(received.outcome == .triage)
        }
        let asked = try await fixture.automatic("which-child")
        #expect(asked.map(\.address) == [Phone.rosa] && asked.map(\.language) == ["es"])
        let text = try await fixture.text(of: try #require(asked.first))
        let kept = try #require(
            asked.first?.answers.flatMap { try? fromJSON($0, as: [OfferedAnswer].self) })
        #expect(Set(kept.map(\.words)) == Set(names))
        for (index, answer) in kept.enumerated() {
            #expect(text.contains("\(index + 1) = \(answer.words)"))
        }
        try await fixture.sendQuestions()
        let number = try #require(kept.firstIndex { $0.words == names[0] }) + 1
        let answer = try await fixture.receiveText(
            "\(number) gracias", from: Phone.rosa, asksWhichChild: true)
        #expect(answer.outcome == .filed && answer.caseID == ana.id)
        #expect(try await fixture.triage().isEmpty)
        // The first text was an answer to the invitation about Ana, and counts as one now.
        let entries = try await fixture.entries(of: ana).filter { $0.channel == .sms }
        #expect(entries.map(\.kind).suffix(3) == [.answer, .reply, .reply])
        #expect(try await fixture.recordedAnswers().map(\.answer) == ["yes"])
        #expect(try await fixture.entries(of: luis).allSatisfy { $0.kind != .reply })
    }

    @Test(arguments: Engine.reachable)
    func `other words than a child's number leave the text to a person`(
        _ engine: Engine
    ) async throws {
        let (fixture, _, _) = try await Self.office(engine)
        for words in ["Hola maestra, una pregunta", "3", "los dos"] {
            let received = try await fixture.receiveText(
                words, from: Phone.rosa, asksWhichChild: true)
            #expect(received.outcome == .triage, "\(words)")
        }
        #expect(try await fixture.triage().count == 3)
        #expect(try await fixture.automatic("which-child").count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `a number that came before the question, or after another one, is not its answer`(
        _ engine: Engine
    ) async throws {
        let (fixture, ana, _) = try await Self.office(engine)
        try await fixture.receiveText("Llego tarde", from: Phone.rosa, asksWhichChild: true)
        // The question is not out yet.
        let early = try await fixture.receiveText("1", from: Phone.rosa, asksWhichChild: true)
        #expect(early.outcome == .triage)
        try await fixture.sendQuestions()
        _ = try await fixture.inviteByText(
            ana, at: "2026-12-04 17:30", number: Phone.rosa, of: "rosa")
        let other = try await fixture.receiveText("1", from: Phone.rosa, asksWhichChild: true)
        #expect(other.outcome == .triage)
        #expect(try await fixture.triage().count == 3)
    }

    @Test(arguments: Engine.reachable)
    func `a child of whom the reader may not hear is not named`(_ engine: Engine) async throws {
        let (fixture, _, _) = try await Self.office(engine)
        try await fixture.school.change(
            """
            UPDATE guardianships SET may_receive = \(false)
            WHERE contact_id = \("rosa") AND student_id = \("luis")
            """)
        try await fixture.receiveText("Llego tarde", from: Phone.rosa, asksWhichChild: true)
        #expect(try await fixture.automatic("which-child").isEmpty)
        #expect(try await fixture.triage().count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `nobody is asked where another family has the phone, or the school does not want it`(
        _ engine: Engine
    ) async throws {
        let (fixture, _, _) = try await Self.office(engine)
        #expect(
            try await fixture.receiveText("Hola maestra", from: Phone.rosa).outcome == .triage)
        try await fixture.phone(Phone.rosa, for: "asha")
        try await fixture.receiveText("Hola maestra", from: Phone.rosa, asksWhichChild: true)
        #expect(try await fixture.automatic("which-child").isEmpty)
    }
}

extension DeskFixture {
    /// Has the questions go out.
    func sendQuestions() async throws {
        clock.advance(.seconds(1))
        try await school.change(
            """
            UPDATE messages SET state = 'sent' WHERE send_id IN (
                SELECT id FROM sends WHERE notice = 'which-child')
            """)
    }

    /// The given names of the children that cases are about.
    func names(of files: [Case]) async throws -> [String] {
        try await database.read { t in
            try files.map { file in
                guard let id = file.student, let student = try Students().student(id, t) else {
                    throw Missing()
                }
                return student.givenName
            }
        }
    }
}
