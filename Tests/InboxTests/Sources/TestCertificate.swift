import Engines
import Foundation

/// A certificate of localhost with its key, in two files of one test's own.
struct TestCertificate {
    let certificate: String
    let key: String

    struct Failed: Error {}

    init() throws {
        let folder = testFolder.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificate = folder.appending(path: "cert.pem").path
        key = folder.appending(path: "key.pem").path
        try renew()
    }

    /// Makes both anew in the same place.
    func renew() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt",
            "ec_paramgen_curve:P-256", "-days", "30", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate,
        ]
        process.standardError = FileHandle.nullDevice
        try process.runAlone()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed() }
    }

    /// Where a copy of today's certificate stands, for a client to trust.
    func copy() throws -> String {
        let place = certificate + "-\(UUID().uuidString)"
        try FileManager.default.copyItem(atPath: certificate, toPath: place)
        return place
    }
}
