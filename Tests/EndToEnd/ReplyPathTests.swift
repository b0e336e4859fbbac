import Engines
import Foundation
import Testing
import Wire

/// Answers, automatic answers and bounces, through a real Postfix into `parley serve`. There is
/// one port that Postfix relays to, so one runs after the other.
@Suite(.serialized, .enabled(if: TestServers.areWanted, TestServers.comment))
struct ReplyPathTests {
    @Test(arguments: Engine.reachable)
    func `what comes back through Postfix stands where it belongs`(_ engine: Engine) async throws {
        let servers = try TestServers.named()
        let office = try await Office(
            engine, smtp: servers.smtp, domain: "inbound.test", listen: servers.inbound)
        try await office.take([
            .pair(1, "Fatima", "ar", "fatima@parley.test"),
            .pair(2, "Away", "es", "away@parley.test"),
            .pair(3, "Late", "en", "latebounce@parley.test"),
        ])
        let serve = try office.start("serve")
        #expect(try await serve.firstLine().contains("LMTP on 127.0.0.1:\(servers.inbound)"))

        let answered = try await office.refer("S1")
        let away = try await office.refer("S2")
        let bounced = try await office.refer("S3")
        let invitation = try await office.invite(answered)
        _ = try await office.invite(away)
        let lost = try await office.invite(bounced)

        try await answer(invitation, office, servers)
        try await checkAnswer(answered, office)
        try await checkAutomatic(away, office)
        try await checkBounce(lost, bounced, office)
        #expect(try await office.tray().isEmpty)
        serve.terminate()
        #expect(try await serve.ended() == 0)
    }

    /// Fatima reads the invitation and answers twice: in words above the quoted original, then
    /// with the digit that the invitation asks for, written as she writes digits.
    private func answer(
        _ invitation: String, _ office: Office, _ servers: TestServers
    ) async throws {
        let message = try #require(try await office.messages(invitation).first)
        let (mail, _) = try await IMAPReader(port: servers.imap, user: "fatima")
            .mail(bearing: message.messageID)
        let address = try #require(mail.replyTo.first?.address)
        let quoted = (mail.plainText ?? "").split(separator: "\n").map { "> \($0)" }
        let words = ["سأحضر إن شاء الله.\n\n" + quoted.joined(separator: "\n"), "١"]
        for text in words {
            let reply = """
                From: Fatima <fatima@parley.test>
                To: <\(address)>
                Subject: Re: \(UUID().uuidString.prefix(8))
                Message-ID: <\(UUID().uuidString)@phone.test>
                In-Reply-To: <\(message.messageID)>
                Date: Wed, 25 Feb 2026 09:12:00 -0600
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                \(text)

                """
            try await PostfixSender(port: servers.smtp)
                .send(reply, from: "fatima@parley.test", to: address)
        }
    }

    private func checkAnswer(_ reference: String, _ office: Office) async throws {
        var file = try await office.file(reference)
        try await eventually("both answers are filed", every: .milliseconds(300)) {
            file = try await office.file(reference)
            return file.entries("reply").count == 2
        }
        let replies = file.entries("reply")
        #expect(Set(replies.map(\.words)) == ["سأحضر إن شاء الله.", "١"])
        let inWords = try #require(replies.first { $0.words != "١" })
        #expect(inWords.language == "ar")
        #expect(inWords.from == "Parent Fatima")
        for reply in replies {
            #expect(reply.evidence == "token")
            #expect(!reply.isUnverified)
            #expect(reply.details["sender"] == nil, "the address is the family's own")
        }
        #expect(file.meetings.map(\.answer) == ["yes"])
    }

    private func checkAutomatic(_ reference: String, _ office: Office) async throws {
        var file = try await office.file(reference)
        try await eventually("the vacation answer is filed", every: .milliseconds(300)) {
            file = try await office.file(reference)
            return !file.entries("automatic").isEmpty
        }
        #expect(file.entries("automatic").count == 1)
        #expect(file.entries("reply").isEmpty)
        #expect(file.meetings.map(\.answer) == [nil])
        // The invitation and nothing else: a machine is not written back to.
        #expect(file.entries("notice").count == 1)
    }

    private func checkBounce(_ send: String, _ reference: String, _ office: Office) async throws {
        try await eventually("the report comes back", every: .milliseconds(300)) {
            try await office.states(send) == ["bounced": 1]
        }
        let file = try await office.file(reference)
        let report = try #require(file.entries("delivery").first)
        #expect(report.subject == "bounced")
        #expect(report.words.contains("5.1.1"))
        let meeting = try #require(file.meetings.first?.reference)
        let plan = try await office.ask(
            Answers.Plan.self, "meeting", "invite", meeting, "--dry-run", "--as", "amina")
        #expect(plan.copies == 0)
        #expect(plan.leftOut.map(\.reason) == ["suppressed"])
    }
}
