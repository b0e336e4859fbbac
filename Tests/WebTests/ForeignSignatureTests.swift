import Engines
import Foundation
import Store
import Testing

@testable import Web

/// `Tests/Servers/webhook_peer.py` signs by a code of its own, from the standards' words alone.
@Suite struct ForeignSignatureTests {
    private static let peer = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Servers/webhook_peer.py").path

    /// - Returns: The status that it was answered.
    private func post(_ provider: TestProvider, _ path: String, _ port: Int, _ more: [String])
        async throws -> String
    {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "python3", Self.peer, "post", "--url", "http://127.0.0.1:\(port)\(path)",
                "--sign-url", TestProvider.publicURL + path,
                "--scheme", provider.name,
                "--secret", provider == .twilio ? TestProvider.token : TestProvider.secret,
            ] + more
        let output = Pipe()
        process.standardOutput = output
        return try await withCheckedThrowingContinuation { done in
            process.terminationHandler = { _ in
                let data = output.fileHandleForReading.readDataToEndOfFile()
                let text = String(decoding: data, as: UTF8.self)
                done.resume(returning: text.trimmingCharacters(in: .whitespacesAndNewlines))
            }
            do { try process.runAlone() } catch { done.resume(throwing: error) }
        }
    }

    @Test(arguments: [TestProvider.standard, .twilio])
    func `what another program signed is taken, and not when it is wrong or old`(
        _ provider: TestProvider
    ) async throws {
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        let fixture = try HookFixture(
            on: try await Engine.sqlite.empty(), provider: provider, clock: FixedClock(now))
        let server = try await fixture.server()
        let inbound = "/hooks/sms/\(provider.name)/inbound"
        let text = ["--kind", "text", "--id", "SM1", "--text", "Sí, gracias 你好 + & ="]
        let receipt = ["--kind", "receipt", "--id", "SM2", "--status", "delivered"]
        let path = "/hooks/sms/\(provider.name)/receipt/\(fixture.receiptToken())"

        #expect(try await post(provider, inbound, server.port, text) == "200")
        #expect(try await post(provider, inbound, server.port, text) == "200")
        #expect(try await post(provider, path, server.port, receipt) == "200")
        #expect(
            try await post(provider, inbound, server.port, text + ["--wrong-signature"]) == "401")
        if provider == .standard {
            let old = text + ["--age", "3600"]
            #expect(try await post(provider, inbound, server.port, old) == "401")
        }
        await server.shutdown(grace: .seconds(5))
        let counts = fixture.counters.current
        #expect(counts.kept + counts.repeated == 3)
        #expect(counts.refused.values.reduce(0, +) == (provider == .standard ? 2 : 1))
    }
}
