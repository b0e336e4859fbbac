import Crypto
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
    /// Keeps a mail and claims its content for it.
    /// - Returns: Its own id, and the arrival that it is a copy of.
    func claim(
        _ bytes: [UInt8], by source: String, id: String = "a1@example.org"
    ) async throws -> (own: InboundID, earlier: InboundID?) {
        let arrival = Arrival(
            source: source, deliveryID: nil, reversePath: "", recipients: [], bytes: bytes)
        let own = try await keep(arrival).id
        let digest = Readings.bodyDigest(bytes)
        let earlier = try await database.write { t in
            try readings.claim(id, bodyDigest: digest, for: own, t)
        }
        return (own, earlier)
    }
}

@Test(arguments: Engine.reachable)
func `a mail that comes by a second way is known as a copy`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let first = try await fixture.claim(mail("Yes, we will come."), by: "lmtp")
    #expect(first.earlier == nil)
    let second = try await fixture.claim(
        mail("Yes, we will come.", trace: "from imap"), by: "imap")
    #expect(second.earlier == first.own)
    // From a file: other line ends, and a blank line that a mail server added.
    let third = try await fixture.claim(
        mail("Yes, we will come.\n\n", trace: "x", end: "\n"), by: "maildir")
    #expect(third.earlier == first.own)
    // Read anew, it is its own again.
    #expect(try await fixture.claim(mail("Yes, we will come."), by: "lmtp").earlier == nil)
}

@Test(arguments: Engine.reachable)
func `the same Message-ID with other content is another message`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    _ = try await fixture.claim(mail("Yes, we will come."), by: "lmtp")
    #expect(try await fixture.claim(mail("No, we cannot."), by: "imap").earlier == nil)
}

@Test(arguments: Engine.reachable)
func `the same content under another Message-ID is another message`(
    _ engine: Engine
) async throws {
    let fixture = try await KeepingFixture(engine)
    _ = try await fixture.claim(mail("1"), by: "lmtp")
    let other = try await fixture.claim(mail("1"), by: "imap", id: "a2@example.org")
    #expect(other.earlier == nil)
}

@Test(arguments: Engine.reachable)
func `of copies that are read at the same moment one is the first`(_ engine: Engine) async throws {
    let fixture = try await KeepingFixture(engine)
    let claims = try await withThrowingTaskGroup(of: (InboundID, InboundID?).self) { group in
        for number in 1...12 {
            group.addTask { try await fixture.claim(mail("1"), by: "way \(number)") }
        }
        return try await group.reduce(into: []) { $0.append($1) }
    }
    let first = claims.filter { $0.1 == nil }.map(\.0)
    #expect(first.count == 1)
    #expect(claims.count { $0.1 == first.first } == 11)
}

@Test func `a mail without a Message-ID is known by date, originator and subject`() {
    func identity(_ header: [String]) -> String? {
        readMessage(Array((header + ["", "1"]).joined(separator: "\r\n").utf8)).identity
    }
    let header = ["From: Asha <asha@example.org>", "Date: Wed, 25 Feb 2026 09:12:00 -0600"]
    let plain = identity(header)
    #expect(plain?.hasPrefix("without an id: ") == true)
    #expect(identity(["Received: x"] + header.reversed()) == plain)
    #expect(identity(header + ["Subject: x"]) != plain)
    #expect(identity([header[0], "Date: Wed, 25 Feb 2026 09:12:01 -0600"]) != plain)
    #expect(identity(["From: b@example.org", header[1]]) != plain)
    #expect(identity([header[0]]) == nil)
    #expect(identity(header + ["Message-ID: <a1@example.org>"]) == "a1@example.org")
}

@Test(arguments: [
    ("A: b\n\nbody", "A: c\nD: e\n\nbody", true), ("A: b\r\n\r\nbody", "A: c\r\n\r\nbody", true),
    ("A: b\n\nbody", "A: b\n\nbody ", false), ("A: b\n\n", "A: c\n\n", true),
    ("A: b\n\none\n\ntwo\n", "A: c\r\n\r\none\r\n\r\ntwo\r\n\r\n", true),
    ("A: b\n\none\n\ntwo", "A: b\n\none\ntwo", false), ("A: b\n\n\none", "A: b\n\none", false),
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

@Test func `the digest is that of the plain rule, whatever the bytes`() {
    var random = SeededGenerator(state: 7)
    for round in 0..<300 {
        let count = round % 10 == 0 ? 9_000 : Int.random(in: 0...200, using: &random)
        // Now and then a line that is long, and a run of line ends.
        let signs: [UInt8] =
            round % 3 == 0 ? [0x61, 0x62] : [0x0A, 0x0D, 0x0A, 0x61, 0x62, 0x63, 0x64]
        var bytes = Array("A: b\r\n\r\n".utf8)
        for _ in 0..<count { bytes.append(signs.randomElement(using: &random) ?? 0x61) }
        if round % 5 == 0 { bytes += [0x0A, 0x0D, 0x0A] }
        #expect(Readings.bodyDigest(bytes) == plainDigest(bytes))
    }
}

/// Line by line: without carriage returns, and without line ends that nothing follows.
private func plainDigest(_ bytes: [UInt8]) -> String {
    var body = bytes[Readings.bodyStart(of: bytes)...].filter { $0 != 0x0D }
    while body.last == 0x0A { body.removeLast() }
    return SHA256.hash(data: body).map { byte in
        String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }.joined()
}
