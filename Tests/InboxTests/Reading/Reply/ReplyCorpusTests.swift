import Engines
import Inbox
import Testing

@Suite struct ReplyCorpusTests {
    @Test(arguments: ReplyCorpus.items)
    func `only the new words of a published body are shown`(_ item: ReplyCorpus.Item) throws {
        let difference = try ReplyCorpus.difference(item)
        if let reason = replyGaps[item.id] {
            #expect(difference != nil, "\(item.id) is right now (\(reason)): take it off the list")
        } else {
            #expect(difference == nil)
        }
    }

    @Test func `few published bodies are on the list of gaps`() {
        #expect(ReplyCorpus.items.count == 114)
        #expect(replyGaps.count <= 11)
    }

    @Test(arguments: ["gh-pathological", "gh-email_long_quote"])
    func `a body made to be slow takes less than a second`(_ id: String) throws {
        let item = try #require(ReplyCorpus.items.first { $0.id == id })
        let text = try item.text()
        let time = processorTime { _ = visibleReply(text) }
        #expect(time < .seconds(1))
    }
}
