import Engines
import People
import Store
import Testing

@testable import Inbox

private func mail(_ body: String, trace: String = "by mx1", end: String = "\r\n") -> [UInt8] {
    Array(
        [
            "Received: \(trace)", "From: asha@example.org", "Message-ID: <a1@example.org>",
            "Subject: Hello", "", body,
        ].joined(separator: end).utf8)
}

extension KeepingFixture {
    /// Keeps and reads a mail, as filed.
    func read(_ bytes: [UInt8], by source: String) async throws -> InboundID {
        let arrival = Arrival(
            source: source, deliveryID: nil, reversePath: "", recipients: [], bytes: bytes)
        let id = try await keep(arrival).id
        let read = readMessage(bytes)
        try await database.write { t in
            try readings.insert(
                read, of: id, bodyDigest: Readings.bodyDigest(bytes), .init(.filed), t)
        }
        return id
    }

    func copy(of bytes: [UInt8], id: String = "a1@example.org") async throws -> InboundID? {
        let digest = Readings.bodyDigest(bytes)
        return try await database.read { t in
            try readings.copy(ofMessageID: id, bodyDigest: digest, t)
        }
    }
}

@Test(arguments: Engine.reachable)
func `a mail that comes by a second way is known as a copy`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    #expect(try await fixture.copy(of: mail("Yes, we will come.")) == nil)
    let first = try await fixture.read(mail("Yes, we will come."), by: "lmtp")
    let second = mail("Yes, we will come.", trace: "from imap")
    #expect(try await fixture.copy(of: second) == first)
}

@Test(arguments: Engine.reachable)
func `the same Message-ID with other content is another message`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    _ = try await fixture.read(mail("Yes, we will come."), by: "lmtp")
    #expect(try await fixture.copy(of: mail("No, we cannot.")) == nil)
}

@Test(arguments: Engine.reachable)
func `the same content under another Message-ID is another message`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    _ = try await fixture.read(mail("1"), by: "lmtp")
    #expect(try await fixture.copy(of: mail("1"), id: "a2@example.org") == nil)
}

@Test(arguments: [
    ("A: b\n\nbody", "A: c\nD: e\n\nbody", true), ("A: b\r\n\r\nbody", "A: c\r\n\r\nbody", true),
    ("A: b\n\nbody", "A: b\n\nbody ", false), ("A: b\n\n", "A: c\n\n", true),
    ("A: b\n\none\n\ntwo", "A: b\n\none\n\nthree", false), ("\n\n", "\r\n\r\n", true),
    // No header's end: all of it counts.
    ("no end", "another", false), ("", "", true),
])
func `the digest covers what follows the header`(
    _ row: (one: String, two: String, isSame: Bool)
) {
    let digests = [row.one, row.two].map { Readings.bodyDigest(Array($0.utf8)) }
    #expect((digests[0] == digests[1]) == row.isSame)
    #expect(digests.allSatisfy { $0.count == 64 })
}
