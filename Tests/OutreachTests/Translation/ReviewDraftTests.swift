import Engines
import Localization
import MessageFormat
import People
import Store
import Testing

@testable import Outreach

/// Two people never work on one draft, and nobody's name stands above words they have not seen.
@Suite struct ReviewDraftTests {
    private func drafted(
        _ engine: Engine, _ words: String = "Ali was late on Monday. Please call Amina."
    ) async throws -> (TranslatingFixture, String) {
        let desk = try await TranslatingFixture(engine)
        let receipt = try await desk.write(words)
        try await desk.work()
        return (desk, try #require(receipt.waiting.first?.draft.reference))
    }

    @Test(arguments: Engine.allCases)
    func `whoever comes second is told who has the draft, and gets it when the claim has ended`(
        _ engine: Engine
    ) async throws {
        let (desk, draft) = try await drafted(engine)
        _ = try await desk.review.claim(draft, by: "deeqa")
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.review.claim(draft, by: "amina")
        }
        #expect(refusal?.description.contains("deeqa has draft") == true)
        await #expect(throws: Refusal.self) {
            try await desk.review.correct(draft, sentence: 1, to: "{$name1} x", by: "amina")
        }
        desk.clock.advance(ReviewDraft.hold + .seconds(1))
        _ = try await desk.review.claim(draft, by: "amina")
        await #expect(throws: Refusal.self) {
            try await desk.review.correct(draft, sentence: 1, to: "{$name1} x", by: "deeqa")
        }
    }

    @Test(
        arguments: Engine.allCases,
        [
            ("waxa uu soo daahay", "{$name1} stands nowhere"),
            ("{$name1} iyo {$name1}", "{$name1} stands 2 times"),
            ("{$name2} waxa uu", "{$name2} stands 1 times"),
            ("{$magac1} waxa uu", "A blank is one of"),
            ("{$name1 waxa uu", "cannot be read"),
        ])
    func `a correction that loses, doubles or bends a blank is refused, and says which`(
        _ engine: Engine, _ row: (words: String, says: String)
    ) async throws {
        let (desk, draft) = try await drafted(engine)
        _ = try await desk.review.claim(draft, by: "deeqa")
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.review.correct(draft, sentence: 1, to: row.words, by: "deeqa")
        }
        #expect(refusal?.description.contains(row.says) == true, "\(refusal?.description ?? "")")
        let sheet = try await desk.review.show(draft, by: "deeqa")
        #expect(sheet.sentences.first?.target == nil)
    }

    @Test(arguments: Engine.allCases)
    func `nobody approves a language that they do not read, or a sentence without a translation`(
        _ engine: Engine
    ) async throws {
        let (desk, draft) = try await drafted(engine)
        _ = try await desk.review.claim(draft, by: "deeqa")
        let open = await #expect(throws: Refusal.self) {
            try await desk.review.approve(draft, by: "deeqa")
        }
        #expect(open?.description.contains("Sentence 1, 2") == true)
        _ = try await ChooseLanguages(desk.desk).set([], of: "deeqa", by: "amina")
        let stranger = await #expect(throws: Refusal.self) {
            try await desk.review.approve(draft, by: "deeqa")
        }
        #expect(stranger?.description.contains("not down as a reader of so") == true)
    }

    @Test(arguments: Engine.allCases)
    func `what is approved is changed only by ending its approval`(_ engine: Engine) async throws {
        let (desk, draft) = try await drafted(engine)
        try await desk.approve(draft, ["{$name1} A.", "{$name1} B."])
        await #expect(throws: Refusal.self) { try await desk.review.claim(draft, by: "amina") }
        await #expect(throws: Refusal.self) {
            try await desk.review.correct(draft, sentence: 1, to: "{$name1} C.", by: "deeqa")
        }
        let open = try await desk.review.reopen(draft, by: "amina")
        #expect(open.draft.approval == nil)
        #expect(open.draft.standing == .draft)
        #expect(open.draft.state == .drafted)
    }

    @Test(arguments: Engine.allCases)
    func `a question goes to the author, and the answer brings the draft back`(
        _ engine: Engine
    ) async throws {
        let (desk, draft) = try await drafted(engine)
        _ = try await desk.review.claim(draft, by: "deeqa")
        let asked = try await desk.review.sendBack(
            draft, question: "Late for what?", by: "deeqa")
        #expect(asked.draft.state == .returned)
        let answered = try await desk.review.answer(draft, "For class.", by: "amina")
        #expect(answered.draft.state == .drafted)
        #expect(answered.draft.question == "Late for what?\nAnswer: For class.")
    }

    @Test(arguments: Engine.allCases)
    func `a translator sees blanks, the liaison sees names`(_ engine: Engine) async throws {
        let (desk, draft) = try await drafted(engine)
        let translator = try await desk.review.show(draft, by: "deeqa")
        #expect(translator.blanks.values.filter { $0 == "Ali" || $0 == "Amina" }.isEmpty)
        #expect(translator.words.isEmpty)
        let liaison = try await desk.review.show(draft, by: "amina")
        #expect(liaison.blanks["1 name1"] == "Ali")
    }

    @Test(arguments: Engine.allCases)
    func `a change to what another revision said is refused`(_ engine: Engine) async throws {
        let (desk, draft) = try await drafted(engine)
        let seen = try await desk.review.claim(draft, by: "deeqa").draft.revision
        _ = try await desk.review.correct(
            draft, sentence: 1, to: "{$name1} A.", seen: seen, by: "deeqa")
        let refusal = await #expect(throws: Refusal.self) {
            try await desk.review.correct(
                draft, sentence: 1, to: "{$name1} B.", seen: seen, by: "deeqa")
        }
        #expect(refusal?.description.contains("has changed since you saw it") == true)
    }

    @Test(arguments: Engine.allCases)
    func `every act stands in the audit trail`(_ engine: Engine) async throws {
        let (desk, draft) = try await drafted(engine)
        try await desk.approve(draft, ["{$name1} A.", "{$name1} B."])
        let actions = try await desk.desk.database.read { t in
            try t.rows("SELECT action FROM audit WHERE subject_kind = 'draft' ORDER BY id").map {
                try $0["action"] as String
            }
        }
        #expect(
            Set(actions).isSuperset(of: ["draft.claim", "draft.correct", "draft.approve"]))
    }
}
