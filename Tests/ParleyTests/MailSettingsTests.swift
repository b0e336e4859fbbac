import Foundation
import Testing
import Wire

@testable import parley

private func hosts(_ yaml: String) throws -> (hosts: [SMTPEndpoint], problems: [SettingProblem]) {
    var found: ([SMTPEndpoint], [SettingProblem]) = ([], [])
    try withSettings(yaml) { path in
        var reader = SettingsReader(SettingsFile(path: path, environment: [:]))
        let hosts = Settings.smarthosts(&reader, ehlo: "parley.test")
        reader.refuseUnknown()
        found = (hosts, reader.problems)
    }
    return found
}

@Test func `one mail server is set by itself, several in their order with terms of their own`()
    throws
{
    let one = try hosts("smtp:\n  host: a.test\n  port: 587\n")
    #expect(one.problems.isEmpty)
    #expect(one.hosts.map(\.description) == ["a.test:587 (TLS required)"])
    let two = try hosts(
        """
        smtp:
          ehlo: me.test
          hosts:
            - {host: a.test, port: 465, tls: implicit, connections: 9}
            - {host: b.test, ehlo: other.test}
        """)
    #expect(two.problems.isEmpty)
    #expect(
        two.hosts.map(\.description)
            == ["a.test:465 (TLS implicit)", "b.test:25 (TLS required)"])
    #expect(two.hosts.map(\.ehloName) == ["me.test", "other.test"])
    #expect(two.hosts.map(\.maxConnections) == [9, 4])
}

@Test(arguments: [
    ("smtp:\n  host: a.test\n  hosts:\n    - {host: b.test}\n", "smtp.host"),
    ("smtp:\n  tls: never\n  hosts:\n    - {host: b.test}\n", "smtp.tls"),
    ("smtp:\n  hosts:\n    - {port: 25}\n", "smtp.hosts.0.host"),
    (
        "smtp:\n  hosts:\n    - {host: a.test}\n    - {host: b.test, user: me}\n",
        "smtp.hosts.1.user"
    ),
    ("smtp:\n  hosts:\n    - {host: a.test, prot: 25}\n", "smtp.hosts.0.prot"),
    ("smtp:\n  hosts:\n    - {host: a.test, tls: maybe}\n", "smtp.hosts.0.tls"),
])
func `a server's terms that can't be used are named by their place`(
    _ row: (yaml: String, setting: String)
) throws {
    let found = try hosts(row.yaml)
    #expect(found.problems.contains { $0.setting == row.setting }, "\(found.problems)")
}

@Test func `a key that signs is read from its file, which its owner alone may read`() throws {
    let file = FileManager.default.temporaryDirectory
        .appending(path: "parley-dkim-\(UUID().uuidString).pem")
    defer { try? FileManager.default.removeItem(at: file) }
    func read() -> (keys: [DKIMKey], problems: [SettingProblem]) {
        let environment = [
            "PARLEY__MAIL__DKIM__0__SELECTOR": "s1", "PARLEY__MAIL__DKIM__0__KEY_FILE": file.path,
        ]
        var reader = SettingsReader(SettingsFile(path: nil, environment: environment))
        let keys = DKIMSettings(&reader, from: Mailbox(address: "a@oak.test")) { $0 }.keys
        return (keys, reader.problems)
    }
    #expect(read().problems.first?.remedy.contains("parley keys dkim") == true)
    try DKIMKeyFile(file.path).save(pem: DKIMKey.newPEM(.ed25519))
    let found = read()
    #expect(found.problems.isEmpty)
    #expect(found.keys.map(\.recordName) == ["s1._domainkey.oak.test"])
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
    #expect(read().problems.first?.remedy.contains("chmod 600") == true)
    #expect(read().keys.isEmpty)
    try Data("no key".utf8).write(to: file, options: [])
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    #expect(read().problems.first?.setting == "mail.dkim.0.key_file")
}
