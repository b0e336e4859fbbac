import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct NumberedAnswerTests {
    @Test func `a notice says what each of its numbered answers comes to, and how it reads`() throws
    {
        let localizer = try Repository.localizer()
        let values = try #require(localizer.library.notice("absence")).exampleValues
        let answers = try localizer.numberedAnswers(
            of: "absence", values: values, timeZone: "America/Chicago")
        #expect(answers.map(\.meaning) == [.other, .contactMe])
        #expect(answers.map(\.words) == ["I know about this", "I did not know. Please call me"])
        #expect(
            try localizer.numberedAnswers(of: "concern", values: [:], timeZone: "UTC").isEmpty)
    }

    @Test func `every shipped notice that numbers its answers says what they come to`() throws {
        for notice in try Repository.library().notices where !notice.choiceKeys.isEmpty {
            #expect(notice.answers.count == notice.choiceKeys.count, "\(notice.id)")
            #expect(notice.answer == .rsvp, "\(notice.id)")
        }
    }

    /// What stands in the template, and what the finding says.
    private static let mistakes: [(answers: String, says: String)] = [
        ("", "offers 2 numbered answers"), ("answers: [other]\n", "offers 2 numbered answers"),
        ("answers: [other, perhaps]\n", "each is one of yes, no, contact-me, other"),
        ("answers: [yes, no, other]\n", "offers 2 numbered answers"),
        ("answers: soon\n", "list of words"),
    ]

    @Test(arguments: mistakes)
    func `a list that does not fit the numbers is refused`(
        _ row: (answers: String, says: String)
    ) throws {
        let fixture = try NoticeFixture()
        try fixture.replace(
            "templates/absence.yaml", "answers: [other, contact-me]\n", row.answers)
        let problems = #expect(throws: CatalogProblems.self) { try fixture.load() }
        let sentences = problems?.findings.filter { $0.file == "templates/absence.yaml" }
            .map(\.sentence)
        #expect(sentences?.contains { $0.contains(row.says) } == true, "\(sentences ?? [])")
    }

    @Test func `answers without numbers, or that nobody is asked for, are refused`() throws {
        for (path, old, new, says) in [
            ("templates/concern.yaml", "kind: case\n", "kind: case\nanswers: [yes]\n", "none"),
            ("templates/absence.yaml", "answer: rsvp\n", "answer: reply\n", "answer: rsvp"),
        ] {
            let fixture = try NoticeFixture()
            try fixture.replace(path, old, new)
            let problems = #expect(throws: CatalogProblems.self) { try fixture.load() }
            #expect(problems?.findings.contains { $0.sentence.contains(says) } == true)
        }
    }

    @Test func `a name is recognised by its spelling`() {
        #expect(nearName(to: "absense", in: ["closure", "absence"]) == "absence")
        #expect(nearName(to: "something", in: ["closure", "absence"]) == nil)
    }
}
