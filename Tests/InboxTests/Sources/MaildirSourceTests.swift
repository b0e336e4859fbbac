import Engines
import Foundation
import People
import Store
import Synchronization
import Testing

@testable import Inbox

/// What a watch told.
private final class Told: Sendable {
    private let events = Mutex<[SourceEvent]>([])
    var all: [SourceEvent] { events.withLock { $0 } }
    var problems: [String] {
        all.compactMap { if case .problem(let sentence) = $0 { sentence } else { nil } }
    }
    var kept: [InboundID] {
        all.compactMap { if case .kept(let id) = $0 { id } else { nil } }
    }
    func add(_ event: SourceEvent) { events.withLock { $0.append(event) } }
}

private struct Crash: Error {}

/// A Maildir, a watch over it, and a database to keep in.
private struct Post: Sendable {
    let fixture: KeepingFixture
    let folder: MaildirFolder
    let told = Told()
    var source: MaildirSource { MaildirSource(folder: folder.path, largest: 1 << 20) }

    init(_ engine: Engine) async throws {
        fixture = try await KeepingFixture(engine)
        folder = try MaildirFolder()
    }

    /// Looks so many times, and calls `between` after each.
    func watch(
        looks: Int = 1, _ origin: some Source,
        keep: (@Sendable (Arrival) async throws -> Keeping)? = nil,
        between: @escaping @Sendable (Int) -> Void = { _ in }
    ) async {
        let count = Mutex(0)
        let watch = SourceWatch(
            origin, keep: keep ?? { try await fixture.keep($0) },
            pause: { rest in
                #expect(rest == .seconds(2))
                let seen = count.withLock { number in
                    number += 1
                    return number
                }
                between(seen)
                if seen >= looks { withUnsafeCurrentTask { $0?.cancel() } }
            }, tell: { told.add($0) })
        await Task { await watch.run() }.value
    }

    func watch(looks: Int = 1, between: @escaping @Sendable (Int) -> Void = { _ in }) async {
        await watch(looks: looks, source, between: between)
    }

    func rows() async throws -> Int {
        try await fixture.school.count("SELECT COUNT(*) AS n FROM inbound")
    }
}

@Suite struct MaildirSourceTests {
    @Test(arguments: Engine.reachable)
    func `A delivered mail is kept with its envelope, and then stands in cur as seen`(
        _ engine: Engine
    ) async throws {
        let post = try await Post(engine)
        let name = try post.folder.deliver("dovecot-lmtp.eml")
        await post.watch()
        #expect(post.told.all.count == 1)
        #expect(post.told.kept.count == 1)
        #expect(try post.folder.names(in: "new").isEmpty)
        #expect(try post.folder.names(in: "cur") == [name + ":2,S"])
        let claimed = try #require(try await post.fixture.claim().first)
        #expect(claimed.source == "maildir")
        #expect(claimed.reversePath == "asha@home.test")
        #expect(claimed.recipients == ["liaison+k7qx2@parley.test"])
        #expect(claimed.bytes == (try MaildirFolder.corpus("dovecot-lmtp.eml")))
    }

    @Test(arguments: Engine.reachable)
    func `Killed between commit and move, the mail comes again and is kept once`(
        _ engine: Engine
    ) async throws {
        let post = try await Post(engine)
        let name = try post.folder.deliver("dovecot-lmtp.eml")
        let file = try #require(try await post.source.waiting().first)
        let arrival = try #require(try await post.source.take(file))
        let first = try await post.fixture.keep(arrival)
        #expect(try post.folder.names(in: "new") == [name])
        await post.watch(looks: 3)
        #expect(post.told.all == [.repeated(first.id)])
        #expect(try await post.rows() == 1)
        #expect(try post.folder.names(in: "cur") == [name + ":2,S"])
    }

    @Test(arguments: Engine.reachable)
    func `What can't be kept stays in new, is told once, and is kept when that has passed`(
        _ engine: Engine
    ) async throws {
        let post = try await Post(engine)
        for second in 0..<5 {
            try post.folder.deliver(Array("Subject: \(second)\n\n".utf8), second: second)
        }
        let tries = Mutex(0)
        await post.watch(looks: 3, post.source) { arrival in
            let number = tries.withLock { count in
                count += 1
                return count
            }
            // The first look and the second give up after three.
            if number <= 6 { throw StorageFull() }
            return try await post.fixture.keep(arrival)
        }
        #expect(tries.withLock { $0 } == 11)
        #expect(post.told.problems == [StorageFull().description])
        #expect(post.told.kept.count == 5)
        #expect(try await post.rows() == 5)
        #expect(try post.folder.names(in: "new").isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `One mail that the database refuses does not hold up the others`(
        _ engine: Engine
    ) async throws {
        let post = try await Post(engine)
        for second in 0..<4 {
            try post.folder.deliver(Array("Subject: \(second)\n\n".utf8), second: second)
        }
        await post.watch(looks: 2, post.source) { arrival in
            if arrival.bytes == Array("Subject: 1\n\n".utf8) { throw Crash() }
            return try await post.fixture.keep(arrival)
        }
        #expect(try await post.rows() == 3)
        #expect(try post.folder.names(in: "new").count == 1)
    }

    @Test(arguments: Engine.reachable)
    func `Two watches over one Maildir keep each mail once and lose none`(
        _ engine: Engine
    ) async throws {
        let post = try await Post(engine)
        for second in 0..<40 {
            try post.folder.deliver(Array("Subject: \(second)\n\n".utf8), second: second)
        }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 { group.addTask { await post.watch() } }
        }
        #expect(post.told.problems.isEmpty)
        #expect(post.told.kept.count == 40)
        #expect(try await post.rows() == 40)
        #expect(try post.folder.names(in: "cur").count == 40)
    }

    @Test func `A mail over the limit stays where it is and is told once`() async throws {
        let post = try await Post(.sqlite)
        let large = [UInt8](repeating: 0x61, count: (1 << 20) + 1)
        let name = try post.folder.deliver(large, second: 1)
        try post.folder.deliver([UInt8](repeating: 0x61, count: 1 << 20), second: 2)
        await post.watch(looks: 3)
        #expect(try post.folder.names(in: "new") == [name])
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("inbox.largest_mail_mib") == true)
        #expect(try await post.rows() == 1)
    }

    @Test func `Pipes, sockets and links are not followed, folders and hidden names are nothing`()
        async throws
    {
        let post = try await Post(.sqlite)
        let new = post.folder.path + "/new"
        let secret = post.folder.path + "/secret"
        try Data("secret".utf8).write(to: URL(filePath: secret))
        #expect(mkfifo("\(new)/1.pipe", 0o600) == 0)
        #expect(symlink(secret, "\(new)/2.link") == 0)
        #expect(symlink("\(new)/3.loop", "\(new)/3.loop") == 0)
        #expect(mkdir("\(new)/4.folder", 0o700) == 0)
        try Data("x".utf8).write(to: URL(filePath: "\(new)/.hidden"))
        await post.watch(looks: 2)
        #expect(post.told.problems.count == 3)
        #expect(post.told.problems.allSatisfy { $0.contains("not followed") })
        #expect(try await post.rows() == 0)
        #expect(try post.folder.names(in: "new").count == 5)
    }

    @Test func `A file that goes between two steps is no fault`() async throws {
        let post = try await Post(.sqlite)
        let name = try post.folder.deliver("exim.eml")
        let file = try #require(try await post.source.waiting().first)
        try FileManager.default.removeItem(atPath: "\(post.folder.path)/new/\(name)")
        #expect(try await post.source.take(file) == nil)
        try await post.source.acknowledge(file)
    }

    @Test func `A name that is not UTF-8 is a name`() async throws {
        let post = try await Post(.sqlite)
        let path = Array((post.folder.path + "/new/1.").utf8) + [0xFF, 0xFE, 0]
        let file = open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
        #expect(write(file, "x", 1) == 1)
        close(file)
        await post.watch()
        #expect(post.told.kept.count == 1)
        #expect(try post.folder.names(in: "new").isEmpty)
    }

    @Test func `A mail that can't be moved is kept once, not at every look, and told once`()
        async throws
    {
        let post = try await Post(.sqlite)
        // Too long for a name in cur, where four characters are added.
        let name = "1." + String(repeating: "a", count: 251)
        try Data("x".utf8).write(to: URL(filePath: "\(post.folder.path)/new/\(name)"))
        await post.watch(looks: 3)
        #expect(post.told.kept.count == 1)
        #expect(post.told.all.count == 2)
        #expect(post.told.problems.first?.contains("can't be moved to cur") == true)
    }

    @Test func `A Maildir that is not there is told once, and used when it comes`() async throws {
        let post = try await Post(.sqlite)
        let (path, away) = (post.folder.path, post.folder.path + "-away")
        try post.folder.deliver("postfix-local.eml")
        try FileManager.default.moveItem(atPath: path, toPath: away)
        await post.watch(looks: 3) { look in
            if look == 2 { try? FileManager.default.moveItem(atPath: away, toPath: path) }
        }
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("inbox.maildir") == true)
        #expect(post.told.kept.count == 1)
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func `What may not be read is told once, with what to do`() async throws {
        let post = try await Post(.sqlite)
        let name = try post.folder.deliver("exim.eml")
        chmod("\(post.folder.path)/new/\(name)", 0)
        await post.watch(looks: 2)
        #expect(post.told.problems.count == 1)
        #expect(post.told.problems.first?.contains("chmod") == true)
        chmod("\(post.folder.path)/cur", 0o500)
        try post.folder.deliver("plain.eml", second: 5)
        await post.watch(looks: 2)
        #expect(post.told.problems.count == 2)
        chmod("\(post.folder.path)/cur", 0o700)
        #expect(try await post.rows() == 0)
    }

    @Test(arguments: [
        ("1.a", "1.a:2,S"), ("1.a:2,", "1.a:2,S"), ("1.a:2,F", "1.a:2,FS"),
        ("1.a:2,ST", "1.a:2,ST"),
        ("1.a:1,x", "1.a:1,x:2,S"),
    ])
    func `Flags that are there stay, in the order of their letters`(
        _ name: String, _ expected: String
    ) {
        let file = MaildirFile(name: Array(name.utf8), inode: 1)
        #expect(String(decoding: file.seenName, as: UTF8.self) == expected)
    }
}
