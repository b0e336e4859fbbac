import Inbox
import Testing

/// Words in a language that no mail program speaks: the program around them is in another.
@Suite struct MayanAndHmongRepliesTests {
    /// The words, and how a program in the parent's phone's language quotes below them.
    private static let replies: [(words: String, attribution: String)] = [
        (
            "Je'. Maltyox chawe.",
            "El jue, 3 dic 2026 a las 9:12, Amina (<liaison@in.test>) escribió:"
        ),
        (
            "Ink'a'. Bantiox.",
            "On Thu, Dec 3, 2026 at 9:12 AM Amina <liaison@in.test> wrote:"
        ),
        ("Chjonte tey.", "El 3 dic 2026, a las 9:12, Amina <liaison@in.test> escribió:"),
        (
            "Kuv yuav tuaj. Ua tsaug ntau.",
            "On Thursday, December 3, 2026 at 09:12:44 AM CST, Amina <liaison@in.test> wrote:"
        ),
    ]

    @Test(arguments: replies.indices)
    func `only the parent's words are shown, whatever language the program quotes in`(
        _ index: Int
    ) throws {
        let reply = Self.replies[index]
        let mail = """
            From: p@example.org
            To: liaison@in.test
            Subject: Re: Reunión
            In-Reply-To: <a@in.test>
            Content-Type: text/plain; charset=utf-8

            \(reply.words)

            \(reply.attribution)

            > Dear family,
            > please come to the meeting.

            """
        let message = readMessage(Array(mail.utf8))
        #expect(message.kind == .reply)
        #expect(message.reply == reply.words)
    }

    @Test(arguments: [
        "Respuesta automática: Reunión", "Automatic reply: Meeting", "Fuera de la oficina: Reunión",
    ])
    func `a program's answer is known by its own language's subject`(_ subject: String) {
        let mail =
            "From: p@example.org\nSubject: \(subject)\nIn-Reply-To: <a@in.test>\n\nMaltyox.\n"
        #expect(readMessage(Array(mail.utf8)).kind == .autoReply)
    }
}
