import Inbox
import Testing

@Suite struct AnswerCorpusTests {
    @Test(arguments: AnswerCorpus.items.filter { !$0.isHeldAside })
    func `only the new words of an answer are shown, whatever program wrote it`(
        _ item: AnswerCorpus.Item
    ) throws {
        let difference = try AnswerCorpus.difference(item)
        #expect(difference == nil)
    }

    /// Prints rates and no names: whoever writes rules is not to know what failed here.
    @Test func `rules hold for answers that they were not written from`() throws {
        let held = AnswerCorpus.items.filter(\.isHeldAside)
        let known = AnswerCorpus.items.filter { !$0.isHeldAside }
        let right = try (rights(known), rights(held))
        print(
            "replies: \(right.0) of \(known.count) that rules were written from, "
                + "\(right.1) of \(held.count) that were kept aside")
        #expect(right.1 * 100 >= held.count * 85)
    }

    private func rights(_ items: [AnswerCorpus.Item]) throws -> Int {
        try items.count { try AnswerCorpus.difference($0) == nil }
    }

    @Test func `the answers are many, in many languages and programs, a fifth of them kept aside`()
    {
        let items = AnswerCorpus.items
        #expect(items.count >= 150)
        #expect(Set(items.map(\.language)).count >= 15)
        #expect(Set(items.map(\.client)).count >= 50)
        let held = items.count(where: \.isHeldAside)
        #expect((18...25).contains(held * 100 / max(items.count, 1)))
    }
}
