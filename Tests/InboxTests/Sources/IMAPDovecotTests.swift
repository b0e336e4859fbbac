import Engines
import Foundation
import Testing

@testable import Inbox
@testable import Wire

/// The Dovecot of `Tests/Servers`, when the environment names it.
private enum Dovecot {
    private static let environment = ProcessInfo.processInfo.environment
    static let plain = environment["PARLEY_IMAP_PORT"].flatMap(Int.init)
    static let implicit = environment["PARLEY_IMAPS_PORT"].flatMap(Int.init)
    static let authority = environment["PARLEY_CA_FILE"]
    static let isThere = plain != nil && implicit != nil && authority != nil

    /// An account of one test's own: the others' connections are not cut off with its.
    static let lonely = "greylist"
    static let configuration = environment["PARLEY_SERVERS"].map { "\($0)/dovecot/dovecot.conf" }
    static let canBeKicked =
        geteuid() == 0 && configuration.map { FileManager.default.fileExists(atPath: $0) } == true

    /// Has Dovecot cut off every connection of the lonely account.
    static func kick() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/doveadm")
        process.arguments = ["-c", try #require(configuration), "kick", lonely]
        process.standardOutput = FileHandle.nullDevice
        try process.runAlone()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    static func endpoint(
        _ tls: TLSPolicy = .required, user: String = "yusuf", password: String = "parley"
    ) throws -> IMAPEndpoint {
        var endpoint = IMAPEndpoint(
            host: "127.0.0.1", port: try #require(tls == .implicit ? implicit : plain), tls: tls,
            user: user, password: password)
        endpoint.caFile = authority
        return endpoint
    }
}

/// A folder of one test's own.
private final class DovecotFolder {
    let name: IMAPFolderName
    private let connection: IMAPConnection

    init(_ suffix: String = "", user: String = "yusuf") throws {
        name = try #require(IMAPFolderName("t-\(UUID().uuidString)\(suffix)"))
        connection = try IMAPConnection(try Dovecot.endpoint(user: user))
        try make()
    }

    deinit { try? remove() }

    func make() throws { _ = try connection.run(IMAPCommand.create(name)) }
    func remove() throws { _ = try connection.run("DELETE \(name.quoted)") }

    /// Puts a mail there, with flags.
    func put(_ mail: String, _ flags: String = "") throws {
        _ = try connection.run(
            "APPEND \(name.quoted) (\(flags)) {\(mail.utf8.count)+}\r\n\(mail)")
    }

    /// How many mails a folder has, of those that a search finds.
    func count(in folder: IMAPFolderName? = nil, _ search: String = "ALL") throws -> Int {
        _ = try connection.run("SELECT \((folder ?? name).quoted)")
        for case .search(let uids) in try connection.run("UID SEARCH \(search)") {
            return uids.count
        }
        return 0
    }

    func discard(_ folder: IMAPFolderName) throws {
        _ = try connection.run("DELETE \(folder.quoted)")
    }
}

private func mail(_ words: String) -> String {
    "Return-Path: <asha@home.test>\r\nDelivered-To: liaison+t1@parley.test\r\n"
        + "Subject: \(words)\r\n\r\n\(words)\r\n"
}

@Suite(.enabled(if: Dovecot.isThere, "PARLEY_IMAP_PORT, PARLEY_IMAPS_PORT, PARLEY_CA_FILE not set"))
struct IMAPDovecotTests {
    private func post(
        _ engine: Engine, _ folder: DovecotFolder, _ tls: TLSPolicy = .required,
        after: IMAPFolder.After
    ) async throws -> IMAPPost {
        try await IMAPPost(engine, IMAPFolder(Dovecot.endpoint(tls), folder.name, after: after))
    }

    @Test(arguments: Engine.reachable)
    func `A mail is kept with its envelope, and stands in the target, which is made`(
        _ engine: Engine
    ) async throws {
        let folder = try DovecotFolder(" für „Eltern“ & Kinder")
        let target = try #require(IMAPFolderName("t-\(UUID().uuidString) 已读"))
        let post = try await post(engine, folder, after: .move(target))
        for words in ["Haa", "Maya"] { try folder.put(mail(words)) }
        await post.watch()
        #expect(post.told.problems.isEmpty)
        let kept = try await post.fixture.claim()
        #expect(kept.map(\.source) == ["imap", "imap"])
        #expect(kept.map(\.reversePath) == ["asha@home.test", "asha@home.test"])
        #expect(kept.map(\.recipients) == [["liaison+t1@parley.test"], ["liaison+t1@parley.test"]])
        #expect(Set(kept.map(\.bytes)) == Set(["Haa", "Maya"].map { Array(mail($0).utf8) }))
        #expect(try folder.count() == 0)
        #expect(try folder.count(in: target) == 2)
        #expect(try folder.count(in: target, "UNSEEN") == 2)
        try folder.discard(target)
    }

    @Test(arguments: Engine.reachable)
    func `Killed between commit and move, the mail comes again and is kept once`(
        _ engine: Engine
    ) async throws {
        let folder = try DovecotFolder()
        let post = try await post(engine, folder, after: .delete)
        try folder.put(mail("Haa"))
        let dying = post.source()
        let waiting = try #require(try await dying.waiting().first)
        let first = try await post.fixture.keep(try #require(try await dying.take(waiting)))
        #expect(try folder.count(in: nil, "UNSEEN") == 1)
        await post.watch(looks: 2)
        #expect(post.told.all == [.repeated(first.id)])
        #expect(try await post.rows() == 1)
        #expect(try folder.count() == 0)
    }

    @Test(arguments: Engine.reachable)
    func `New numbers for old mails (UIDVALIDITY) make no second row`(
        _ engine: Engine
    ) async throws {
        let folder = try DovecotFolder()
        let post = try await post(engine, folder, after: .markSeen)
        try folder.put(mail("Haa"))
        let source = post.source()
        let before = try #require(try await source.waiting().first)
        // Dovecot would cut it off with the folder.
        await source.close()
        await post.watch()
        #expect(post.told.kept == 1)
        try folder.remove()
        // Dovecot takes the second for the new number.
        try await Task.sleep(for: .milliseconds(1_100))
        try folder.make()
        try folder.put(mail("Haa"))
        try folder.put(mail("Maya"))
        // What was listed under the old numbers is not taken for another mail.
        #expect(try await source.take(before) == nil)
        let after = try await source.waiting()
        #expect(after.count == 2)
        #expect(after.allSatisfy { $0.uidValidity != before.uidValidity })
        await post.watch(looks: 2)
        #expect(post.told.kept == 2)
        #expect(post.told.repeated == 1)
        #expect(try await post.rows() == 2)
        #expect(try await post.notes() == 2, "those of the old numbers are forgotten")
        #expect(try folder.count(in: nil, "SEEN") == 2)
    }

    @Test(arguments: Engine.reachable)
    func `Marked mails are taken once, also those that a person has read before us`(
        _ engine: Engine
    ) async throws {
        let folder = try DovecotFolder()
        let post = try await post(engine, folder, after: .markSeen)
        try folder.put(mail("Haa"))
        try folder.put(mail("Maya"), "\\Seen")
        try folder.put(mail("deleted"), "\\Deleted")
        await post.watch(looks: 2)
        await post.watch()
        #expect(post.told.kept == 2)
        #expect(post.told.repeated == 0)
        #expect(try folder.count(in: nil, "SEEN UNDELETED") == 2)
        try folder.put(mail("Mahadsanid"))
        await post.watch()
        #expect(post.told.kept == 3)
        #expect(post.told.repeated == 0)
    }

    @Test(.enabled(if: Dovecot.canBeKicked, "Dovecot belongs to another"))
    func `Cut off between two looks and in the middle of a mail, it goes on by itself`()
        async throws
    {
        let folder = try DovecotFolder(user: Dovecot.lonely)
        let post = try await IMAPPost(
            .sqlite,
            IMAPFolder(
                try Dovecot.endpoint(user: Dovecot.lonely), folder.name, after: .markSeen))
        try folder.put(mail("one"))
        try folder.put(mail("two"))
        let source = post.source()
        #expect(try await source.waiting().count == 2)
        try Dovecot.kick()
        // A connection that was cut off while nothing was asked is no problem.
        let waiting = try await source.waiting()
        #expect(waiting.count == 2)
        try Dovecot.kick()
        let first = try #require(waiting.first)
        // Dovecot takes its time, so the mail may come just before the end.
        var arrival: Arrival?
        for _ in 0..<3 where arrival == nil { arrival = try? await source.take(first) }
        #expect(arrival?.bytes == Array(mail("one").utf8))
        try Dovecot.kick()
        await post.watch(looks: 2, with: source)
        #expect(try await post.rows() == 2)
        #expect(post.told.problems.isEmpty)
        let rest = try DovecotFolder(user: Dovecot.lonely)
        #expect(try rest.count(in: folder.name, "SEEN") == 2)
        try rest.discard(folder.name)
    }

    @Test func `25 MB come whole through TLS`() async throws {
        let folder = try DovecotFolder()
        var post = try await post(.sqlite, folder, .implicit, after: .delete)
        post.largest = 30 << 20
        let line = String(repeating: "0123456789abcdef", count: 4) + "\r\n"
        let large = mail("large") + String(repeating: line, count: 25_000_000 / line.utf8.count)
        try folder.put(large)
        await post.watch()
        #expect(post.told.problems.isEmpty)
        let kept = try #require(try await post.fixture.claim().first)
        #expect(kept.bytes == Array(large.utf8))
        #expect(try folder.count() == 0)
    }

    @Test(arguments: [TLSPolicy.required, .implicit])
    func `With another authority than the server's there is no connection`(_ tls: TLSPolicy)
        async throws
    {
        var endpoint = try Dovecot.endpoint(tls)
        endpoint.caFile = nil
        let inbox = try #require(IMAPFolderName("INBOX"))
        let client = IMAPClient(endpoint, folder: inbox)
        do {
            _ = try await client.look()
            #expect(Bool(false), "the certificate was trusted")
        } catch {
            #expect(error.kind == .unreachable)
            #expect(error.description.contains("is not trusted"))
        }
    }

    @Test func `Where TLS is required, a server without it gets no password`() async throws {
        let server = try ScriptedMailbox(.init())
        var endpoint = server.endpoint
        endpoint.tls = .required
        let client = IMAPClient(endpoint, folder: try #require(IMAPFolderName("INBOX")))
        await #expect(throws: IMAPProblem.self) { try await client.look() }
        #expect(server.count("LOGIN") + server.count("AUTHENTICATE") == 0)
        #expect(server.count("CAPABILITY") == 1)
    }

    @Test func `A wrong password is told once, without the account`() async throws {
        let folder = IMAPFolder(
            try Dovecot.endpoint(password: "wrong"), try #require(IMAPFolderName("INBOX")),
            after: .delete)
        let post = try await IMAPPost(.sqlite, folder)
        await post.watch(looks: 4)
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("does not take the account") == true)
        #expect(post.told.problems.first?.contains("yusuf") == false)
    }

    @Test func `A folder that is not there is told with its name`() async throws {
        let folder = IMAPFolder(
            try Dovecot.endpoint(), try #require(IMAPFolderName("no such folder")), after: .delete)
        let post = try await IMAPPost(.sqlite, folder)
        await post.watch(looks: 2)
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("no such folder") == true)
    }
}
