import Engines
import Foundation
import Synchronization
import Testing
import Wire

@testable import Inbox

/// Mail by a socket in the file system.
@Suite struct ListenerSocketTests {
    /// A folder of one test's own, short enough for a socket's path.
    private final class Place {
        let folder: String
        var socket: ListenerSocket { ListenerSocket(folder + "/lmtp.sock") }

        init() throws {
            folder = "/tmp/ps-\(UUID().uuidString.prefix(8))"
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false)
        }

        deinit { try? FileManager.default.removeItem(atPath: folder) }

        func names() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: folder)
        }

        func start(_ keeper: KeepingKeeper = KeepingKeeper()) async throws -> SMTPListener {
            try await Self.start(socket, keeper)
        }

        static func start(
            _ socket: ListenerSocket, _ keeper: KeepingKeeper = KeepingKeeper()
        ) async throws -> SMTPListener {
            var options = SMTPListenerOptions(
                port: 0, session: .init(mode: .lmtp, hostName: "in.test"))
            options.socket = socket
            options.limits.connectionsPerMinute = 3
            return try await SMTPListener.start(options, keeper: keeper) { 0 }
        }
    }

    private final class KeepingKeeper: MailKeeper {
        private let kept = Mutex<[ReceivedMail]>([])
        var mails: [ReceivedMail] { kept.withLock { $0 } }
        func verdict(on recipient: String) -> RecipientVerdict { .accept }
        func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
            kept.withLock { $0.append(mail) }
            return .kept("id7")
        }
    }

    private static func permissions(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a mail comes by the socket, which only owner and group may use`() async throws {
        let (place, keeper) = (try Place(), KeepingKeeper())
        let listener = try await place.start(keeper)
        #expect(listener.port == 0)
        #expect(try Self.permissions(place.socket.path) == 0o660)
        #expect(try place.names() == ["lmtp.sock"])
        // More than an address of the net may: a mail server brings everybody's mail here.
        for _ in 0..<6 {
            let client = try RawSocket(path: place.socket.path)
            await client.send(
                "LHLO c\r\nMAIL FROM:<s@x.test>\r\nRCPT TO:<r@in.test>\r\nDATA\r\nA: b\r\n\r\nx\r\n.\r\nQUIT\r\n"
            )
            let replies = await client.replies(7)
            #expect(replies.suffix(2).first == "250 2.0.0 Kept as id7", "\(replies)")
            client.close()
        }
        #expect(keeper.mails.count == 6)
        await listener.shutdown(grace: .zero)
        #expect(try place.names().isEmpty)
    }

    @Test func `what a dead program left is replaced, what answers is not`() async throws {
        let place = try Place()
        #expect(place.socket.state() == .free)
        try Self.leave(place.socket.path)
        #expect(place.socket.state() == .left)
        let listener = try await place.start()
        #expect(place.socket.state() == .answered)
        let error = await #expect(throws: SourceProblem.self) { _ = try await place.start() }
        #expect(error?.description.contains("answers") == true)
        // And the first still takes mail.
        let client = try RawSocket(path: place.socket.path)
        #expect(await client.replies(1).first?.hasPrefix("220 ") == true)
        client.close()
        await listener.shutdown(grace: .zero)
    }

    @Test func `the end of one takes away no socket of another's`() async throws {
        let place = try Place()
        let first = try await place.start()
        try FileManager.default.removeItem(atPath: place.socket.path)
        let second = try await place.start()
        await first.shutdown(grace: .zero)
        #expect(place.socket.state() == .answered)
        await second.shutdown(grace: .zero)
        #expect(place.socket.state() == .free)
    }

    @Test func `a place that can't be had is refused, and what lies there stays`() async throws {
        let place = try Place()
        try Data("mine".utf8).write(to: URL(filePath: place.socket.path))
        let error = await #expect(throws: SourceProblem.self) { _ = try await place.start() }
        #expect(error?.description.contains("Something else than a socket") == true)
        #expect(FileManager.default.contents(atPath: place.socket.path) == Data("mine".utf8))
        for path in ["lmtp.sock", "", "/" + String(repeating: "a", count: 100), "/tmp/a\0b"] {
            #expect(ListenerSocket(path).objection != nil, "\(path.count)")
        }
        let nowhere = ListenerSocket("/tmp/nowhere-\(UUID().uuidString.prefix(8))/s")
        #expect(nowhere.state() == .free)
        let missing = await #expect(throws: SourceProblem.self) {
            _ = try await Place.start(nowhere)
        }
        #expect(missing?.description.contains("make its folder") == true)
    }

    /// Makes a socket and closes it, as a program does that is killed.
    private static func leave(_ path: String) throws {
        let socket = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { Foundation.close(socket) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
    }
}
