import Foundation
import Inbox
import Testing
import Wire

@testable import parley

private func folder(
    _ yaml: String, password: String? = "s3cret"
) throws -> (settings: MailFolderSettings?, problems: [SettingProblem]) {
    var found: (MailFolderSettings?, [SettingProblem]) = (nil, [])
    try withSettings(yaml) { path in
        var secret: [String: String] = [:]
        secret["PARLEY__INBOX__IMAP__PASSWORD"] = password
        var reader = SettingsReader(SettingsFile(path: path, environment: secret))
        let settings = MailFolderSettings(&reader)
        reader.refuseUnknown()
        found = (settings, reader.problems)
    }
    return found
}

@Test func `a mail folder has its usual port, place and target unless they are set`() throws {
    let usual = try folder("inbox:\n  imap: {host: imap.test, user: answers}\n")
    #expect(usual.problems.isEmpty)
    let settings = try #require(usual.settings)
    #expect(settings.folder.endpoint.description == "imap.test:993 (TLS implicit)")
    #expect(settings.folder.endpoint.password == "s3cret")
    #expect(settings.folder.name.description == "INBOX")
    #expect(settings.folder.after == IMAPFolderName("Parley").map { .move($0) })
    #expect(settings.rest == .seconds(15))
    let set = try folder(
        """
        inbox:
          imap:
            host: imap.test
            user: answers
            tls: required
            folder: Väter & Mütter
            after: flag
            poll_seconds: 60
            ca_file: /ca.pem
        """)
    #expect(set.problems.isEmpty)
    let other = try #require(set.settings)
    #expect(other.folder.endpoint.description == "imap.test:143 (TLS required)")
    #expect(other.folder.endpoint.caFile == "/ca.pem")
    #expect(other.folder.name.description == "Väter & Mütter")
    #expect(other.folder.after == .markSeen)
    #expect(other.rest == .seconds(60))
    #expect(
        try folder("inbox: {imap: {host: i, user: u, after: delete}}").settings?.folder.after
            == .delete)
    // What is noted of a folder outlives another port.
    #expect(
        try folder("inbox: {imap: {host: IMAP.test, port: 143, tls: required, user: answers}}")
            .settings?.folder.key == settings.folder.key)
    #expect(other.folder.key != settings.folder.key)
}

@Test func `without a host there is no mail folder`() throws {
    let none = try folder("inbox:\n  listen: 127.0.0.1:2424\n")
    #expect(none.settings == nil)
    #expect(none.problems.map(\.setting) == ["inbox.listen"], "which this reader does not know")
}

@Test(arguments: [
    ("{user: answers}", "inbox.imap.host"), ("{host: i.test}", "inbox.imap.user"),
    ("{host: \"a b\", user: u}", "inbox.imap.host"),
    ("{host: \"https://i.test\", user: u}", "inbox.imap.host"),
    ("{host: i.test, user: u, tls: never}", "inbox.imap.tls"),
    ("{host: i.test, user: u, tls: maybe}", "inbox.imap.tls"),
    ("{host: i.test, user: u, after: burn}", "inbox.imap.after"),
    ("{host: i.test, user: u, folder: \"\"}", "inbox.imap.folder"),
    ("{host: i.test, user: u, folder: A, move_to: A}", "inbox.imap.move_to"),
    ("{host: i.test, user: u, move_to: \"a\\nb\"}", "inbox.imap.move_to"),
    ("{host: i.test, user: u, poll_seconds: 0}", "inbox.imap.poll_seconds"),
    ("{host: i.test, user: u, pol_seconds: 1}", "inbox.imap.pol_seconds"),
    ("{host: i.test, user: u, password: x, port: 99999}", "inbox.imap.port"),
])
func `a mail folder that can't be used is refused at its place`(_ yaml: String, _ setting: String)
    throws
{
    let problems = try folder("inbox:\n  imap: \(yaml)\n").problems
    #expect(problems.map(\.setting) == [setting], "\(problems)")
    #expect(!"\(problems)".contains("s3cret"))
}

@Test func `on this machine itself a mail folder needs no TLS`() throws {
    let here = try folder("inbox: {imap: {host: 127.0.0.1, port: 1143, tls: never, user: u}}")
    #expect(here.problems.isEmpty)
    #expect(here.settings?.folder.endpoint.tls == TLSPolicy.never)
}

@Test func `an access token stands in a password's place, and is read again from its file`() throws
{
    let file = FileManager.default.temporaryDirectory.appending(path: "token-\(UUID().uuidString)")
    try Data("t0ken\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let yaml = "inbox: {imap: {host: i.test, user: u, token_file: \(file.path)}}"
    let set = try folder(yaml, password: nil)
    #expect(set.problems.isEmpty, "\(set.problems)")
    #expect(set.settings?.folder.endpoint.token == .file(file.path))
    let both = try folder(yaml).problems
    #expect(both.map(\.setting) == ["inbox.imap.token_file"], "not beside a password")
    #expect(!"\(both)".contains("s3cret"))
    // A renewer may write it anew at this moment: no other command is to stop at that.
    let missing = try folder(
        "inbox: {imap: {host: i.test, user: u, token_file: /nowhere/token}}", password: nil)
    #expect(missing.problems.isEmpty)
    #expect(missing.settings?.folder.endpoint.token == .file("/nowhere/token"))
}
