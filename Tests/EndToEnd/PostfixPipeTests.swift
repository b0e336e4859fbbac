import Engines
import Foundation
import Testing

/// `parley receive` behind Postfix's own pipe(8), which does what the exit status says.
@Suite(
    .serialized, .enabled(if: TestServers.areWanted, TestServers.comment),
    .enabled(if: PostfixPipe.isThere, "pipes run as nobody, whom this checkout shuts out"))
struct PostfixPipeTests {
    @Test func `what can't be kept now waits in Postfix's queue, and is kept once`() async throws {
        let servers = try TestServers.named()
        let office = try await Office(.sqlite, smtp: 9)
        let pipe = try PostfixPipe(office)
        let lock = try await SQLiteLock(on: office.place.target)
        try await pipe.send(by: PostfixSender(port: servers.smtp), "first")
        // SQLite is waited for; then 75.
        try await eventually("the mail was deferred", every: .milliseconds(200)) {
            pipe.statuses.contains("75")
        }
        try await lock.release()
        // Nobody looks into the database meanwhile: the files that a look as root leaves for a moment
        // shut out the user whom the pipe runs as, and Postfix would wait ever longer.
        try await eventually("it has said so", every: .milliseconds(200)) {
            pipe.statuses.last == "0"
        }
        #expect(try await office.keptArrivals() == 1)
        let row = try await office.look { t in
            try t.row(
                "SELECT source, reverse_path FROM inbound WHERE recipients LIKE '%piped.test%'"
            )
            .map { row in [try row["source"] as String, try row["reverse_path"] as String] }
        }
        #expect(row == ["pipe", "asha@home.test"])
    }

    @Test func `killed before it could answer, it is asked again, and the mail is kept once`()
        async throws
    {
        let servers = try TestServers.named()
        let office = try await Office(.sqlite, smtp: 9)
        // The first time the mail is kept and nobody hears of it.
        let pipe = try PostfixPipe(office, killing: true)
        try await pipe.send(by: PostfixSender(port: servers.smtp), "second")
        try await eventually("it was asked again", every: .milliseconds(200)) {
            pipe.statuses.count == 2
        }
        #expect(pipe.statuses == ["killed", "0"])
        #expect(try await office.keptArrivals() == 1)
    }
}

/// A script that Postfix pipes mail into, and the mails that go there.
struct PostfixPipe {
    private let name = "p\(UUID().uuidString.lowercased().prefix(12))"
    private let script: String
    private let statusFile: String

    private static let folder = ProcessInfo.processInfo.environment["PARLEY_SERVERS"]
        .map { "\($0)/postfix/piped" }

    /// Root, whose Postfix has the folder, in a checkout that everybody may enter.
    static var isThere: Bool {
        guard geteuid() == 0, let folder, FileManager.default.fileExists(atPath: folder) else {
            return false
        }
        var place = ParleyProgram.repository
        while place.path != "/" {
            var status = stat()
            guard stat(place.path, &status) == 0, status.st_mode & 0o005 == 0o005 else {
                return false
            }
            place = place.deletingLastPathComponent()
        }
        return true
    }

    /// Gives the office to the user nobody, and writes the script. `killing`: Has the first run end
    /// by a signal, once the mail is kept.
    init(_ office: Office, killing: Bool = false) throws {
        let folder = try #require(Self.folder)
        let database = URL(filePath: office.place.target).deletingLastPathComponent().path
        for path in [office.folder.url.path, database] {
            try Self.run("chown", "-R", "nobody", path)
        }
        script = "\(folder)/\(name)"
        let statuses = office.folder.path("statuses")
        let first = office.folder.path("first")
        let kill = "if mkdir \(first); then echo killed >> \(statuses); kill -9 $$; fi"
        try """
        '\(try ParleyProgram.url().path)' receive --config '\(office.folder.path("parley.yaml"))' \
            --from "$1" --to "$2"
        status=$?
        \(killing ? kill : "")
        echo $status >> '\(statuses)'
        exit $status
        """.write(toFile: script, atomically: true, encoding: .utf8)
        self.statusFile = statuses
        try Self.run("chown", "nobody", script)
    }

    /// The exit statuses so far.
    var statuses: [String] {
        let text = FileManager.default.contents(atPath: statusFile) ?? Data()
        return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    func send(by postfix: PostfixSender, _ id: String) async throws {
        let recipient = "\(name)@piped.test"
        try await postfix.send(
            parentMail(from: "asha@home.test", to: recipient, id: id, "Haa"),
            from: "asha@home.test", to: recipient)
    }

    private static func run(_ command: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        try process.runAlone()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(command)")
    }
}
