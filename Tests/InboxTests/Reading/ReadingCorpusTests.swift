import Inbox
import Testing

@Suite struct ReadingCorpusTests {
    @Test func `there are messages of our own to read`() {
        #expect(ReadingCorpus.items.count >= 49)
    }

    @Test(arguments: ReadingCorpus.items)
    func `a message of ours is read as its file says`(_ item: ReadingCorpus.Item) throws {
        let expected = try item.expected()
        let message = readMessage(try item.bytes())
        if let kind = expected.kind { #expect(message.kind.rawValue == kind) }
        if let reply = expected.reply { #expect(message.reply == reply) }
        for words in expected.replyContains ?? [] { #expect(message.reply.contains(words)) }
        for words in expected.replyExcludes ?? [] { #expect(!message.reply.contains(words)) }
        if let language = expected.language { #expect(message.language == language) }
        if let subject = expected.subject { #expect(message.subject == subject) }
        if let sign = expected.evidence {
            #expect(message.evidence.contains { $0.contains(sign) }, "\(message.evidence)")
        }
        if let names = expected.attachments { #expect(message.attachments.map(\.name) == names) }
        for kind in expected.forgiven ?? [] {
            #expect(message.forgiven.contains { $0.hasPrefix(kind + ":") }, "\(message.forgiven)")
        }
        try compareReports(message, expected)
    }

    private func compareReports(_ message: ReadMessage, _ expected: ReadingCorpus.Expected) throws {
        if let bounces = expected.bounces {
            #expect(message.bounces.map(\.recipient) == bounces.map(\.recipient))
            for (found, wanted) in zip(message.bounces, bounces) {
                #expect(found.action == wanted.action)
                #expect(found.kind.rawValue == wanted.kind)
                if let status = wanted.status { #expect(found.status == status) }
                #expect(!found.reason.isEmpty || found.action == "delayed")
            }
        } else {
            #expect(message.bounces.isEmpty || message.kind == .receipt)
        }
        if let answer = expected.rsvp {
            let read = try #require(message.rsvp)
            #expect(read.uid == answer.uid)
            #expect(read.attendee == answer.attendee)
            #expect(read.partstat == answer.partstat)
        } else {
            #expect(message.rsvp == nil)
        }
    }

    @Test func `the Message-ID of what came back is found`() throws {
        for name in ["bounce-postfix", "bounce-qmail", "bounce-exim"] {
            let item = try #require(ReadingCorpus.items.first { $0.name == name })
            let message = readMessage(try item.bytes())
            #expect(message.bounces.first?.originalMessageID == "n1@school.example", "\(name)")
        }
    }

    @Test func `a description of a message holds no address and no words`() throws {
        let item = try #require(ReadingCorpus.items.first { $0.name == "spanish-outlook" })
        let text = "\(readMessage(try item.bytes()))"
        #expect(!text.contains("parent"))
        #expect(!text.contains("jueves"))
    }
}
