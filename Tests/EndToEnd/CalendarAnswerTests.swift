import Engines
import Foundation
import Testing
import Wire

/// Answers as calendar programs send them, by LMTP into `parley serve`.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct CalendarAnswerTests {
    /// An office whose one family, Ana and Minh, has been invited, with `serve` running.
    private struct Scene: Sendable {
        let sink: KeepingSink
        let office: Office
        let server: Office.Server
        let reference: String
        let meeting: String

        init(_ engine: Engine) async throws {
            sink = try await KeepingSink()
            office = try await Office(engine, smtp: sink.port)
            try await office.take([
                RosterRow(
                    student: "S1", child: ("Mateo", "Quintanar"), contact: "C1",
                    parent: ("Ana", "Quintanar"), language: "es", email: "ana@many.test",
                    household: "F1"),
                RosterRow(
                    student: "S1", child: ("Mateo", "Quintanar"), contact: "C2",
                    parent: ("Minh", "Quintanar"), language: "en", email: "minh@many.test",
                    household: "F1"),
                .pair(3, "Fatima", "ar", "fatima@many.test"),
            ])
            reference = try await office.refer("S1")
            meeting = try await office.meeting(reference)
            try await office.tell("invite", meeting)
            server = try await office.serve()
        }

        /// The newest mail to somebody with an invitation in it.
        func invitation(to address: String) throws -> KeepingSink.Kept {
            let kept = try sink.kept().last { kept in
                try kept.recipient == address
                    && kept.mail().parts.contains { $0.type == "text/calendar" }
            }
            return try #require(kept)
        }

        /// Hands a mail over as the school's mail server does, and waits until it has been read.
        func deliver(_ mail: String, from sender: String, to recipient: String) async throws {
            let reply = try await LMTPTalk(port: server.port)
                .deliver(mail, from: sender, to: recipient)
            #expect(reply.hasPrefix("250"), "\(reply)")
            try await office.allRead()
        }

        /// Somebody presses a button in their calendar program.
        func press(
            _ press: InvitationReader.Press, in program: InvitationReader.Program,
            by address: String, on invitation: KeepingSink.Kept? = nil
        ) async throws {
            let invitation = try invitation ?? self.invitation(to: address)
            let mail = try await InvitationReader.answer(to: invitation, as: program, press)
            let organizer = try readMail(Array(mail.utf8)).value.to.first?.address
            try await deliver(mail, from: address, to: #require(organizer))
        }

        /// What the timeline shows of the family's calendar answers, in order.
        func answers() async throws -> [String] {
            try await office.file(reference).entries("answer").map { entry in
                #expect(entry.evidence == "token")
                #expect(!entry.isUnverified)
                let other = entry.details["answerTo"].map { " to \($0)" } ?? ""
                return (entry.details["answer"] ?? "none") + other
            }
        }

        /// A digit in answer to the newest mail.
        func type(_ digit: String, by address: String) async throws {
            let reply = try #require(try invitation(to: address).mail().replyTo.first?.address)
            let mail = parentMail(
                from: address, to: reply, id: "\(UUID().uuidString)", subject: "Re: x", digit)
            try await deliver(mail, from: address, to: reply)
        }
    }

    @Test(arguments: Engine.reachable)
    func `what is pressed in three calendar programs is the family's answer`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        try await scene.press(.accepted, in: .google, by: "ana@many.test")
        #expect(try await scene.office.answer(scene.reference) == "yes")
        try await scene.press(.declined, in: .outlook, by: "minh@many.test")
        #expect(try await scene.office.answer(scene.reference) == "no")
        try await scene.press(.tentative, in: .apple, by: "ana@many.test")
        #expect(try await scene.office.answer(scene.reference) == "maybe")

        #expect(try await scene.answers() == ["yes", "no", "maybe"])
        let from = try await scene.office.file(scene.reference).entries("answer").map(\.from)
        #expect(from == ["Ana Quintanar", "Minh Quintanar", "Ana Quintanar"])
        #expect(try await scene.office.tray().isEmpty)

        // The digit says the same, and the latest counts, however it was given.
        try await scene.type("1", by: "minh@many.test")
        #expect(try await scene.office.answer(scene.reference) == "yes")
    }

    @Test(arguments: Engine.reachable)
    func `an answer to an earlier revision is recorded as that, and does not count`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        let old = try scene.invitation(to: "ana@many.test")
        try await scene.press(.accepted, in: .google, by: "ana@many.test")
        try await scene.office.tell("change", scene.meeting, "--at", "2099-03-09 18:00")
        #expect(try await scene.office.answer(scene.reference) == nil)

        // She looks at the old mail and presses there.
        try await scene.press(.accepted, in: .apple, by: "ana@many.test", on: old)
        #expect(try await scene.office.answer(scene.reference) == nil)
        #expect(try await scene.answers() == ["yes", "yes to an earlier time or place"])
        #expect(try await revisions(scene.office) == [0, 0])

        try await scene.press(.declined, in: .outlook, by: "ana@many.test")
        #expect(try await scene.office.answer(scene.reference) == "no")
        #expect(try await revisions(scene.office) == [0, 0, 1])
    }

    @Test(arguments: Engine.reachable)
    func `an answer to a meeting that was called off is recorded, and does not count`(
        _ engine: Engine
    ) async throws {
        let scene = try await Scene(engine)
        let old = try scene.invitation(to: "ana@many.test")
        try await scene.office.tell("cancel", scene.meeting)
        try await scene.press(.accepted, in: .google, by: "ana@many.test", on: old)
        // The program of the other presses on what it was told last; and one types.
        try await scene.press(.accepted, in: .outlook, by: "minh@many.test")
        try await scene.type("1", by: "minh@many.test")
        let late = "yes to a meeting that was called off"
        #expect(try await scene.answers() == [late, late])
        let typed = try await scene.office.file(scene.reference).entries("reply")
        #expect(typed.map { $0.details["answerTo"] } == ["a meeting that was called off"])
        #expect(try await scene.office.answer(scene.reference) == nil)
        #expect(try await scene.office.tray().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `nobody answers for another family`(_ engine: Engine) async throws {
        let scene = try await Scene(engine)
        let other = try await scene.office.refer("S3")
        try await scene.office.tell("invite", scene.office.meeting(other, at: "18:30"))
        let mine = try scene.invitation(to: "fatima@many.test")
        let theirs = try scene.invitation(to: "ana@many.test")
        let answer = try await InvitationReader.answer(to: theirs, as: .google, .declined)
        let address = try #require(try mine.mail().replyTo.first?.address)
        let organizer = try #require(try theirs.mail().replyTo.first?.address)

        // Fatima's program names the other family's meeting, to her own address and to the
        // liaison's; then her From line stands on a mail to the other family's address.
        let forged = answer.replacing("ana@many.test", with: "fatima@many.test")
        for recipient in [address, "liaison@parley.test", organizer] {
            let mail = forged.replacing("To: \(organizer)", with: "To: \(recipient)")
                .replacing("Message-ID: <", with: "Message-ID: <\(recipient.prefix(9))")
            try await scene.deliver(mail, from: "fatima@many.test", to: recipient)
        }
        for reference in [scene.reference, other] {
            #expect(try await scene.office.answer(reference) == nil)
            #expect(try await scene.office.file(reference).entries("answer").isEmpty)
            #expect(try await scene.office.file(reference).entries("reply").isEmpty)
        }
        #expect(
            try await scene.office.tray().map(\.reason)
                == ["contradiction", "contradiction", "contradiction"])
    }

    private func revisions(_ office: Office) async throws -> [Int] {
        try await office.look { t in
            try t.rows("SELECT sequence FROM answers ORDER BY at, id").map { try $0["sequence"] }
        }
    }
}
