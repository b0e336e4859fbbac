import Engines
import Inbox
import Wire

/// The new words of a body, as text, as HTML, and as both.
struct ReplyReading: FuzzTarget {
    private let mutation: Mutation
    private let sent: SentWords

    init(_ corpus: Corpus) {
        mutation = Mutation(corpus.replies, words: MailMutation.words)
        let ours = corpus.replies.prefix(3).map {
            String(decoding: $0.prefix(2_000), as: UTF8.self)
        }
        sent = SentWords(ours)
    }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] { mutation.input(&chance) }

    mutating func read(_ input: [UInt8]) throws {
        let text = String(decoding: input.filter { $0 != 13 }, as: UTF8.self)
        let html = htmlLines(text)
        for standing in [MailStanding.answer, .forward, .fresh] {
            try check(visibleReply(text, sent: sent, as: standing), text)
        }
        try check(visibleReply(text), text)
        let both = visibleReply(text, html: html)
        try holds(!both.reply.isEmpty || !hasLetters(text), "a reply was cut to nothing")
    }

    /// Whatever is cut is kept beside it: the pieces have every letter, in order.
    private func check(_ visible: VisibleReply, _ text: String) throws {
        let pieces = visible.pieces.map(\.text).joined()
        try holds(letters(pieces) == letters(text), "letters were lost or added")
        try holds(!visible.reply.isEmpty || !hasLetters(text), "a reply was cut to nothing")
    }

    private func letters(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter(\.properties.isAlphabetic)
    }

    /// Beside those of our own marker, which is no answer.
    private func hasLetters(_ text: String) -> Bool {
        text.split(separator: "\n").contains { line in
            !line.contains(replyMarker)
                && line.unicodeScalars.contains(where: \.properties.isAlphabetic)
        }
    }
}
