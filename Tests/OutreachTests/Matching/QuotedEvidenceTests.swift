import Cases
import Delivery
import Engines
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

extension DeskFixture {
    /// A mail to the school's plain address that passes a message of ours on, as Apple Mail does.
    fileprivate func passedOn(
        _ words: String, _ message: OutboundMessage, from sender: String
    ) async throws -> Received {
        let found = try await database.read { t in try Outbox().rendering(of: message.id, t) }
        guard let rendering = found else { throw Missing() }
        var mail = CorpusMail(
            from: sender, subject: "Fwd: \(rendering.subject)",
            messageID: "\(clock.source.randomText(digits: 9))@mail.example", words: words)
        mail.original = CorpusMail.Original(
            subject: rendering.subject, text: rendering.text, html: "", to: message.address,
            replyTo: address(.reply, of: message), messageID: message.messageID)
        mail.quote = .appleForward
        return try await receive(mail.bytes, to: [DeskFixture.liaison])
    }
}

@Suite struct `A signed address that is only quoted` {
    @Test(arguments: Engine.reachable)
    func `answers from the family's own address`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let (file, _) = (try await fixture.refer(), try await fixture.refer())
        let (meeting, message) = try await fixture.invite(file)
        let received = try await fixture.passedOn("1", message, from: "asha@example.org")
        #expect(received.evidence == "quoted-token" && received.caseID == file.id)
        #expect(try await fixture.answers(to: .meeting(meeting.id)).map(\.answer) == [.yes])
    }

    @Test(arguments: Engine.reachable, ["1", "STOP"])
    func `files a stranger's words, and nothing follows from them`(
        _ engine: Engine, _ words: String
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (meeting, message) = try await fixture.invite(file)
        let received = try await fixture.passedOn(words, message, from: "x@mail.example")
        #expect(received.evidence == "quoted-token" && received.caseID == file.id)
        let entry = try await fixture.last(of: file)
        #expect(entry.isUnverified)
        #expect(entry.details["sender"] == "not an address of this family")
        #expect(try await fixture.answers(to: .meeting(meeting.id)).isEmpty)
        #expect(try await !fixture.isStopped("asha@example.org").bulk)
    }

    @Test(arguments: Engine.reachable)
    func `in another family's mail goes to a person, and stops nobody's notices`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let (_, message) = try await fixture.invite(try await fixture.refer())
        let received = try await fixture.passedOn("STOP", message, from: "rosa@example.org")
        #expect(received.outcome == .triage)
        #expect(try await fixture.triage().map(\.reason) == [.contradiction])
        for address in ["asha@example.org", "rosa@example.org"] {
            #expect(try await !fixture.isStopped(address).bulk)
        }
    }
}

@Suite struct `A mail that follows the sender's own` {
    @Test(arguments: Engine.reachable)
    func `stands beside it, though the family has two cases; from another address it waits`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let (file, _) = (try await fixture.refer(), try await fixture.refer())
        let (_, message) = try await fixture.invite(file)
        let answer = try await fixture.answer("Haa", to: message)
        let first = String(decoding: try answer.bytes(fixture.clock.source), as: UTF8.self)
        try await fixture.receive(Array(first.utf8), to: [answer.to])
        let read = readMessage(Array(first.utf8))
        var next = FamilyMail("Ma imaan karo walaalkay?")
        (next.subject, next.inReplyTo) = ("Su'aal", read.messageID)
        let received = try await fixture.receive(next)
        #expect(received.evidence == "thread" && received.caseID == file.id)
        #expect(try await fixture.last(of: file).isUnverified)
        next.from = "y@mail.example"
        #expect(try await fixture.receive(next).outcome == .triage)
    }
}
