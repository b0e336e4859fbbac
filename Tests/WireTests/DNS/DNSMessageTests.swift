import Testing

@testable import Wire

private func name(_ text: String) -> [UInt8] {
    text.split(separator: ".").flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) } + [0]
}

/// An answer about `x.test` with these records, each its type and content.
private func answer(_ records: [(type: UInt8, content: [UInt8])], code: UInt8 = 0) -> [UInt8] {
    let head: [UInt8] = [1, 2, 0x81, 0x80 | code, 0, 1, 0, UInt8(records.count), 0, 0, 0, 0]
    return head + name("x.test") + [0, 16, 0, 1]
        + records.flatMap { record in
            [0xC0, 12, 0, record.type, 0, 1, 0, 0, 0, 60, 0, UInt8(record.content.count)]
                + record.content
        }
}

@Test func `the kinds that mail asks for are read, others are left out`() throws {
    let bytes = answer([
        (16, [3] + Array("v=s".utf8) + [3] + Array("pf1".utf8)), (5, name("other.test")),
        (15, [0, 10] + [4] + Array("Mail".utf8) + [0xC0, 12]), (1, [192, 0, 2, 1]),
        (28, [0x20, 1, 0xD, 0xB8] + Array(repeating: 0, count: 11) + [1]),
        (12, name("mail.x.test")), (15, [0, 0, 0]), (1, [1, 2, 3]),
    ])
    let message = try DNSMessage(bytes)
    #expect(message.code == 0)
    #expect(
        message.records == [
            .text("v=spf1"), .mailServer(preference: 10, host: "mail.x.test"),
            .address("192.0.2.1"), .address("2001:db8:0:0:0:0:0:1"), .pointer("mail.x.test"),
            .mailServer(preference: 0, host: ""),
        ])
    #expect(try DNSMessage(answer([], code: 3)).code == 3)
}

@Test func `an answer cut short anywhere, or one whose names run in a circle, is a fault`() {
    let whole = answer([(15, [0, 10] + name("mail.x.test")), (16, [2, 65, 66])])
    #expect(throws: Never.self) { try DNSMessage(whole) }
    for length in 0..<whole.count {
        #expect(throws: DNSFault.self) { try DNSMessage(Array(whole.prefix(length))) }
    }
    for target: UInt8 in [0, 12, 24, 37, 200] {
        _ = try? DNSMessage(answer([(12, [0xC0, target])]))
    }
    // A name that points to itself.
    #expect(throws: DNSFault.self) { try DNSMessage(answer([(12, [0xC0, 36])])) }
    // A record longer than its place.
    #expect(throws: DNSFault.self) {
        try DNSMessage(answer([(16, [9, 65])]) + [1, 2, 3, 4, 5, 6, 7])
    }
}

@Test func `random bytes are read or refused, and never trap`() {
    for seed in 0..<3_000 {
        var bytes = answer([(16, [2, 65, 66]), (15, [0, 1] + name("m.test")), (12, [0xC0, 12])])
        var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
        for _ in 0..<4 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
        }
        _ = try? DNSMessage(bytes)
    }
}

@Test func `an IPv4 address has a name to ask for, anything else none`() {
    #expect(DNSResolver.reverseName("192.0.2.10") == "10.2.0.192.in-addr.arpa")
    for text in ["", "1.2.3", "1.2.3.4.5", "1.2.3.256", "a.b.c.d", "::1", "mail.test", "1..2.3"] {
        #expect(DNSResolver.reverseName(text) == nil)
    }
}

@Test(
    arguments: [
        ("v=spf1 -all", 0, "-", []), ("V=SPF1 a mx ip4:192.0.2.1 ~all", 2, "~", []),
        ("v=spf1 include:_spf.x.test include:y.test ?all", 2, "?", ["_spf.x.test", "y.test"]),
        ("v=spf1 a:m.test/24 mx/24 exists:%{i}.x.test ptr all", 4, "+", []),
        ("v=spf1 redirect=z.test", 1, nil, ["z.test"]), ("v=spf1", 0, nil, []),
        ("v=spf1 ip6:2001:db8::/32 +include:i.test +all", 1, "+", ["i.test"]),
    ] as [(String, Int, Character?, [String])])
func `an SPF record tells whom it takes in and what it costs`(
    _ row: (text: String, lookups: Int, all: Character?, others: [String])
) throws {
    let record = try #require(SPFRecord(row.text))
    #expect(record.lookups == row.lookups)
    #expect(record.all == row.all)
    #expect(record.others == row.others)
    #expect(record.redirects == row.text.contains("redirect"))
}

@Test(arguments: ["", "v=spf2 -all", "v=spf10 a", "spf1", "v=DMARC1; p=none"])
func `another TXT record is no SPF`(_ text: String) {
    #expect(SPFRecord(text) == nil)
}

@Test func `a list of tags is read with any white space, and the first of two counts`() {
    let list = TagList(" v = DMARC1 ;p=none; P=reject;rua=mailto:a=b@x.test;;x")
    #expect(list["v"] == "DMARC1")
    #expect(list["p"] == "none")
    #expect(list["rua"] == "mailto:a=b@x.test")
    #expect(list["x"] == nil)
}
