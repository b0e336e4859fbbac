import Engines
import Foundation
import Testing
import Wire

/// `parley doctor --domain` against a DNS server of the test's own.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct DomainDoctorTests {
    private struct Diagnosis: Decodable {
        struct Finding: Decodable {
            let level: String, check: String, what: String
            let todo: String?
        }
        let ok: Bool
        let findings: [Finding]

        func level(_ check: String) -> String? { findings.first { $0.check == check }?.level }
        func todo(_ check: String) -> String {
            findings.first { $0.check == check && $0.level != "ok" }?.todo ?? ""
        }
    }

    /// A school whose records are all as they should be, with its key.
    private struct School {
        let office: Office
        let pem: String
        var zone: [String: [String]]

        init() async throws {
            let folder = try Folder()
            pem = try DKIMKey.newPEM(.rsa)
            let file = try folder.write(pem, as: "key.pem")
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: file)
            let key = try DKIMKey(domain: "oak.test", selector: "s1", pem: pem)
            office = try await Office(
                .sqlite, smtp: 25, domain: "oak.test",
                settings: [
                    "mail.dkim.0.selector": "s1", "mail.dkim.0.key_file": file,
                    "smtp.host": "mail.oak.test", "smtp.tls": "required",
                    "web.public_url": "https://parley.oak.test",
                ])
            self.folder = folder
            zone = [
                "oak.test TXT": [
                    "google-site-verification=x", "v=spf1 include:_spf.host.test ~all",
                ],
                "_spf.host.test TXT": ["v=spf1 ip4:192.0.2.0/24 -all"],
                "s1._domainkey.oak.test TXT": [key.record],
                "_dmarc.oak.test TXT": ["v=DMARC1; p=none; rua=mailto:reports@oak.test"],
                "oak.test MX": ["10 mail.oak.test"], "mail.oak.test A": ["192.0.2.1"],
                "1.2.0.192.in-addr.arpa PTR": ["mail.oak.test"],
            ]
        }

        private let folder: Folder

        func diagnosis(_ changes: [String: [String]?] = [:]) async throws -> Diagnosis {
            var zone = zone
            for (name, values) in changes { zone[name] = values }
            let server = try await DNSServer(zone)
            let outcome = try await office.outcome([
                "doctor", "--domain", "--resolver", "127.0.0.1:\(server.port)", "--json",
            ])
            let found = try JSONDecoder().decode(Diagnosis.self, from: Data(outcome.output.utf8))
            #expect((outcome.status == 0) == found.ok)
            return found
        }
    }

    @Test func `a domain in order has nothing but ok`() async throws {
        let found = try await School().diagnosis()
        #expect(found.ok)
        #expect(
            found.findings.filter { $0.level != "ok" }.map(\.what) == [], "\(found.findings)")
        #expect(
            Set(found.findings.map(\.check)) == ["spf", "dkim", "dmarc", "mx", "ptr", "one-click"])
    }

    @Test func `each thing that is missing or wrong is named with what to do`() async throws {
        let school = try await School()
        let other = try DKIMKey(
            domain: "oak.test", selector: "s1", pem: DKIMKey.newPEM(.ed25519)
        ).record
        let cases: [(changes: [String: [String]?], check: String, level: String, todo: String)] = [
            (["oak.test TXT": ["x"]], "spf", "fail", "v=spf1"),
            (["oak.test TXT": ["v=spf1 -all", "v=spf1 ~all"]], "spf", "fail", "into one"),
            (["_spf.host.test TXT": ["nothing"]], "spf", "fail", "Correct the name"),
            (["oak.test TXT": ["v=spf1 +all"]], "spf", "warn", "~all"),
            (["oak.test TXT": ["v=spf1 a"]], "spf", "warn", "~all"),
            (
                [
                    "_spf.host.test TXT": [
                        "v=spf1 a mx ptr a:1.t a:2.t a:3.t a:4.t a:5.t a:6.t mx:7.t -all"
                    ]
                ],
                "spf", "fail", "Take out"
            ),
            (["s1._domainkey.oak.test TXT": nil], "dkim", "fail", "v=DKIM1; k=rsa"),
            (["s1._domainkey.oak.test TXT": [other]], "dkim", "fail", "v=DKIM1; k=rsa"),
            (["s1._domainkey.oak.test TXT": ["v=DKIM1; p="]], "dkim", "fail", "v=DKIM1"),
            (["_dmarc.oak.test TXT": nil], "dmarc", "fail", "p=none"),
            (
                ["_dmarc.oak.test TXT": ["v=DMARC1; rua=mailto:x@oak.test"]], "dmarc", "fail",
                "p=none"
            ),
            (["oak.test MX": ["0 "]], "mx", "fail", "null MX"),
            (["oak.test MX": nil], "mx", "fail", "MX record"),
            (["1.2.0.192.in-addr.arpa PTR": nil], "ptr", "warn", "Ask"),
            (["1.2.0.192.in-addr.arpa PTR": ["other.test"]], "ptr", "warn", "Ask"),
        ]
        for row in cases {
            let found = try await school.diagnosis(row.changes)
            #expect(found.level(row.check) == row.level, "\(row.changes) \(found.findings)")
            #expect(found.todo(row.check).contains(row.todo), "\(row.changes)")
            #expect(found.ok == (row.level != "fail"))
        }
    }

    @Test func `a DNS server that is silent or broken is said to be so, in a few seconds`()
        async throws
    {
        let school = try await School()
        for word in ["mute", "servfail"] {
            let began = ContinuousClock.now
            let found = try await school.diagnosis(["_dmarc.oak.test TXT": [word]])
            #expect(ContinuousClock.now - began < .seconds(20))
            #expect(found.findings.map(\.check) == ["dns"])
            #expect(found.todo("dns").contains("--resolver"))
        }
    }

    @Test func `a domain can be looked at without settings`() async throws {
        let server = try await DNSServer([
            "_dmarc.elm.test TXT": ["v=DMARC1; p=reject"], "elm.test TXT": ["v=spf1 mx -all"],
            "elm.test MX": ["5 mx.elm.test"],
        ])
        let folder = try Folder()
        let outcome = try await ParleyProgram.run(
            ["doctor", "--domain", "elm.test", "--resolver", "127.0.0.1:\(server.port)"], in: folder
        )
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.complaints)")
        #expect(outcome.output.contains("p=reject"))
        for wrong in [
            ["doctor", "elm.test"], ["doctor", "--domain", "x"],
            ["doctor", "--domain", "elm.test", "--resolver", "localhost:53"],
        ] {
            #expect(try await ParleyProgram.run(wrong, in: folder).status == 64)
        }
    }
}

/// `Tests/Servers/dns_server.py` with a zone.
private final class DNSServer: Sendable {
    let port: Int
    private let program: RunningProgram
    private let folder: Folder

    init(_ zone: [String: [String]]) async throws {
        folder = try Folder()
        let script = ParleyProgram.repository.appending(path: "Tests/Servers/dns_server.py").path
        let json = String(decoding: try JSONEncoder().encode(zone), as: UTF8.self)
        program = try RunningProgram(
            URL(filePath: "/usr/bin/python3"), [script, json],
            environment: ["PYTHONUNBUFFERED": "1"], in: folder)
        let line = try await program.firstLine()
        port = try #require(line.split(separator: " ").last.flatMap { Int($0) }, "\(line)")
    }

    deinit { program.kill() }
}
