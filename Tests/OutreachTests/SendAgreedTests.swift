import Engines
import Localization
import Store
import Testing

@testable import Outreach

@Suite struct SendAgreedTests {
    @Test(arguments: Engine.reachable)
    func `what was agreed goes to the family, and is the case's next step`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let use = SendAgreed(fixture.desk)
        let plan = try await use.plan(
            file.reference, step: "You read\nwith ali each evening.", until: "2026-12-11",
            translations: ["so:step=Habeen kasta la akhri ali."], by: "amina")
        let words = try #require(try await fixture.copies(of: plan).first?.words)
        for part in ["Habeen kasta la akhri ali.", "Diseembar 11", "asha hassan", "Staff amina"] {
            #expect(words.contains(part), "\(part): \(words)")
        }
        #expect(try await use.send(plan, by: "amina").queued == 1)
        let kept = try #require(
            try await fixture.desk.database.read { t in
                try fixture.desk.caseBook.find(file.id, t)
            })
        #expect(kept.nextStep == "You read with ali each evening.")
        #expect(kept.nextStepOn == "2026-12-11")
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.kind == .notice)
        #expect(entry.details["notice"] == "agreed")
    }

    @Test(arguments: Engine.reachable)
    func `without a day nothing is said of one, in a mail or a text`(_ engine: Engine) async throws
    {
        let fixture = try await DeskFixture(engine, texts: true, preferred: .sms)
        try await fixture.phone(Phone.asha, for: "asha")
        let file = try await fixture.refer()
        let use = SendAgreed(fixture.desk)
        for (until, isNamed) in [("2026-12-11", true), (nil, false)] {
            let plan = try await use.plan(
                file.reference, step: "We call on Friday.", until: until, by: "amina")
            let text = try #require(try await fixture.copies(of: plan).first?.words)
            #expect(text.contains("11") == isNamed, "\(text)")
            let mail = try await use.plan(
                file.reference, step: "We call on Friday.", until: until, way: .email, by: "amina")
            let words = try #require(try await fixture.copies(of: mail).first?.words)
            #expect(words.contains("11") == isNamed, "\(words)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `a day that has passed, or is none, is refused and nothing is kept`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        for (day, reason) in [
            ("2020-01-01", "has passed"), ("Friday", "--until 2026-"),
            ("2036-12-11", "Check the year"),
        ] {
            do {
                _ = try await SendAgreed(fixture.desk).plan(
                    file.reference, step: "We call.", until: day, by: "amina")
                Issue.record("\(day) was taken")
            } catch let refusal as Refusal {
                #expect(refusal.description.contains(reason), "\(refusal)")
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `a blank, and words for a language that the family does not read, are refused`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let wrong = [
            ("You read with {$name1}.", "so:step=Akhri.", "step holds {$name1}"),
            ("You read.", "so:step=La akhri { name1 }.", "step (so) holds {name1}"),
            ("You read.", "es:step=Lea.", "es: nobody in this family reads it; they read so"),
        ]
        for (step, translation, reason) in wrong {
            do {
                _ = try await SendAgreed(fixture.desk).plan(
                    file.reference, step: step, until: nil, translations: [translation],
                    by: "amina")
                Issue.record("\(translation) was taken")
            } catch let refusal as Refusal {
                #expect(refusal.description.contains(reason), "\(refusal)")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `a step waits for its words as the school's rule says, and goes once approved`(
        _ engine: Engine
    ) async throws {
        let desk = try await TranslatingFixture(engine)
        let use = SendAgreed(desk.desk)
        let plan = try await use.plan(
            desk.file.reference, step: "You read with Ali.", until: nil, by: "amina")
        let receipt = try await use.send(plan, by: "amina")
        #expect(receipt.queued == 0)
        let draft = try #require(receipt.waiting.first?.draft.reference)
        try await desk.work()
        try await desk.approve(draft, ["Waxaad la akhrisaa {$name1}."])
        let copies = try await desk.messages(of: "agreed")
        #expect(copies.count == 1)
        #expect(copies.first?.text.contains("Waxaad la akhrisaa Ali.") == true)
        let kept = try await desk.desk.database.read { t in
            try desk.desk.caseBook.find(desk.file.id, t)?.nextStep
        }
        #expect(kept == "You read with Ali.")
    }
}
