import Foundation
import Testing

@testable import Wire

/// What the outcome is, without the sentence.
private enum Kind: Equatable {
    case accepted
    case refused(Int, String?, SMTPStage)
    case notSent
    case unclear

    init(_ outcome: SMTPOutcome) {
        switch outcome {
        case .accepted: self = .accepted
        case .refused(let reply, let stage): self = .refused(reply.code, reply.enhanced, stage)
        case .notSent: self = .notSent
        case .unclear: self = .unclear
        }
    }
}

private struct Case: Sendable, CustomTestStringConvertible {
    let what: String
    let script: [String: [String]]
    let expected: Kind
    var tls = TLSPolicy.never
    var user: String?
    var mail = someMail
    var testDescription: String { what }
}

/// More than sockets hold on the way.
private let longMail = someMail + Array(String(repeating: "a line\r\n", count: 2_500_000).utf8)

private let cases: [Case] = [
    Case(what: "all well", script: [:], expected: .accepted),
    Case(
        what: "an unknown recipient", script: ["RCPT": ["550 5.1.1 no such user"]],
        expected: .refused(550, "5.1.1", .recipient)),
    Case(
        what: "a greylisting server", script: ["RCPT": ["450 4.2.0 later"]],
        expected: .refused(450, "4.2.0", .recipient)),
    Case(
        what: "a refused sender", script: ["MAIL": ["550 5.7.1 not you"]],
        expected: .refused(550, "5.7.1", .mail)),
    Case(
        what: "DATA refused", script: ["DATA": ["452 4.3.1 disk full"]],
        expected: .refused(452, "4.3.1", .data)),
    Case(
        what: "content refused", script: ["content": ["554 5.7.1 spam"]],
        expected: .refused(554, "5.7.1", .content)),
    Case(
        what: "content deferred", script: ["content": ["451 4.3.0 later"]],
        expected: .refused(451, "4.3.0", .content)),
    Case(
        what: "421 instead of a greeting", script: ["greeting": ["421 4.3.2 too busy !close"]],
        expected: .refused(421, "4.3.2", .greeting)),
    Case(
        what: "a greeting that refuses", script: ["greeting": ["554 5.3.2 go away"]],
        expected: .refused(554, "5.3.2", .greeting)),
    Case(
        what: "421 at RCPT", script: ["RCPT": ["421 4.3.2 closing !close"]],
        expected: .refused(421, "4.3.2", .recipient)),
    Case(
        what: "421 after the content", script: ["content": ["421 4.3.2 closing !close"]],
        expected: .refused(421, "4.3.2", .content)),
    Case(what: "hanging up at once", script: ["greeting": ["!close"]], expected: .notSent),
    Case(what: "hanging up at EHLO", script: ["EHLO": ["!close"]], expected: .notSent),
    Case(what: "a reset at MAIL", script: ["MAIL": ["!reset"]], expected: .notSent),
    Case(what: "hanging up at RCPT", script: ["RCPT": ["!close"]], expected: .notSent),
    Case(what: "hanging up at DATA", script: ["DATA": ["!close"]], expected: .notSent),
    Case(what: "a reset at DATA", script: ["DATA": ["!reset"]], expected: .notSent),
    Case(what: "hanging up after the dot", script: ["content": ["!close"]], expected: .unclear),
    Case(what: "a reset after the dot", script: ["content": ["!reset"]], expected: .unclear),
    Case(what: "silence at the greeting", script: ["greeting": ["!mute"]], expected: .notSent),
    Case(what: "silence at MAIL", script: ["MAIL": ["!mute"]], expected: .notSent),
    Case(what: "silence at DATA", script: ["DATA": ["!mute"]], expected: .notSent),
    Case(what: "silence after the dot", script: ["content": ["!mute"]], expected: .unclear),
    Case(
        what: "an answer to the dot that takes longer than a command may",
        script: ["content": ["!wait 9; 250 2.0.0 ok"]], expected: .accepted),
    Case(
        what: "a reply other than 250 to the dot", script: ["content": ["252 2.0.0 ok"]],
        expected: .accepted),
    Case(
        what: "nonsense after the dot", script: ["content": ["hello there !close"]],
        expected: .unclear),
    Case(what: "250 instead of 354", script: ["DATA": ["250 2.0.0 ok"]], expected: .notSent),
    Case(
        what: "no STARTTLS where it is required", script: [:], expected: .notSent, tls: .required),
    Case(
        what: "STARTTLS refused",
        script: ["EHLO": ["250-x|250 STARTTLS"], "STARTTLS": ["454 4.7.0 not now"]],
        expected: .refused(454, "4.7.0", .startTLS), tls: .required),
    Case(what: "no TLS where it is implicit", script: [:], expected: .notSent, tls: .implicit),
    Case(what: "no AUTH where an account is set", script: [:], expected: .notSent, user: "ana"),
    Case(
        what: "a wrong password",
        script: ["EHLO": ["250-x|250 AUTH PLAIN"], "AUTH": ["535 5.7.8 wrong"]],
        expected: .refused(535, "5.7.8", .auth), user: "ana"),
    Case(
        what: "a reset in the middle of the content", script: ["content-at-once": ["!reset"]],
        expected: .unclear, mail: longMail),
    Case(
        what: "hanging up in the middle of the content", script: ["content-at-once": ["!close"]],
        expected: .unclear, mail: longMail),
    Case(
        what: "a server that takes no more in the middle of the content",
        script: ["content-at-once": ["!mute"]], expected: .unclear, mail: longMail),
    Case(
        what: "a server that only knows HELO", script: ["EHLO": ["500 5.5.1 what?"]],
        expected: .accepted),
]

@Suite struct SMTPClientTests {
    @Test("The outcome says what is known about the message", arguments: cases)
    private func outcome(_ item: Case) async throws {
        let outcome = try await withServer(item.script) {
            $0.tls = item.tls
            $0.user = item.user
            $0.password = item.user.map { _ in "secret" }
        } _: { server, client in
            await client.send(someEnvelope, item.mail)
        }
        #expect(Kind(outcome) == item.expected, "\(outcome)")
        if case .notSent(let sentence) = outcome { #expect(sentence.contains(".")) }
    }

    @Test func `A long reply is joined and its codes are taken out`() async throws {
        let lines = (1...200).map { "550-5.1.1 part \($0)" } + ["550 5.1.1 the end"]
        let outcome = try await withServer(["RCPT": [lines.joined(separator: "|")]]) {
            await $1.send(someEnvelope, someMail)
        }
        guard case .refused(let reply, .recipient) = outcome else {
            return #expect(Bool(false), "\(outcome)")
        }
        #expect(reply.enhanced == "5.1.1")
        #expect(reply.text.hasPrefix("part 1 part 2 part 3 "))
        #expect(reply.text.hasSuffix("part 200 the end"))
    }

    @Test func `Nobody at the port is not sent, with the place and the remedy`() async throws {
        let server = try ScriptedServer()
        let endpoint = server.endpoint
        await server.stopped()
        let outcome = await SMTPClient(endpoint).send(someEnvelope, someMail)
        guard case .notSent(let sentence) = outcome else {
            return #expect(Bool(false), "\(outcome)")
        }
        #expect(sentence.contains("127.0.0.1:\(endpoint.port)"))
        #expect(sentence.contains("Check host and port"))
    }

    @Test func `Dots at line starts arrive as they were`() async throws {
        let mail = "Subject: dots\r\n\r\n.\r\n..\r\n.a\r\na.\r\n\r\n.\r\n...end"
        let stuffed = try await withServer { server, client in
            #expect(Kind(await client.send(someEnvelope, Array(mail.utf8))) == .accepted)
            return try await server.messages()
        }
        let unstuffed = stuffed.map {
            $0.components(separatedBy: "\r\n").map {
                $0.hasPrefix(".") ? String($0.dropFirst()) : $0
            }
            .joined(separator: "\r\n")
        }
        #expect(unstuffed == [mail + "\r\n"])
    }

    @Test func `A megabyte with dots across every buffer edge arrives as it was`() async throws {
        var mail = "Subject: much\r\n\r\n"
        for n in 0..<60_000 { mail += String(repeating: ".", count: n % 7) + "\(n)\r\n" }
        let stuffed = try await withServer { server, client in
            #expect(Kind(await client.send(someEnvelope, Array(mail.utf8))) == .accepted)
            return try await server.messages()
        }
        let unstuffed = stuffed.map {
            $0.components(separatedBy: "\r\n").map {
                $0.hasPrefix(".") ? String($0.dropFirst()) : $0
            }
            .joined(separator: "\r\n")
        }
        #expect(unstuffed == [mail])
    }

    @Test func `The server hears the EHLO name, the return path and one recipient`() async throws {
        let heard = try await withServer { server, client in
            _ = await client.send(someEnvelope, someMail)
            _ = await client.send(MailEnvelope(reversePath: "", recipient: "b@home.test"), someMail)
            return try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == 2 }
        }
        let commands = heard.filter { $0.hasPrefix("C: ") }
        #expect(
            commands.prefix(4) == [
                "C: EHLO client.test", "C: MAIL FROM:<bounce+1@school.test> SIZE=\(someMail.count)",
                "C: RCPT TO:<ana@home.test>", "C: DATA",
            ])
        #expect(commands.contains("C: MAIL FROM:<> SIZE=\(someMail.count)"))
    }

    @Test func `Messages one after another share a connection`() async throws {
        let heard = try await withServer { server, client in
            for _ in 0..<50 {
                #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            }
            return try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == 50 }
        }
        #expect(heard.count { $0 == "CONNECT" } == 1)
    }

    @Test func `No more connections than allowed, however many messages wait`() async throws {
        let heard = try await withServer(["content": ["!wait 0.05; 250 2.0.0 ok"]]) {
            $0.maxConnections = 3
        } _: { server, client in
            await withTaskGroup(of: SMTPOutcome.self) { group in
                for _ in 0..<30 { group.addTask { await client.send(someEnvelope, someMail) } }
                for await outcome in group { #expect(Kind(outcome) == .accepted) }
            }
            return try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == 30 }
        }
        #expect(heard.count { $0 == "CONNECT" } == 3)
    }

    @Test func `A kept connection that the server has closed is replaced unnoticed`() async throws {
        let script = ["content": ["250 2.0.0 ok !close", "250 2.0.0 ok"]]
        try await withServer(script) { server, client in
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            _ = try await server.events { $0.contains("END") }
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
        }
    }

    @Test func `421 on a kept connection leads to a new one`() async throws {
        let script = ["MAIL": ["250 2.1.0 ok", "421 4.4.2 idle !close", "250 2.1.0 ok"]]
        let heard = try await withServer(script) { server, client in
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            return try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == 2 }
        }
        #expect(heard.count { $0 == "CONNECT" } == 2)
    }

    @Test func `An unused connection is closed with QUIT, and the next message opens one`()
        async throws
    {
        let heard = try await withServer([:]) {
            $0.timeouts.idle = .seconds(1)
        } _: { server, client in
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            let heard = try await server.events { $0.contains("C: QUIT") }
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            return heard
        }
        #expect(heard.contains("C: QUIT"))
    }

    @Test func `A server mute after QUIT delays neither closing nor a refusal for long`()
        async throws
    {
        let script = ["QUIT": ["!mute"], "RCPT": ["250 ok", "550 5.1.1 no", "250 ok"]]
        try await withServer(script) {
            ($0.timeouts.command, $0.timeouts.finalDot) = (.seconds(60), .seconds(60))
        } _: { _, client in
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            let began = ContinuousClock.now
            let refused = await client.send(someEnvelope, someMail)
            #expect(Kind(refused) == .refused(550, "5.1.1", .recipient))
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            await client.close()
            // libcurl alone would wait two minutes, twice.
            #expect(began.duration(to: .now) < .seconds(50))
        }
    }

    @Test func `A slow answer on one connection does not hold up another`() async throws {
        let script = ["content": ["!wait 15; 250 2.0.0 slow", "250 2.0.0 quick"]]
        try await withServer(script) { server, client in
            async let slow = client.send(someEnvelope, someMail)
            _ = try await server.events { $0.contains { $0.hasPrefix("MESSAGE") } }
            let began = ContinuousClock.now
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            #expect(began.duration(to: .now) < .seconds(12))
            #expect(Kind(await slow) == .accepted)
        }
    }

    @Test func `Cancelling before the message has begun to leave is not sent, at once`()
        async throws
    {
        try await withServer(["MAIL": ["!mute"]]) {
            $0.timeouts.command = .seconds(60)
        } _: { server, client in
            let task = Task { await client.send(someEnvelope, someMail) }
            _ = try await server.events { $0.contains { $0.hasPrefix("C: MAIL") } }
            let began = ContinuousClock.now
            task.cancel()
            #expect(Kind(await task.value) == .notSent)
            #expect(began.duration(to: .now) < .seconds(50))
        }
    }

    @Test func `Cancelling after the dot waits a moment for the answer`() async throws {
        let outcomes = try await withServer([
            "content": ["!wait 0.2; 250 2.0.0 ok", "!mute"]
        ]) { server, client in
            var outcomes: [Kind] = []
            for count in 1...2 {
                let task = Task { await client.send(someEnvelope, someMail) }
                _ = try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == count }
                task.cancel()
                outcomes.append(Kind(await task.value))
            }
            return outcomes
        }
        #expect(outcomes == [.accepted, .unclear])
    }

    @Test func `Cancelling in the line for a connection is not sent`() async throws {
        try await withServer(["content": ["!wait 1; 250 2.0.0 ok"]]) {
            $0.maxConnections = 1
        } _: { server, client in
            async let first = client.send(someEnvelope, someMail)
            _ = try await server.events { $0.contains { $0.hasPrefix("MESSAGE") } }
            let second = Task { await client.send(someEnvelope, someMail) }
            second.cancel()
            #expect(Kind(await second.value) == .notSent)
            #expect(Kind(await first) == .accepted)
        }
    }

    @Test func `A closed client sends nothing`() async throws {
        let outcome = try await withServer { _, client in
            await client.close()
            return await client.send(someEnvelope, someMail)
        }
        #expect(outcome == .notSent("The client is closed."))
    }

    @Test func `An address that is not ASCII goes only where SMTPUTF8 is offered`() async throws {
        let envelope = MailEnvelope(reversePath: "b@school.test", recipient: "аня@home.test")
        let plain = try await withServer { server, client in
            #expect(Kind(await client.send(someEnvelope, someMail)) == .accepted)
            let outcome = await client.send(envelope, someMail)
            return (outcome, try await server.events { $0.count { $0 == "CONNECT" } == 2 })
        }
        #expect(Kind(plain.0) == .refused(553, "5.6.7", .ours))
        #expect(plain.1.count { $0.hasPrefix("C: MAIL") } == 1)
        let offered = try await withServer(["EHLO": ["250-x|250 SMTPUTF8"]]) { server, client in
            #expect(Kind(await client.send(envelope, someMail)) == .accepted)
            #expect(Kind(await client.send(envelope, someMail)) == .accepted)
            return try await server.events { $0.count { $0.hasPrefix("MESSAGE") } == 2 }
        }
        #expect(offered.count { $0 == "CONNECT" } == 1)
        #expect(offered.contains { $0.hasPrefix("C: MAIL") && $0.hasSuffix(" SMTPUTF8") })
        #expect(offered.contains("C: RCPT TO:<аня@home.test>"))
    }

    @Test func `A domain in another script goes out as A-labels`() async throws {
        let envelope = MailEnvelope(reversePath: "", recipient: "ana@bücher.test")
        let heard = try await withServer { server, client in
            #expect(Kind(await client.send(envelope, someMail)) == .accepted)
            return try await server.events { $0.contains { $0.hasPrefix("C: RCPT") } }
        }
        #expect(heard.contains("C: RCPT TO:<ana@xn--bcher-kva.test>"))
    }

    @Test(arguments: [
        "Subject: x\n\nhello\r\n", "Subject: x\r\n\r\na\n.\nb\r\n", "Subject: x\r\n\r\na\rb\r\n",
        "Subject: x\r\n\r\nend\r", "", "Subject: x\r\n\r\na\0b\r\n", "Subject: é\r\n\r\n",
        "Subject: x\r\n\r\n" + String(repeating: "a", count: 999) + "\r\n",
    ])
    func `Bytes that no server should be given are refused before one hears of them`(
        _ mail: String
    ) async throws {
        let (outcome, heard) = try await withServer { server, client in
            (await client.send(someEnvelope, Array(mail.utf8)), try await server.events())
        }
        #expect(Kind(outcome) == .refused(554, "5.6.0", .ours))
        #expect(heard.isEmpty)
    }

    @Test(arguments: [
        "a@b>\r\nNOOP", "a@b\n", "a@b>", "<a@b", "a b@c.test", "a@b@", "a", "@b", "a@",
    ])
    func `An address that could carry a command is refused before a server hears of it`(
        _ address: String
    ) async throws {
        try await withServer { server, client in
            let to = await client.send(
                MailEnvelope(reversePath: "", recipient: address), someMail)
            #expect(Kind(to) == .refused(553, "5.1.3", .ours))
            let from = await client.send(
                MailEnvelope(reversePath: address, recipient: "a@b.test"), someMail)
            #expect(Kind(from) == .refused(553, "5.1.7", .ours))
            let heard = try await server.events()
            #expect(heard.isEmpty)
        }
    }

    @Test func `PLAIN and LOGIN carry the account, and no other mechanism is tried`() async throws {
        for mechanisms in ["PLAIN LOGIN CRAM-MD5", "CRAM-MD5 LOGIN"] {
            let script = [
                "EHLO": ["250-x|250 AUTH \(mechanisms)"],
                "AUTH": ["334 VXNlcm5hbWU6", "235 2.7.0 ok"],
            ]
            let heard = try await withServer(script) {
                $0.user = "ana"
                $0.password = "secret"
            } _: { server, client in
                _ = await client.send(someEnvelope, someMail)
                return try await server.events { $0.contains { $0.hasPrefix("C: AUTH") } }
            }
            let auth = heard.first { $0.hasPrefix("C: AUTH") } ?? ""
            #expect(auth.hasPrefix("C: AUTH PLAIN") || auth.hasPrefix("C: AUTH LOGIN"))
        }
    }
}
