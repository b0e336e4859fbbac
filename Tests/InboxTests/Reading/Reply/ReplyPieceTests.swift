import Inbox
import Testing
import Wire

@Suite struct ReplyPieceTests {
    private func kinds(_ reply: VisibleReply) -> [String] { reply.pieces.map(\.kind.rawValue) }

    @Test func `an answer stands right below the line that it answers`() {
        let found = visibleReply(
            "On Tue, Mar 3, 2026 at 8:15 AM S <s@school.example> wrote:\n> Dear family,\n>\n"
                + "> Can you come?\nYes.\n> Do you need an interpreter?\nNo.\n> Your school\n")
        #expect(
            kinds(found) == [
                "heading", "quoted", "answered", "words", "answered", "words", "quoted",
            ])
        #expect(found.pieces[2].text == "Can you come?")
        #expect(found.pieces[3].text == "Yes.")
        #expect(found.pieces[4].text == "Do you need an interpreter?")
        #expect(!found.reply.contains("Your school"))
    }

    @Test func `words above or below one whole quote answer all of it`() {
        let quote = "On Tue, Mar 3, 2026 at 8:15 AM S <s@school.example> wrote:\n> Can you come?\n"
        #expect(kinds(visibleReply("Yes.\n\n" + quote)) == ["words", "heading", "quoted"])
        #expect(kinds(visibleReply(quote + "\nYes.\n")) == ["heading", "quoted", "words"])
    }

    @Test func `what was passed on is told from what was answered`() {
        let forward = visibleReply(
            "Please look.\n\n---------- Forwarded message ---------\nFrom: C <c@clinic.example>\n"
                + "Date: Mon, Mar 2, 2026 at 9:00 AM\nSubject: Visit\nTo: <a@x.example>\n\nCome at 3.\n"
        )
        #expect(kinds(forward) == ["words", "forwarded"])
        #expect(forward.reply == "Please look.")
        #expect(forward.hasForwarded)
        #expect(forward.pieces.last?.text.hasSuffix("Come at 3.") == true)
        let block =
            "Please look.\n\nFrom: C <c@clinic.example>\nSent: Monday\nTo: A\nSubject: V\n\nCome."
        #expect(!visibleReply(block).hasForwarded)
        #expect(visibleReply(block, as: .forward).hasForwarded)
    }

    @Test func `a forward without a word of one's own is shown whole`() {
        let found = visibleReply(
            "---------- Forwarded message ---------\nFrom: C <c@clinic.example>\n"
                + "Subject: Visit\n\nCome at 3.\n")
        #expect(found.reply.contains("Come at 3."))
        #expect(kinds(found) == ["forwarded"])
        let block = "From: C <c@clinic.example>\nSent: Monday\nTo: A\nSubject: V\n\nCome at 3."
        let bySubject = visibleReply(block, as: .forward)
        #expect(kinds(bySubject) == ["forwarded"])
        #expect(bySubject.reply == block)
    }

    @Test(arguments: AnswerCorpus.items)
    func `the pieces hold every word of the body`(_ item: AnswerCorpus.Item) throws {
        let message = try AnswerCorpus.read(item)
        let pieces = message.pieces.map(\.text).joined(separator: "\n")
        let body = ReplyPieceTests.words(message.text)
        // A body of HTML alone is shown as text elsewhere too, with the same words.
        #expect(ReplyPieceTests.words(pieces) == body)
        #expect(!message.reply.isEmpty)
    }

    private static func words(_ text: String) -> [Substring] {
        text.split { $0.isWhitespace || $0 == ">" || $0 == "\u{FEFF}" }
    }
}
