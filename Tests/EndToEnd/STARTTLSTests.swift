import Engines
import Foundation
import Testing

/// `parley serve` with a certificate, visited by the curl program.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct STARTTLSTests {
    /// The certificate of `Tests/Servers`, and the key beside it.
    private func settings() throws -> [String: String] {
        let certificate = try TestServers.named().certificate
        let key = URL(filePath: certificate).deletingLastPathComponent().appending(path: "key.pem")
        return [
            "inbox.protocol": "smtp", "inbox.tls_certificate": certificate,
            "inbox.tls_key": key.path,
        ]
    }

    private func send(to port: Int, trusting authority: String?, in folder: Folder) async throws
        -> Int32
    {
        let mail = parentMail(
            from: "a@many.test", to: "liaison@parley.test", id: "tls", "Hello")
        let trust = authority.map { ["--cacert", $0] } ?? []
        return try await RunningProgram(
            URL(filePath: "/usr/bin/curl"),
            [
                "--silent", "--show-error", "--ssl-reqd", "--url",
                "smtp://127.0.0.1:\(port)/phone.test", "--mail-from", "a@many.test", "--mail-rcpt",
                "liaison@parley.test", "--upload-file", try folder.write(mail.crlf, as: "tls"),
            ] + trust, environment: [:], in: folder
        ).ended()
    }

    @Test func `a mail comes in through STARTTLS, and the doctor looks at the certificate`()
        async throws
    {
        let settings = try settings()
        let office = try await Office(.sqlite, smtp: 9, settings: settings)
        let serve = try await office.serve()
        #expect(try await send(to: serve.port, trusting: nil, in: office.folder) == 60)
        #expect(try await office.keptArrivals() == 0)
        let authority = settings["inbox.tls_certificate"]
        #expect(try await send(to: serve.port, trusting: authority, in: office.folder) == 0)
        #expect(try await office.keptArrivals() == 1)
        let doctor = try await office.outcome(["doctor"]).output
        #expect(
            doctor.contains("ok    Listener: STARTTLS, the certificate is good for"), "\(doctor)")
    }

    @Test func `half a pair, and a pair that can't be read, are refused at the start`() async throws
    {
        var half = try settings()
        half["inbox.tls_key"] = nil
        let office = try await Office(.sqlite, smtp: 9)
        for (set, word) in [
            (half, "inbox.tls_key"),
            (half.merging(["inbox.tls_key": "/no/such"]) { $1 }, "inbox.tls_key"),
        ] {
            let outcome = try await ParleyProgram.run(
                ["serve", "--config", office.folder.path("parley.yaml")], settings: set,
                in: office.folder)
            #expect(outcome.status != 0)
            #expect(outcome.complaints.contains(word), "\(outcome.complaints)")
        }
    }
}
