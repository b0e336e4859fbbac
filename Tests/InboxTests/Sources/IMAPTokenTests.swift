import Engines
import Foundation
import Inbox
import Testing

@testable import Wire

/// Logging in with an access token, against a server that speaks XOAUTH2 and nothing else.
@Suite struct IMAPTokenTests {
    private static func mailbox(
        _ token: String, _ capabilities: String = "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"
    ) throws -> ScriptedMailbox {
        var script = ScriptedMailbox.Script()
        script.mails = ["1": "Subject: a\r\n\r\nx"]
        script.capabilities = capabilities
        script.bearer = ["liaison", token]
        return try ScriptedMailbox(script)
    }

    private static func client(_ mailbox: ScriptedMailbox, _ token: IMAPToken?) throws -> IMAPClient
    {
        var endpoint = mailbox.endpoint
        endpoint.token = token
        return IMAPClient(endpoint, folder: try #require(IMAPFolderName("INBOX")))
    }

    private static func file(_ text: String) throws -> URL {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "parley-token-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file, options: .atomic)
        return file
    }

    @Test(arguments: [
        "IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR", "IMAP4rev1 AUTH=LOGIN AUTH=XOAUTH2",
        "IMAP4rev1 AUTH=DIGEST-MD5 AUTH=CRAM-MD5 AUTH=XOAUTH2",
    ])
    func `a token logs in, with or without an initial response, before any way with a password`(
        _ capabilities: String
    ) async throws {
        let mailbox = try Self.mailbox("t0ken", capabilities)
        let client = try Self.client(mailbox, .fixed("t0ken"))
        #expect(try await client.look().uids == [1])
        #expect(mailbox.count("AUTHENTICATE") == 1 && mailbox.count("LOGIN") == 0)
        await client.close()
    }

    @Test func `each log-in reads the file anew, so a token that was renewed is used`() async throws
    {
        let theirs = try Self.file("first")
        let ours = try Self.file("first\n")
        defer { for file in [theirs, ours] { try? FileManager.default.removeItem(at: file) } }
        let mailbox = try Self.mailbox(theirs.path)
        let client = try Self.client(mailbox, .file(ours.path))
        #expect(try await client.look().uids == [1])
        await client.close()
        try Data("second".utf8).write(to: theirs, options: .atomic)
        let error = await #expect(throws: IMAPProblem.self) { try await client.look() }
        #expect(error?.kind == .token)
        #expect(error?.description.contains("renewed") == true)
        try Data("second".utf8).write(to: ours, options: .atomic)
        #expect(try await client.look().uids == [1])
        await client.close()
        #expect(mailbox.count("LOGIN") == 0)
    }

    @Test(arguments: [
        "", " \n", "two words", "line\nline", "käse", String(repeating: "x", count: 70_000),
    ])
    func `what is no token is not sent`(_ text: String) async throws {
        let file = try Self.file(text)
        defer { try? FileManager.default.removeItem(at: file) }
        let mailbox = try Self.mailbox("t0ken")
        let client = try Self.client(mailbox, .file(file.path))
        let error = await #expect(throws: IMAPProblem.self) { try await client.look() }
        #expect(error?.kind == .token)
        #expect(error?.description.contains(file.path) == true)
        #expect(mailbox.commands.isEmpty)
    }

    @Test func `a missing file and a server without tokens are said so`() async throws {
        let mailbox = try Self.mailbox("t0ken", "IMAP4rev1 AUTH=PLAIN")
        let missing = try Self.client(mailbox, .file("/nowhere/token"))
        let first = await #expect(throws: IMAPProblem.self) { try await missing.look() }
        #expect(first?.description.contains("/nowhere/token") == true)
        let unable = try Self.client(mailbox, .fixed("t0ken"))
        let second = await #expect(throws: IMAPProblem.self) { try await unable.look() }
        #expect(second?.kind == .token, "\(String(describing: second))")
        #expect(mailbox.count("LOGIN") == 0, "and the token is no password")
        #expect("\(String(describing: second))".contains("t0ken") == false)
    }

    private static let canRunDovecot =
        geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/sbin/dovecot")

    @Test(.enabled(if: canRunDovecot, "needs root and Dovecot"))
    func `Dovecot takes the token that it is told is good, and no other`() async throws {
        let good = try Self.file("first")
        let ours = try Self.file("first")
        defer { for file in [good, ours] { try? FileManager.default.removeItem(at: file) } }
        let server = try ServerProgram(
            "oauth_dovecot.py", [good.path], output: ServerProgram.place("oauth"))
        defer { try? FileManager.default.removeItem(at: server.output) }
        var endpoint = IMAPEndpoint(
            host: "127.0.0.1", port: server.port, tls: .never, user: "answers@in.test",
            password: "")
        endpoint.token = .file(ours.path)
        let client = IMAPClient(endpoint, folder: try #require(IMAPFolderName("INBOX")))
        #expect(try await client.look().uids.isEmpty)
        await client.close()
        try Data("second".utf8).write(to: good, options: .atomic)
        let error = await #expect(throws: IMAPProblem.self) { try await client.look() }
        #expect(error?.kind == .token)
        try Data("second".utf8).write(to: ours, options: .atomic)
        #expect(try await client.look().isReadOnly == false)
        await client.close()
        await server.stopped()
    }
}
