import Engines
import Foundation
import Store
import Testing

@testable import Inbox
@testable import Wire

private func mail(_ words: String) -> String { "Subject: \(words)\r\n\r\n\(words)\r\n" }

private let three = ["1": mail("one"), "2": mail("two"), "3": mail("three")]

/// What a mail server may do that Dovecot never does when asked.
@Suite struct IMAPSourceTests {
    @Test(arguments: Engine.reachable)
    func `A mail is moved only after it is kept, and fetched without being marked`(
        _ engine: Engine
    ) async throws {
        let server = try ScriptedMailbox(.init(mails: three))
        let post = try await IMAPPost(engine, server)
        let source = post.source()
        let first = try #require(try await source.waiting().first)
        let arrival = try #require(try await source.take(first))
        #expect(arrival.bytes == Array(mail("one").utf8))
        #expect(server.count("UID MOVE") == 0)
        #expect(server.commands.contains("UID FETCH 1 (UID BODY.PEEK[])"))
        #expect(server.count("UID STORE") == 0)
        await post.watch()
        #expect(post.told.kept == 3)
        #expect(post.told.problems.isEmpty)
        #expect(server.commands.contains("UID MOVE 1 \"Parley\""))
        #expect(server.count("UID MOVE") == 3)
    }

    @Test(arguments: Engine.reachable)
    func `A mail that breaks the connection each time keeps no other out`(
        _ engine: Engine
    ) async throws {
        let server = try ScriptedMailbox(.init(mails: three, cut: [1]))
        let post = try await IMAPPost(engine, server)
        await post.watch(looks: 10)
        #expect(try await post.rows() == 2)
        #expect(post.told.kept == 2)
        #expect(server.count("UID MOVE") == 2)
        // Left alone for longer each time, and told once.
        let early = server.count("CUT")
        #expect((2...4).contains(early), "\(early)")
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("closed the connection") == true)
    }

    @Test func `A wrong password is tried ever more seldom`() async throws {
        let server = try ScriptedMailbox(
            .init(mails: three, replies: ["LOGIN": ["NO [AUTHENTICATIONFAILED] wrong"]]))
        let post = try await IMAPPost(.sqlite, server)
        // Every quarter of a minute, three minutes long: at once, after one, and not yet after three.
        await post.watch(looks: 12)
        #expect(server.count("LOGIN") == 2)
        #expect(post.told.problems.count == 1)
    }

    @Test func `A server that falls silent is left, and the mail is had another time`() async throws
    {
        let server = try ScriptedMailbox(.init(mails: three, mute: [2]))
        let post = try await IMAPPost(.sqlite, server)
        await post.watch(looks: 2)
        #expect(try await post.rows() == 2)
        #expect(post.told.problems.first?.contains("did not answer in time") == true)
    }

    @Test(arguments: Engine.reachable)
    func `What is too large by its size, or by more than its size told, stays and is told once`(
        _ engine: Engine
    ) async throws {
        let large = mail(String(repeating: "x", count: 3_000))
        let server = try ScriptedMailbox(
            .init(mails: ["1": large, "2": large, "3": mail("three")], sizes: ["2": 10]))
        var post = try await IMAPPost(engine, server)
        post.largest = 1_000
        await post.watch(looks: 2)
        await post.watch(looks: 2)
        #expect(post.told.kept == 1)
        #expect(post.told.problems.count == 2)
        #expect(post.told.problems.allSatisfy { $0.contains("inbox.largest_mail_mib") })
        #expect(try await post.notes() == 2)
        #expect(server.count("UID FETCH 1 (UID BODY") == 0)
        #expect(server.count("UID FETCH 2 (UID BODY") == 1)
        // Now they are small enough.
        post.largest = 10_000
        await post.watch(looks: 2)
        #expect(try await post.rows() == 2, "the two have the same bytes")
        #expect(server.count("UID MOVE") == 3)
        #expect(try await post.notes() == 0)
    }

    @Test func `Without MOVE and UIDPLUS it is copied and marked as deleted, and not had again`()
        async throws
    {
        let server = try ScriptedMailbox(.init(mails: three, capabilities: "IMAP4rev1"))
        let post = try await IMAPPost(.sqlite, server)
        await post.watch(looks: 2)
        #expect(server.count("UID COPY") == 3)
        #expect(server.count("UID STORE 1 +FLAGS.SILENT (\\Deleted)") == 1)
        // It would delete what others have marked.
        #expect(server.commands.allSatisfy { !$0.contains("EXPUNGE") })
        #expect(try await post.rows() == 3)
        #expect(post.told.repeated == 0)
    }

    @Test func `With UIDPLUS one mail alone is expunged`() async throws {
        let server = try ScriptedMailbox(.init(mails: three, capabilities: "IMAP4rev1 UIDPLUS"))
        let post = try await IMAPPost(.sqlite, server, after: .delete)
        await post.watch()
        #expect(server.count("UID EXPUNGE") == 3)
        #expect(server.count("UID COPY") == 0)
    }

    @Test(arguments: Engine.reachable)
    func `A target that takes nothing is told once for all mails, and nothing is kept twice`(
        _ engine: Engine
    ) async throws {
        let server = try ScriptedMailbox(
            .init(mails: three, replies: ["UID MOVE": ["NO [OVERQUOTA] a@b.test is full"]]))
        let post = try await IMAPPost(engine, server)
        await post.watch(looks: 3)
        #expect(post.told.kept == 3)
        #expect(post.told.repeated == 0)
        #expect(post.told.problems.count == 1)
        let problem = try #require(post.told.problems.first)
        #expect(problem.contains("OVERQUOTA"))
        #expect(!problem.contains("a@b.test"))
        #expect(server.count("UID MOVE") == 9)
        // A new start knows nothing of it, and the intake does.
        await post.watch()
        #expect(post.told.repeated == 3)
        #expect(try await post.rows() == 3)
    }

    @Test func `A server that can't be had is asked ever more seldom, and at once when it is back`()
        async throws
    {
        let server = try ScriptedMailbox(.init())
        let post = try await IMAPPost(.sqlite, server)
        let source = post.source()
        await server.stop()
        for _ in 0..<3 {
            await #expect(throws: SourceProblem.self) { try await source.waiting() }
        }
        let sentence = "Nobody answers at 127.0.0.1:\(server.port). Check host and port."
        await #expect(throws: SourceProblem(sentence)) { try await source.waiting() }
        await post.watch(looks: 40, with: source)
        #expect(post.told.problems == [sentence])
    }

    @Test func `What is no IMAP, and a folder for reading alone, are told with what to do`()
        async throws
    {
        let odd = try ScriptedMailbox(.init(mails: three, nonsense: true))
        let first = try await IMAPPost(.sqlite, odd)
        await first.watch(looks: 2)
        #expect(first.told.problems.count == 1)
        #expect(first.told.problems.first?.contains("no IMAP") == true)
        let shut = try ScriptedMailbox(.init(mails: three, readonly: true))
        let second = try await IMAPPost(.sqlite, shut)
        await second.watch(looks: 2)
        #expect(second.told.problems.count == 1)
        #expect(second.told.problems.first?.contains("may only be read") == true)
        #expect(try await second.rows() == 0)
    }

    @Test func `A mail that somebody takes away meanwhile is no problem`() async throws {
        let server = try ScriptedMailbox(.init(mails: three, gone: [2]))
        let post = try await IMAPPost(.sqlite, server)
        await post.watch(looks: 2)
        #expect(post.told.problems.isEmpty)
        #expect(try await post.rows() == 2)
    }
}

@Suite struct IMAPPatienceTests {
    private let start = Instant(milliseconds: 0)

    /// The seconds for which the server is left alone, failure by failure.
    private func waits(_ error: IMAPProblem, _ count: Int) -> [Int] {
        var patience = IMAPPatience()
        var now = start
        return (0..<count).map { _ in
            patience.failed(error, now: now)
            var seconds = 0
            while patience.obstacle(now: now) != nil {
                seconds += 1
                now = now + .seconds(1)
            }
            return seconds
        }
    }

    @Test func `Waits grow to five minutes, after a wrong password to fifteen`() {
        #expect(waits(IMAPProblem(.unreachable, "x"), 8) == [5, 10, 20, 40, 80, 160, 300, 300])
        #expect(waits(IMAPProblem(.login, "x"), 6) == [60, 120, 240, 480, 900, 900])
        #expect(waits(IMAPProblem(.lost, "x"), 5) == [0, 0, 5, 10, 20])
        #expect(waits(IMAPProblem(.refused(code: nil), "x"), 3) == [0, 0, 0])
        #expect(waits(IMAPProblem(.cancelled, "x"), 3) == [0, 0, 0])
    }

    @Test func `What made trouble comes last, and is left alone from the second time on`() {
        var patience = IMAPPatience()
        let mails = (1...3).map { IMAPMail(uidValidity: 1, uid: $0) }
        let (bad, problem) = (mails[0], SourceProblem("x"))
        #expect(patience.ordered(mails) == mails)
        patience.struck(bad, problem, now: start)
        #expect(patience.ordered(mails) == [mails[1], mails[2], bad])
        #expect(patience.obstacle(to: bad, now: start) == nil)
        patience.struck(bad, problem, now: start)
        #expect(patience.obstacle(to: bad, now: start + .seconds(59)) == problem)
        #expect(patience.obstacle(to: bad, now: start + .seconds(60)) == nil)
        #expect(patience.obstacle(to: mails[1], now: start) == nil)
        // One that has gone is forgotten.
        _ = patience.ordered(Array(mails.dropFirst()))
        #expect(patience.ordered(mails) == mails)
    }
}
