import Engines
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import parley

/// Takes nothing; it stands for a mail server that is well.
private struct ClosedDoor: MailKeeper {
    func verdict(on recipient: String) -> RecipientVerdict { .noSuchMailbox }
    func keep(_ mail: ReceivedMail) async throws -> KeepAnswer { throw StorageFull() }
}

/// A folder with settings as an operator has them.
private struct Installation: Sendable {
    let folder: URL
    let config: String
    let place: Place

    init(_ engine: Engine, smtp: Int, listen: Int, also lines: String = "") async throws {
        folder = testFolder.appending(path: "doctor-\(UUID().uuidString)")
        config = folder.appending(path: "parley.yaml").path
        place = try engine.fresh()
        try await place.prepare()
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let text = """
            database: \(place.setting)
            mail: { domain: in.test }
            smtp: { host: 127.0.0.1, port: \(smtp), tls: never }
            inbox: { listen: "127.0.0.1:\(listen)", maildir: post }
            catalogs:
              templates: \(root.appending(path: "templates").path)
              locales: \(root.appending(path: "locales").path)
            \(lines)
            """
        try Data(text.utf8).write(to: URL(filePath: config))
    }

    func furnish() async throws {
        try KeyFile(folder.appending(path: "parley.keys").path).save(.made(.real))
        for box in ["new", "cur"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "post/\(box)"), withIntermediateDirectories: true)
        }
        let database = try place.open()
        _ = try await Migrator(program: "test").migrate(database, now: Instant(milliseconds: 0))
        try await database.write { t in
            try t.execute(
                """
                INSERT INTO schools (id, name, time_zone, language, region, created_at)
                VALUES ('school', 'Lincoln', 'America/Chicago', 'en', 'US', 0)
                """)
            try t.execute(
                """
                INSERT INTO staff (id, school_id, handle, name, role, active, created_at)
                VALUES ('amina', 'school', 'amina', 'Amina Warsame', 'liaison', \(true), 0)
                """)
        }
        await database.close()
    }

    func failed() async -> Set<String> {
        let findings = await Doctor(configuration: config).findings()
        #expect(!findings.contains { $0.line.contains("@") || $0.line.contains("Amina") })
        #expect(findings.allSatisfy { ($0.level == .ok) == ($0.todo == nil) })
        return Set(findings.filter { $0.level == .fail }.map(\.check))
    }
}

@Suite struct DoctorTests {
    /// A mail server on a free port for as long as the body runs.
    private func withServer(_ body: (Int) async throws -> Void) async throws {
        let session = SMTPSession.Options(hostName: "in.test")
        let server = try await SMTPListener.start(
            SMTPListenerOptions(port: 0, session: session), keeper: ClosedDoor(), now: { 0 })
        do {
            try await body(server.port)
            await server.shutdown(grace: .seconds(1))
        } catch {
            await server.shutdown(grace: .seconds(1))
            throw error
        }
    }

    @Test(arguments: Engine.reachable)
    func `Where everything is in order nothing fails`(_ engine: Engine) async throws {
        try await withServer { port in
            let installation = try await Installation(engine, smtp: port, listen: port)
            try await installation.furnish()
            #expect(await installation.failed().isEmpty)
        }
    }

    @Test(arguments: Engine.reachable)
    func `Each thing that is missing is told, all in one round`(_ engine: Engine) async throws {
        let installation = try await Installation(
            engine, smtp: 9, listen: 0, also: "translation: { minimum: { brunch: draft } }")
        let failed = await installation.failed()
        #expect(failed == ["keys", "database", "translation", "smtp", "maildir"])
        guard engine == .sqlite else { return }
        // Looking is not making.
        let file = installation.place.setting.dropFirst("sqlite:".count)
        #expect(!FileManager.default.fileExists(atPath: String(file)))
    }

    @Test func `Settings that can't be used are all told, without their values`() async throws {
        let installation = try await Installation(
            .sqlite, smtp: 25, listen: 0, also: "school: { phon: 555-0150 }\nworker: { width: 0 }")
        let findings = await Doctor(configuration: installation.config).findings()
        let settings = findings.filter { $0.check == "settings" }
        #expect(settings.count == 2)
        #expect(settings.allSatisfy { $0.level == .fail && $0.line.contains("parley.yaml:") })
        #expect(!settings.contains { $0.line.contains("555") })
    }

    @Test func `A port is free, greeted on, silent or not to be had`() async throws {
        try await withServer { port in
            let ours = await PortState.of(host: "127.0.0.1", port: port)
            #expect(ours == .greeted("220 in.test ESMTP Parley"))
        }
        let silent = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(silent) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                #expect(bind(silent, $0, size) == 0)
                #expect(listen(silent, 4) == 0)
                #expect(getsockname(silent, $0, &size) == 0)
            }
        }
        let port = Int(UInt16(bigEndian: address.sin_port))
        #expect(await PortState.of(host: "127.0.0.1", port: port) == .greeted(""))
        guard case .refused = await PortState.of(host: "203.0.113.9", port: 2424) else {
            return #expect(Bool(false), "an address of another machine")
        }
    }
}
