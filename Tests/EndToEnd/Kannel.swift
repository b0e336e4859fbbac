import Foundation
import Testing

/// A real Kannel of a test's own, with its fake operator behind it: bearerbox, smsbox, fakesmsc.
final class Kannel: Sendable {
    /// This number the operator refuses.
    static let refused = "+12025550119"
    static let number = "+12025550100"
    static let secret = "any long text will do"
    private static let password = "parley & son"

    private let folder: Folder
    private let ports: (admin: Int, box: Int, operators: Int, send: Int)

    init() throws {
        folder = try Folder()
        ports = (
            try HTTPTalk.freePort(), try HTTPTalk.freePort(), try HTTPTalk.freePort(),
            try HTTPTalk.freePort()
        )
    }

    /// What an operator sets to send through it.
    /// `web`: The port of Parley's own, that Kannel calls.
    func settings(web: Int) -> [String: String] {
        [
            "sms.provider": "kannel", "sms.from": Self.number, "sms.welcome": "never",
            "sms.url": "http://127.0.0.1:\(ports.send)/cgi-bin/sendsms", "sms.user": "parley",
            "sms.password": Self.password, "sms.secret": Self.secret,
            "web.listen": "127.0.0.1:\(web)", "web.public_url": "http://127.0.0.1:\(web)",
        ]
    }

    /// The three programs of a Kannel that is up.
    struct Running: Sendable {
        fileprivate let programs: [RunningProgram]
        fileprivate let handset: FileHandle

        /// A parent writes.
        func text(_ words: String, from number: String) throws {
            let data = Array(words.utf16).map { String(format: "%%%02X%%%02X", $0 >> 8, $0 & 0xFF) }
            let line = "\(number) \(Kannel.number) ucs2 \(data.joined())\n"
            try handset.write(contentsOf: Data(line.utf8))
        }

        /// What the handsets got, as fakesmsc writes it down.
        var got: [String] {
            (programs[2].output + programs[2].complaints).split(separator: "\n").map(String.init)
                .filter { $0.contains("Got message") }
        }

        /// Pulls the plug.
        func kill() { for program in programs { program.kill() } }
    }

    /// Starts it.
    /// `inbound`: Where it brings what parents write.
    func start(inbound: String) async throws -> Running {
        try configuration(inbound).write(
            to: folder.url.appending(path: "kannel.conf"), atomically: true, encoding: .utf8)
        let pipe = folder.path("handset")
        if !FileManager.default.fileExists(atPath: pipe) {
            try #require(mkfifo(pipe, 0o600) == 0)
        }
        let bearerbox = try run("/usr/sbin/bearerbox", ["-v", "1", folder.path("kannel.conf")])
        try await eventually("bearerbox listens") {
            try bearerbox.mustRun()
            return try await status().contains("Kannel")
        }
        // Opened for reading and writing, so that the pipe never comes to its end.
        let fakesmsc = try run(
            "/bin/bash",
            [
                "-c",
                "exec /usr/lib/kannel/test/fakesmsc -v 0 -H 127.0.0.1 -r \(ports.operators) <>\"$0\"",
                pipe,
            ])
        let smsbox = try run("/usr/sbin/smsbox", ["-v", "1", folder.path("kannel.conf")])
        try await eventually("smsbox and the operator are connected") {
            try smsbox.mustRun()
            let page = try await status()
            return page.contains(/operator.*online/) && page.contains(/smsbox.*on-line/)
        }
        return Running(
            programs: [bearerbox, smsbox, fakesmsc],
            handset: try #require(FileHandle(forUpdatingAtPath: pipe)))
    }

    private func status() async throws -> String {
        try await Self.page("http://127.0.0.1:\(ports.admin)/status.txt?password=admin").body
    }

    /// What stands at an address; nothing and 0 where nobody answers.
    static func page(_ url: String) async throws -> (status: Int, body: String) {
        let folder = try Folder()
        let curl = try RunningProgram(
            URL(filePath: "/usr/bin/curl"), ["-s", "-m", "5", "-w", "\n%{http_code}", url],
            environment: [:], in: folder)
        try await curl.ended()
        let lines = withExtendedLifetime(folder) { curl.output }
            .split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.last.flatMap { Int($0) } ?? 0, lines.dropLast().joined(separator: "\n"))
    }

    private func run(_ program: String, _ arguments: [String]) throws -> RunningProgram {
        try RunningProgram(
            URL(filePath: program), arguments, environment: ["PATH": "/usr/bin:/bin"], in: folder)
    }

    /// As kannel.yaml tells an operator to write it.
    private func configuration(_ inbound: String) -> String {
        """
        group = core
        admin-port = \(ports.admin)
        admin-interface = 127.0.0.1
        admin-password = admin
        smsbox-port = \(ports.box)
        box-allow-ip = 127.0.0.1
        dlr-storage = internal

        group = smsc
        smsc = fake
        smsc-id = operator
        host = 127.0.0.1
        port = \(ports.operators)
        connect-allow-ip = 127.0.0.1
        denied-prefix = "\(Self.refused)"

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = \(ports.send)
        sendsms-interface = 127.0.0.1
        sendsms-chars = "0123456789+"
        mo-recode = true
        http-request-retry = 10
        http-queue-delay = 1

        group = sendsms-user
        username = parley
        password = "\(Self.password)"
        concatenation = true
        max-messages = 20

        group = sms-service
        keyword = default
        catch-all = true
        concatenation = true
        max-messages = 0
        get-url = "\(inbound)?from=%p&to=%P&text=%b&charset=%C&coding=%c&id=%I&udh=%u"

        """
    }
}
