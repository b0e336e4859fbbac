import Engines
import Foundation
import Inbox
import Localization
import People
import Store
import Testing

@testable import Outreach

/// Answers with something around them, and sentences that probably ask for an end.
struct AroundAnswersTests {
    @Test(
        arguments: Engine.reachable,
        [
            ("1 gracias", "yes"), ("#1", "yes"), ("opción 2, por favor", "no"), ("uno", "yes"),
            ("Dos.", "no"), ("siiii", "yes"), ("Sí, gracias 🙏", "yes"), ("nooo", "no"),
            ("ok 👍", "yes"), ("👍🏽", "yes"), ("✅", "yes"), ("buenos días, sí", "yes"),
            ("yess", "yes"), ("no, gracias", "no"), ("３ gracias", "contact-me"),
        ])
    func `an answer counts with thanks, a greeting or a held letter`(
        _ engine: Engine, _ item: (words: String, answer: String)
    ) async throws {
        let fixture = try await Self.invited(engine)
        try await fixture.receiveText(item.words, from: Phone.rosa)
        #expect(try await fixture.recordedAnswers().map(\.answer) == [item.answer], "\(item.words)")
    }

    @Test(
        arguments: Engine.reachable,
        [
            "1 o 2", "12", "1:00", "4", "a la 1", "sí pero no", "gracias", "👎", "🙏", "no sé",
            "uno dos", "1 no", "si puedo voy", "sisi no", "#", "👍 o no", "1 hijo",
        ])
    func `anything else is words for a person`(_ engine: Engine, _ words: String) async throws {
        let fixture = try await Self.invited(engine)
        let received = try await fixture.receiveText(words, from: Phone.rosa)
        #expect(received.outcome == .filed)
        #expect(try await fixture.recordedAnswers().isEmpty, "\(words)")
    }

    @Test(arguments: Engine.reachable)
    func `a thumb up is nothing where no yes is offered`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        _ = try await fixture.concernByText(
            try await fixture.refer("warsame"), number: Phone.yusuf, of: "yusuf")
        #expect(try await fixture.receiveText("👍", from: Phone.yusuf).outcome == .filed)
        #expect(try await fixture.recordedAnswers().isEmpty)
    }

    @Test(
        arguments: Engine.reachable,
        [
            ("quc", "Sí, maltyox", nil), ("quc", "sí", "yes"), ("kek", "2 gracias", "no"),
            ("mam", "no", "no"), ("pl", "no", nil), ("pl", "nie", "no"), ("pl", "no tak", "yes"),
            ("ru", "ага", "yes"), ("ar", "أيوة", "yes"), ("fr", "ouais", "yes"),
            ("mam", "yes", "yes"), ("mww", "yog", "yes"), ("mww", "ob", "no"),
            ("mww", "tsis tuaj", "no"), ("mww", "ua tsaug 1", "yes"), ("vi", "Một ạ", "yes"),
            ("vi", "mot", "yes"), ("vi", "Tôi có một câu hỏi", nil), ("vi", "Chào cô Ba", nil),
            ("quc", "oui", nil),
        ] as [(String, String, String?)])
    func `a family answers in its own language, in Guatemala in Spanish, and in English`(
        _ engine: Engine, _ item: (language: String, words: String, answer: String?)
    ) async throws {
        let fixture = try await Self.invited(engine)
        try await fixture.school.change(
            "UPDATE contacts SET home_language = \(item.language) WHERE id = \("rosa")")
        try await fixture.receiveText(item.words, from: Phone.rosa)
        let answers = try await fixture.recordedAnswers().map(\.answer)
        #expect(answers == [item.answer].compactMap { $0 }, "\(item)")
    }

    @Test(arguments: Engine.reachable, ["một", "mot", "1", "có"])
    func `without a question a number or a yes is words`(
        _ engine: Engine, _ words: String
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        _ = try await ReferStudent(fixture.desk).refer(
            student: "ana", family: "lopez", concern: "attention", words: "Tired.", by: "tom")
        try await fixture.school.change(
            "UPDATE contacts SET home_language = 'vi' WHERE id = \("rosa")")
        _ = try await fixture.receiveText(words, from: Phone.rosa)
        #expect(try await fixture.recordedAnswers().isEmpty)
    }

    @Test(arguments: [
        "Por favor no me manden más mensajes", "Please stop texting me!", "DON'T TEXT ME AGAIN",
        "Xin đừng nhắn tin cho tôi nữa", "请不要再给我发短信了", "Больше не присылайте мне это",
        "Fadlan fariin ha ii soo dirin mar dambe", "لا ترسلوا لي رسائل بعد الآن",
        "wrong number, sorry",
        "STOP please", "Please stop", "Stop, please!", "stop now", "stop it", "STOP STOP", "STOP 🙏",
        "stop thank you", "alto por favor", "message mat bhejo bhai", "もうメッセージを送らないでください。お願いします",
    ])
    func `a sentence that probably asks for an end is marked`(_ words: String) throws {
        #expect(try Self.words().probablyAsksToStop(words))
    }

    @Test(arguments: [
        "The bus does not stop here any more", "No puedo parar de trabajar", "Nonstop rain today",
        "Please stop by my house", "Can you send me the text of the homework?", "I will stop at 5",
        "No manden a Ana en el autobús", "她不要再迟到了", "Пишите мне, пожалуйста", "",
        "Is this the wrong room number?", "stop the bus", "please", "no mas quiero saber la hora",
    ])
    func `other sentences are not`(_ words: String) throws {
        #expect(try !Self.words().probablyAsksToStop(words))
    }

    @Test func `every language with words has numbers, what stands around, and sentences`() throws {
        let library = try Self.library()
        let lists = library.everyServiceWords().words
        #expect(lists.count >= 41)
        for (language, words) in lists {
            #expect(words.numbers.map(\.isEmpty) == [false, false, false], "\(language)")
            #expect(words.around.count >= 3 && words.optOutSentences.count >= 3, "\(language)")
            let single = Set((words.yes + words.no + words.optOut).map(OptWords.fold))
            for name in words.numbers.joined() {
                #expect(!single.contains(OptWords.fold(name)), "\(language): \(name)")
            }
        }
    }

    private static func invited(_ engine: Engine) async throws -> DeskFixture {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await ReferStudent(fixture.desk).refer(
            student: "ana", family: "lopez", concern: "attention", words: "Tired.", by: "tom")
        _ = try await fixture.inviteByText(file, number: Phone.rosa, of: "rosa")
        return fixture
    }

    private static func library() throws -> NoticeLibrary {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try NoticeLibrary.load(
            templates: root.appending(path: "templates"), locales: root.appending(path: "locales"))
    }

    private static func words() throws -> FamilyWords { FamilyWords(try library()) }
}
