import Engines
import Foundation
import Testing

/// Notices that a liaison fills in, out by text and by mail, and the answers that come back.
struct OfferTests {
    private static let somali = "+12025550111"

    @Test(arguments: Engine.reachable)
    func `a Somali family answers an offer by text, and the absence brings it to the front`(
        _ engine: Engine
    ) async throws {
        let peer = try await TextPeer(.standard)
        let web = try HTTPTalk.freePort()
        let office = try await Office(engine, smtp: 1, settings: peer.settings(web: web))
        try await office.take([
            .phone(1, "Nuurdiin", "so", "(202) 555-0111"), .pair(2, "Lee", "en", "lee@many.test"),
        ])
        let reference = try await office.refer("S1")
        let newest = try await office.refer("S2")
        let server = try await office.serve()
        let offer = try await office.notice(
            "ride-offer", reference, "occasion=event", "starts=2099-03-05 17:30", "place=Room 12")
        try await eventually("the offer is out") {
            try await office.states(offer) == ["sent": 1]
        }
        let text = try #require(try peer.taken().first)
        #expect(text.to == Self.somali)
        #expect(text.text?.contains("Room 12") == true)
        #expect(try await office.messages(offer).map(\.language) == ["so"])

        #expect(try await peer.text("2", from: Self.somali, id: "a1", to: web) == 200)
        try await office.allRead()
        var entry = try #require(try await office.file(reference).entries("answer").last)
        #expect(entry.words == "2")
        #expect(entry.details["answer"] == "no")
        #expect(entry.details["says"] == "No, thank you")
        #expect(try await office.parley("send", "status", offer).contains("answered no: 1"))
        // It waits, as whoever writes does; the newest case stands first among the others.
        #expect(try await office.cases().map(\.reference) == [reference, newest])

        _ = try await office.notice("absence", newest, "day=2026-11-20")
        let question = try await office.notice("absence", reference, "day=2026-11-20")
        // The word that the first answer has arrived may go out before it.
        try await eventually("the question is out") {
            try await office.states(question) == ["sent": 1]
        }
        #expect(try await peer.text("٢", from: Self.somali, id: "a2", to: web) == 200)
        try await office.allRead()
        entry = try #require(try await office.file(reference).entries("answer").last)
        #expect(entry.details["says"] == "I did not know. Please call me")
        let cases = try await office.cases()
        #expect(cases.map(\.wantsContact) == [true, false])
        #expect(cases.first?.reference == reference)
        let shown = try await office.parley("case", "show", reference, "--as", "amina")
        #expect(shown.contains("ANSWER: contact-me (2, I did not know. Please call me)"))
        #expect(
            try await office.parley("case", "list", "--as", "amina").contains("please contact them")
        )
        _ = server
    }

    @Test(arguments: Engine.reachable)
    func `an Arabic family answers an offer by mail with a word`(_ engine: Engine) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take([.pair(1, "Haririan", "ar", "fatima@many.test")])
        let reference = try await office.refer("S1")
        let send = try await office.notice(
            "tutoring-offer", reference, "topic=reading", "starts=2099-03-05 15:30",
            "place=Room 12", "note=A snack is ready.", wordsIn: "ar:note=هناك وجبة خفيفة.")
        try await office.drain()
        let message = try #require(try await office.messages(send).first)
        #expect(message.language == "ar")
        #expect(message.text?.contains("هناك وجبة خفيفة.") == true)
        let mail = try #require(try sink.kept().first { $0.messageID == message.messageID })
        let address = try #require(try mail.mail().replyTo.first?.address)
        // "Yes", "I would rather not" in words of her own, and a word that says no.
        for (id, words) in [("w1", "نعم"), ("w2", "ربما في الشهر القادم"), ("w3", "لا")] {
            let answer = try office.folder.write(
                parentMail(from: "fatima@many.test", to: address, id: id, words), as: id)
            try await office.parley("receive", "--to", address, "--read", input: answer)
        }
        let replies = try await office.file(reference).entries("reply")
        #expect(replies.map { $0.details["answer"] } == ["yes", nil, "no"])
        #expect(
            replies.map { $0.details["says"] } == ["I would like this", nil, "No, thank you"])
        #expect(try await office.parley("send", "status", send).contains("answered no: 1"))
    }

    @Test(arguments: Engine.reachable)
    func `a notice of the operator's own is filled in, sent and answered like any other`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let own = try Folder()
        try OwnNotice.write(to: own)
        let office = try await Office(
            engine, smtp: sink.port,
            settings: [
                "catalogs.templates": own.path("templates"),
                "catalogs.locales": own.path("locales"),
            ])
        try await office.take([.pair(1, "Lee", "en", "lee@many.test")])
        let reference = try await office.refer("S1")
        let listed = try await office.parley("send", "notices", "book-fair")
        #expect(listed.contains("* stall"))
        #expect(listed.contains("Which stall the family is asked to help at."))

        let refused = try await office.outcome([
            "send", "notice", "book-fair", reference, "--as", "amina",
        ])
        #expect(refused.status != 0)
        #expect(refused.complaints.contains("stall is missing"), "\(refused.complaints)")

        let send = try await office.notice("book-fair", reference, "stall=The tombola")
        try await office.drain()
        let mail = try #require(try sink.kept().last?.mail())
        #expect(mail.plainText?.contains("The tombola") == true)
        let address = try #require(mail.replyTo.first?.address)
        let answer = try office.folder.write(
            parentMail(from: "lee@many.test", to: address, id: "own", "2"), as: "own")
        try await office.parley("receive", "--to", address, "--read", input: answer)
        let reply = try #require(try await office.file(reference).entries("reply").first)
        #expect(reply.details["says"] == "Only on Sunday")
        #expect(try await office.parley("send", "status", send).contains("answered other: 1"))
    }

    @Test(arguments: Engine.reachable)
    func `a contact who is asked for a language is written to in the one that it names`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take([.pair(1, "Nuurdiin", "en", "samira@many.test")])
        let asked = [
            "people", "ask-language", "C1", "--languages", "en,es,so", "--as", "amina",
        ]
        #expect(try await office.outcome(asked + ["--dry-run"]).output.contains("Soomaali"))
        #expect(try await office.outcome(asked).status == 0)
        try await office.drain()
        let address = try #require(try sink.kept().last?.mail().replyTo.first?.address)
        let answer = try office.folder.write(
            parentMail(from: "samira@many.test", to: address, id: "so", "Soomaali"), as: "so")
        try await office.parley("receive", "--to", address, "--read", input: answer)
        let listed = try await office.parley("people", "--as", "amina").split(separator: "\n")
        #expect(listed.contains { $0.contains("(C1)") && $0.hasSuffix("  so") })
        let send = try await office.invite(office.refer("S1"))
        #expect(try await office.messages(send).map(\.language) == ["so"])
        try await office.parley("people", "language", "C1", "--as", "amina")
        let plain = try await office.invite(office.refer("S1"))
        #expect(try await office.messages(plain).map(\.language) == ["en"])
    }

    @Test(arguments: Engine.reachable)
    func `a closure and a reminder go to who they are for, and a dry run sends nothing`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take([
            .pair(1, "Quintanar", "es", "ana@many.test"), .pair(2, "Lee", "en", "lee@many.test"),
        ])
        let event = try await office.event("Reading night")
        let early = try await office.outcome(["event", "remind", event, "--as", "amina"])
        #expect(early.complaints.contains("parley event send \(event)"), "\(early.complaints)")
        try await office.parley("event", "send", event, "--as", "amina")
        let plan = try await office.ask(
            Answers.Plan.self, "event", "remind", event, "--dry-run", "--as", "amina")
        #expect(plan.languages.map { "\($0.language) \($0.count)" } == ["en 1", "es 1"])
        try await office.parley("event", "remind", event, "--by", "email", "--as", "amina")
        try await office.parley(
            "send", "closure", "--change", "early", "--starts", "2099-03-05 12:15", "--reason",
            "snow", "--as", "amina")
        try await office.drain()
        #expect(sink.count == 6)
        let spanish = try sink.kept().filter { $0.recipient == "ana@many.test" }
            .compactMap { try $0.mail().plainText }
        #expect(spanish.contains { $0.contains("12:15") })
    }
}

extension Office {
    /// Fills a notice in and sends it to a case's family.
    /// - Returns: The send's reference.
    func notice(
        _ name: String, _ reference: String, _ values: String..., wordsIn: String? = nil
    ) async throws -> String {
        var arguments = ["send", "notice", name, reference, "--as", "amina", "--json"]
        for value in values { arguments += ["--set", value] }
        if let wordsIn { arguments += ["--words-in", wordsIn] }
        let outcome = try await outcome(arguments)
        guard outcome.status == 0 else { throw Failed(arguments: arguments, outcome: outcome) }
        let receipt = try JSONDecoder().decode(
            Answers.Receipt.self, from: Data(outcome.output.utf8))
        return try #require(receipt.send)
    }

    /// The open cases, in the order in which the liaison sees them.
    func cases() async throws -> [Answers.CaseLine] {
        try await ask([Answers.CaseLine].self, "case", "list", "--as", "amina")
    }
}

/// A template with words in English, as an operator would add them to a copy of the shipped ones.
private enum OwnNotice {
    static func write(to folder: Folder) throws {
        let files = FileManager.default
        for name in ["templates", "locales"] {
            try files.copyItem(
                at: ParleyProgram.repository.appending(path: name).resolvingSymlinksInPath(),
                to: URL(filePath: folder.path(name)))
        }
        try Data(template.utf8).write(to: URL(filePath: folder.path("templates/book-fair.yaml")))
        try Data(words.utf8).write(to: URL(filePath: folder.path("locales/en/book-fair.mf2")))
    }

    private static let template = """
        title: Help at the book fair
        purpose: Asks a family whether it can help at the book fair.
        kind: case
        answer: rsvp
        answers: [other, other, no]
        variables:
          stall: {type: text, example: The tombola, about: Which stall the family is asked to help at.}
          school: {type: name, example: Lincoln Elementary School, about: The school's own name.}
          liaison: {type: name, example: Rosa Delgado, about: The liaison who reads the answers.}
        email:
          subject: subject
          heading: heading
          body:
            - paragraph: opening
            - {choices: [saturday, sunday, neither], intro: common.answer.how}
            - paragraph: common.sender

        """

    private static let words = """
        @locale en
        ---
        subject = Book fair at {$school}
        heading = Can you help?
        opening = We look for somebody at this stall: {$stall}
        saturday = Only on Saturday
        sunday = Only on Sunday
        neither = I cannot help

        """
}
