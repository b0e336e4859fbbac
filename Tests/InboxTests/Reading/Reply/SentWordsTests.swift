import Inbox
import Testing

@Suite struct SentWordsTests {
    private static let letter = """
        Dear family,

        Can you come to a meeting about your son on Thursday, March 12, at 4:00 PM?

        Do you need an interpreter?

        Please answer this mail. Your Lincoln School
        """
    private let sent = SentWords([letter])

    @Test func `our own words are known again without any mark, however they are wrapped`() {
        let wrapped = SentWordsTests.letter.split(separator: " ").enumerated().map { index, word in
            word + (index % 5 == 4 ? "\n" : " ")
        }.joined()
        let found = visibleReply("Haa, waan imaan.\n\n" + wrapped, sent: sent)
        #expect(found.reply == "Haa, waan imaan.")
        #expect(found.rules.contains("sent"))
        #expect(visibleReply("Haa, waan imaan.\n\n" + wrapped).reply != "Haa, waan imaan.")
    }

    @Test func `words that announce ours go with them, whatever their language`() {
        let found = visibleReply(
            "Haa.\n\nKuchiy Lincoln nisqanta qillqarqa:\n\n" + SentWordsTests.letter, sent: sent)
        #expect(found.reply == "Haa.")
    }

    @Test func `answers typed between our unmarked lines are shown with what they answer`() {
        let text = SentWordsTests.letter
            .replacing("4:00 PM?", with: "4:00 PM?\nNo, I work.")
            .replacing("interpreter?", with: "interpreter? Yes, Somali")
        let block =
            "See below.\n\nFrom: S <s@school.example>\nSent: Tuesday 8:15\nSubject: M\n\n" + text
        for body in [text, block] {
            let found = visibleReply(body, sent: sent)
            #expect(found.reply.contains("No, I work."), "\(found.reply)")
            #expect(found.reply.contains("interpreter? Yes, Somali"))
            #expect(!found.reply.contains("Your Lincoln School"))
            #expect(!found.reply.contains("From:"))
        }
    }

    @Test(arguments: [
        "Can you come to a meeting about your son? That is what you asked. Yes.",
        "Dear family,\nthank you", "Do you need an interpreter? Yes",
        "Please answer this mail. I wrote it twice now.",
    ])
    func `a parent who repeats a phrase of ours is not cut`(_ words: String) {
        #expect(visibleReply(words, sent: sent).reply == words)
    }

    @Test func `a row of stars of ours is ours, and a thumb between our lines is an answer`() {
        let letter = SentWordsTests.letter.replacing("Please", with: "* * *\n\nPlease")
        let sent = SentWords([letter])
        #expect(visibleReply("1\n\n" + letter, sent: sent).reply == "1")
        let answered = letter.replacing("4:00 PM?", with: "4:00 PM?\n👍")
        let found = visibleReply(answered, sent: sent).reply
        #expect(found.hasSuffix("👍") && !found.contains("* * *"))
    }

    @Test func `our letter sent back without a word is shown`() {
        #expect(visibleReply(SentWordsTests.letter, sent: sent).reply.contains("Dear family"))
    }

    @Test func `STOP above our unmarked words is an opt-out once they are known`() {
        let raw =
            "From: a@x.example\nSubject: Re: M\nIn-Reply-To: <n1@s.example>\n"
            + "Content-Type: text/plain; charset=utf-8\n\nSTOP\n\n" + SentWordsTests.letter
        var message = readMessage(Array(raw.utf8))
        #expect(message.kind == .reply)
        #expect(message.mayHoldSentWords)
        message.cut(knowing: [SentWordsTests.letter], words: .standard)
        #expect(message.kind == .optOut)
        #expect(message.reply == "STOP")
        #expect(message.cut.contains("Dear family"))
    }

    @Test func `a quote that is marked need not be compared`() {
        let raw = "From: a@x.example\nSubject: Re: M\n\nYes.\n\n> Can you come to a meeting?\n"
        #expect(!readMessage(Array(raw.utf8)).mayHoldSentWords)
    }
}
