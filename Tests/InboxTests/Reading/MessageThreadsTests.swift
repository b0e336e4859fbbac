import Engines
import Inbox
import Testing

@Suite struct MessageThreadsTests {
    private func message(
        _ id: String?, _ subject: String = "x", references: [String] = [], inReplyTo: [String] = []
    ) -> ReadMessage {
        var mail = "From: a@b.example\nSubject: \(subject)\n"
        if let id { mail += "Message-ID: <\(id)>\n" }
        if !references.isEmpty {
            mail += "References: " + references.map { "<\($0)>" }.joined(separator: " ") + "\n"
        }
        if !inReplyTo.isEmpty { mail += "In-Reply-To: <\(inReplyTo[0])>\n" }
        return readMessage(Array((mail + "\nwords\n").utf8))
    }

    @Test func `answers join what they answer, in whatever order they arrive`() {
        let threads = thread([
            message("c", references: ["a@x", "b@x"]), message("a@x"), message("z@x", "other"),
            message("b@x", inReplyTo: ["a@x"]),
        ])
        #expect(threads == [[0, 1, 3], [2]])
    }

    @Test func `a missing parent still joins its children`() {
        #expect(
            thread([message("b@x", references: ["a@x"]), message("c@x", references: ["a@x"])]) == [
                [0, 1]
            ])
    }

    @Test func `loops and self-references end`() {
        let threads = thread([
            message("a@x", references: ["b@x"]), message("b@x", references: ["a@x"]),
            message("c@x", references: ["c@x"]),
        ])
        #expect(threads == [[0, 1], [2]])
    }

    @Test func `References beat In-Reply-To`() {
        let threads = thread([
            message("a@x"), message("b@x", "y"),
            message("c@x", "z", references: ["a@x"], inReplyTo: ["b@x"]),
        ])
        #expect(threads == [[0, 2], [1]])
    }

    @Test(arguments: [
        "Re: Reunión", "RE: Reunión", "رد: Reunión", "回复：Reunión", "Odp: Reunión", "SV: Reunión",
        "Re[2]: Reunión",
    ])
    func `a marked subject joins only where no parent is named`(_ subject: String) {
        #expect(thread([message("a@x", "Reunión"), message("b@x", subject)]) == [[0, 1]])
        #expect(
            thread([message("a@x", "Reunión"), message("b@x", subject, references: ["q@x"])]) == [
                [0], [1],
            ])
    }

    @Test func `two messages with one title are two threads`() {
        #expect(thread([message("a@x", "Meeting"), message("b@x", "Meeting")]) == [[0], [1]])
        #expect(thread([message(nil, ""), message(nil, "")]) == [[0], [1]])
    }

    @Test func `a repeated Message-ID stays in its thread`() {
        #expect(
            thread([message("a@x"), message("a@x"), message("b@x", references: ["a@x"])]) == [
                [0, 1, 2]
            ])
    }

    @Test func `a chain of 20,000 is threaded in time`() {
        let base = message("m0@x")
        let messages = (0..<20_000).map { index -> ReadMessage in
            var copy = base
            copy.messageID = "m\(index)@x"
            copy.references = index == 0 ? [] : ["m\(index - 1)@x"]
            return copy
        }
        let time = processorTime { #expect(thread(messages).count == 1) }
        #expect(time < .seconds(5))
        #expect(thread([]).isEmpty)
    }
}
