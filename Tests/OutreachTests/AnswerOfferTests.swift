import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing

@testable import Outreach

@Suite struct AnswerOfferTests {
    /// What was asked, what Asha (Somali) says to it, and what it comes to; nil for words only.
    private static let rows: [(notice: String, words: String, answer: Answer?, says: String?)] = [
        ("ride-offer", "1", .yes, "I would like this"),
        ("ride-offer", "٢", .no, "No, thank you"),
        ("ride-offer", "3", .contactMe, "Please contact me"), ("ride-offer", "4", nil, nil),
        ("ride-offer", "haa", .yes, "I would like this"),
        ("ride-offer", "maya", .no, "No, thank you"), ("ride-offer", "sí", nil, nil),
        ("absence", "1", .other, "I know about this"),
        ("absence", "2", .contactMe, "I did not know. Please call me"),
        // What a word for yes would say to it nobody could tell.
        ("absence", "3", nil, nil), ("absence", "haa", nil, nil), ("absence", "maya", nil, nil),
    ]

    private static func values(_ notice: String) -> [String] {
        notice == "absence" ? ["day=2026-11-20"] : DeskFixture.ride
    }

    @Test(arguments: Engine.reachable)
    func `an answer by text is filed with what it means in English`(
        _ engine: Engine
    ) async throws {
        for notice in ["ride-offer", "absence"] {
            let fixture = try await DeskFixture(engine)
            try await fixture.givePhones()
            let file = try await fixture.refer()
            let message = try await fixture.text(notice, file, Self.values(notice))
            for row in Self.rows where row.notice == notice {
                let before = try await fixture.recordedAnswers().count
                let received = try await fixture.receiveText(row.words, from: Phone.asha)
                #expect(received.caseID == file.id)
                try await check(row, fixture, file, message, before)
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `an answer by mail is filed with what it means in English`(
        _ engine: Engine
    ) async throws {
        for notice in ["ride-offer", "absence"] {
            let fixture = try await DeskFixture(engine)
            let file = try await fixture.refer()
            let message = try await fixture.mail(notice, file, Self.values(notice))
            for row in Self.rows where row.notice == notice {
                let before = try await fixture.recordedAnswers().count
                try await fixture.receive(try await fixture.answer(row.words, to: message))
                try await check(row, fixture, file, message, before)
            }
        }
    }

    private func check(
        _ row: (notice: String, words: String, answer: Answer?, says: String?),
        _ fixture: DeskFixture, _ file: Case, _ message: OutboundMessage, _ before: Int
    ) async throws {
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.words == row.words)
        #expect(entry.details["answer"] == row.answer?.rawValue, "\(row)")
        #expect(entry.details["says"] == row.says, "\(row)")
        #expect(entry.message == message.id)
        let recorded = try await fixture.recordedAnswers()
        #expect(recorded.count - before == (row.answer == nil ? 0 : 1), "\(row)")
        guard let answer = row.answer else { return }
        #expect(recorded.last?.about == message.send.text)
        #expect(recorded.last?.answer == answer.rawValue)
        #expect(try await fixture.answers(to: .send(message.send)).map(\.answer) == [answer])
    }

    @Test(arguments: Engine.reachable)
    func `who asks to be called stands apart until a member of staff has called`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.text("absence", file, ["day=2026-11-20"])
        try await fixture.receiveText("1", from: Phone.asha)
        #expect(try await fixture.waiting()[file.id]?.wantsContact == false)
        try await fixture.receiveText("2", from: Phone.asha)
        #expect(try await fixture.waiting()[file.id]?.wantsContact == true)
        // Another word of theirs takes nothing back.
        try await fixture.receiveText("Mahadsanid", from: Phone.asha)
        #expect(try await fixture.waiting()[file.id]?.wantsContact == true)
        let work = WorkOnCase(fixture.desk)
        for (outcome, isWanted) in [("no-answer", true), ("reached", nil)] as [(String, Bool?)] {
            fixture.clock.advance(.seconds(60))
            _ = try await work.add(
                .call(outcome: outcome, interpreter: nil), words: "", to: file.reference,
                next: nil, by: "amina")
            #expect(try await fixture.waiting()[file.id]?.wantsContact == isWanted, "\(outcome)")
        }
        // A new word makes the family wait again, but the call has been made.
        try await fixture.receiveText("Su'aal kale", from: Phone.asha)
        #expect(try await fixture.waiting()[file.id]?.wantsContact == false)
    }

    @Test(arguments: Engine.reachable)
    func `a digit answers the latest question of its case`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        let (meeting, _) = try await fixture.inviteByText(file)
        let offer = try await fixture.text("ride-offer", file, DeskFixture.ride)
        // Asks nothing that a digit answers.
        _ = try await fixture.text("good-news", file, ["occasion=work"])
        try await fixture.receiveText("2", from: Phone.asha)
        #expect(try await fixture.recordedAnswers().map(\.about) == [offer.send.text])
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `what is kept with a send reads its answers, whatever the template says later`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.text("ride-offer", file, DeskFixture.ride)
        try await fixture.school.change(
            """
            UPDATE sends SET answers = '[{"answer":"no","words":"Not this time"}]'
            WHERE notice = 'ride-offer'
            """)
        try await fixture.receiveText("1", from: Phone.asha)
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.details["answer"] == "no")
        #expect(entry.details["says"] == "Not this time")
        try await fixture.receiveText("haa", from: Phone.asha)
        #expect(try await fixture.entries(of: file).last?.details["answer"] == nil)
    }

    @Test(arguments: Engine.reachable)
    func `an invitation of which no answers are kept is answered by 1, 2 and 3`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        _ = try await fixture.inviteByText(try await fixture.refer())
        try await fixture.school.change("UPDATE sends SET answers = NULL")
        for words in ["1", "2", "3", "4"] {
            try await fixture.receiveText(words, from: Phone.asha)
        }
        #expect(
            try await fixture.recordedAnswers().map(\.answer) == ["yes", "no", "contact-me"])
    }

    @Test(arguments: Engine.reachable)
    func `an answer to an offer to many opens the family's conversation, and is counted`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let order = try await SendFilled(fixture.desk).plan(
            "english-help-offer", to: Audience(),
            TypedValues(["starts=2026-12-09 18:00", "place=Library", "childCare=no"]), by: "amina"
        ).order
        let message = try await fixture.text(order, to: Phone.rosa, of: "rosa")
        let received = try await fixture.receiveText("sí", from: Phone.rosa)
        let talk = try #require(try await fixture.standing("lopez").first)
        #expect(received.caseID == talk.id)
        #expect(try await fixture.entries(of: talk).map(\.kind) == [.notice, .answer])
        #expect(try await fixture.answers(to: .send(message.send)).map(\.answer) == [.yes])
    }

    @Test(arguments: Engine.reachable)
    func `a digit does not answer an offer to many that is long past`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let order = try await SendFilled(fixture.desk).plan(
            "english-help-offer", to: Audience(),
            TypedValues(["starts=2027-01-13 18:00", "place=Library", "childCare=no"]), by: "amina"
        ).order
        _ = try await fixture.text(order, to: Phone.rosa, of: "rosa")
        fixture.clock.advance(.seconds(15 * 86_400))
        let urgent = try await fixture.urgentPlan().order
        _ = try await fixture.text(urgent, to: Phone.rosa, of: "rosa")
        try await fixture.receiveText("1", from: Phone.rosa)
        #expect(try await fixture.recordedAnswers().isEmpty)
        let talk = try #require(try await fixture.standing("lopez").first)
        #expect(try await fixture.entries(of: talk).last?.kind == .reply)
    }

    @Test(arguments: Engine.reachable)
    func `an answer from a phone of two families to an offer to many waits for a person`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        for contact in ["asha", "rosa"] { try await fixture.phone(Phone.asha, for: contact) }
        let order = try await SendFilled(fixture.desk).plan(
            "english-help-offer", to: Audience(),
            TypedValues(["starts=2026-12-09 18:00", "place=Library", "childCare=no"]), by: "amina"
        ).order
        _ = try await fixture.text(order, to: Phone.asha, of: "asha")
        #expect(try await fixture.receiveText("1", from: Phone.asha).outcome == .triage)
        #expect(try await fixture.recordedAnswers().isEmpty)
    }
}
