import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// Mail that would go round between programs for ever, if one of them answered it.
@Suite struct ReturnedMailTests {
    @Test(arguments: Engine.reachable)
    func `our own mail that a list sends back under another name is a loop`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let message = try #require(
            try await fixture.announce().first { $0.address == "rosa@example.org" })
        let sent = try #require(await fixture.post().first { $0.to == message.address })
        let back = sent.text
            .replacing("Message-ID: <", with: "Message-ID: <list-")
            .replacing(
                "From: Amina <", with: "From: Amina via Parents <parents@list.example>\r\nX-Was: <")
        let received = try await fixture.receive(
            Array(back.utf8), to: [fixture.address(.reply, of: message)])
        #expect(received.outcome == .loop)
        let reasons = try await fixture.reasons(of: received.id)
        #expect(reasons.first == "loop: it bears our own mark, X-Parley-Loop", "\(reasons)")
        #expect(try await fixture.standing("lopez").isEmpty)
        #expect(try await fixture.triage().isEmpty)
        #expect(try await fixture.acknowledgements().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `words of one's own in what looks like our mail are seen by a person and answered nothing`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let file = try await fixture.refer()
        let message = try await fixture.invite(file).message
        let token = fixture.address(.reply, of: message)
        let sent = try #require(await fixture.post().first { $0.to == message.address })
        // From an address that only takes answers; our own mail sent on, with another text in it.
        let ours = try #require(sent.text.firstRange(of: "\r\n\r\n"))
        let mails = [
            "From: \(token)\r\nMessage-ID: <m1@mail.example>\r\n\r\nIlmahaygu waa bukaa.\r\n",
            sent.text[..<ours.lowerBound].split(separator: "\r\n")
                .filter { $0.hasPrefix("Message-ID") || $0.hasPrefix("From") || $0.hasPrefix("X-") }
                .joined(separator: "\r\n") + "\r\n\r\nWe can't come. Please call me.\r\n",
        ]
        for mail in mails {
            let received = try await fixture.receive(Array(mail.utf8), to: [token])
            #expect([.filed, .triage].contains(received.outcome), "\(received.outcome)")
        }
        #expect(try await fixture.acknowledgements().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `an answer to a notice to all that a list has marked is shown as a person's`(
        _ engine: Engine
    ) async throws {
        for field in ["X-Loop", "List-Id", "X-Auto-Response-Suppress", "X-Parley-Loop"] {
            let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
            let message = try #require(
                try await fixture.announce().first { $0.address == "rosa@example.org" })
            var mail = try await fixture.answer("Mateo está enfermo, llámeme.", to: message)
            mail.headers = [OutgoingField(field, DeskFixture.domain)]
            let received = try await fixture.receive(mail)
            #expect(received.outcome == .filed, "\(field)")
            let standing = try #require(try await fixture.standing("lopez").first)
            #expect(try await fixture.entries(of: standing).last?.kind == .reply)
            #expect(try await fixture.acknowledgements().isEmpty)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a report that returns our mail is read as a report, whatever of ours its header bears`(
        _ engine: Engine
    ) async throws {
        for field in ["X-Parley-Loop", "Message-ID"] {
            let fixture = try await DeskFixture(engine)
            let message = try await fixture.invite(try await fixture.refer()).message
            _ = await fixture.post()
            let report = fixture.report(
                action: "failed", status: "5.1.1", about: message.address,
                original: message.messageID)
            let value = field == "Message-ID" ? "<\(message.messageID)>" : DeskFixture.domain
            let received = try await fixture.receive(
                Array("\(field): \(value)\r\n".utf8) + report,
                to: [fixture.address(.bounce, of: message)])
            #expect(received.outcome == .recorded, "\(field)")
            #expect(try await fixture.message(message.id).state == .bounced, "\(field)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `an answer that bears our mark is kept with its case, and answered nothing`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let file = try await fixture.refer()
        let (meeting, message) = try await fixture.invite(file)
        var mail = try await fixture.answer("1", to: message)
        mail.headers = [OutgoingField("X-Parley-Loop", DeskFixture.domain)]
        let received = try await fixture.receive(mail)
        #expect(received.caseID == file.id)
        #expect(try await fixture.entries(of: file).last?.kind == .reply)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
        #expect(try await fixture.acknowledgements().isEmpty)
        // The same words without it are a person's.
        mail.headers = []
        try await fixture.receive(mail)
        #expect(try await fixture.acknowledgements().count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `two Parleys that write to each other fall silent`(_ engine: Engine) async throws {
        var schools: [DeskFixture] = []
        for (domain, other) in [("a.example", "b.example"), ("b.example", "a.example")] {
            let fixture = try await DeskFixture(engine, acknowledgeWithin: 2, domain: domain)
            try await fixture.school.add(
                .init("twin", of: "twin", students: ["ali"], addresses: ["liaison@\(other)"]))
            _ = try await fixture.invite(try await fixture.refer("twin"))
            schools.append(fixture)
        }
        var latest = ["a.example": "none@a.example", "b.example": "none@b.example"]
        var count = 0
        for _ in 0..<10 {
            for (sender, reader) in [(schools[0], schools[1]), (schools[1], schools[0])] {
                sender.clock.advance(.seconds(60))
                for mail in await sender.post() where mail.to == reader.desk.identity.from.address {
                    count += 1
                    // On the way a gateway threads by subject, and takes off what it does not know
                    // of RFC 3834.
                    let id = latest[reader.desk.identity.domain] ?? ""
                    let text =
                        "In-Reply-To: <\(id)>\r\n"
                        + mail.text.replacing("Auto-Submitted: auto-replied", with: "X-Was: none")
                    latest[sender.desk.identity.domain] = try mail.id()
                    let received = try await reader.receive(Array(text.utf8), to: [mail.to])
                    #expect(received.outcome != .loop)
                }
            }
        }
        // The two invitations, and nothing that answers them.
        #expect(count == 2)
        for fixture in schools {
            #expect(try await fixture.acknowledgements().isEmpty)
            #expect(try await fixture.standing("twin").isEmpty)
        }
    }

    @Test(arguments: Engine.reachable)
    func `a program that answers everything like a person is answered a few times a day`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, acknowledgeWithin: 2)
        let message = try await fixture.invite(try await fixture.refer()).message
        var counts: [Int] = []
        for hour in 0..<4 {
            for round in 0..<20 {
                let words = ["STOP", "START", "HELP \(hour) \(round)"][round % 3]
                try await fixture.receive(try await fixture.answer(words, to: message))
            }
            counts.append(try await fixture.automaticMails(to: message.address))
            fixture.clock.advance(.seconds(3_600))
        }
        #expect(counts == [6, 12, 12, 12])
        // Its wishes were obeyed all the same: the last was START.
        #expect(try await fixture.isStopped(message.address).bulk == false)
        fixture.clock.advance(.seconds(86_400))
        try await fixture.receive(try await fixture.answer("STOP", to: message))
        #expect(try await fixture.automaticMails(to: message.address) == 13)
    }
}

/// A mail as it left.
private struct Posted {
    let to: String
    let text: String

    func id() throws -> String {
        guard let id = try readMail(Array(text.utf8)).value.messageID else { throw Missing() }
        return id
    }
}

extension DeskFixture {
    /// Sends what is due as the mails that leave the house.
    fileprivate func post() async -> [Posted] {
        let server = StaffPost()
        let channel = EmailChannel(
            identity: desk.identity, tokens: desk.tokens, client: server, now: desk.source.now)
        await worker(through: channel).run(drain: true)
        return server.mails.map {
            Posted(to: $0.envelope.recipient, text: String(decoding: $0.bytes, as: UTF8.self))
        }
    }

    fileprivate func reasons(of id: InboundID) async throws -> [String] {
        try await database.read { t in
            let row = try t.row("SELECT reasons FROM readings WHERE raw_id = \(id)")
            guard let text: String = try row?["reasons"] else { throw Missing() }
            return try fromJSON(text, as: [String].self)
        }
    }

    fileprivate func automaticMails(to address: String) async throws -> Int {
        let since = clock.now - .seconds(10 * 86_400)
        return try await database.read { t in
            try Outbox().automatic(toEach: [address], .email, since: since, t)[address]?.count ?? 0
        }
    }
}
