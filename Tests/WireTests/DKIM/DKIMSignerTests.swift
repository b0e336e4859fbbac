import Crypto
import Foundation
import Testing

@testable import Wire

/// The key and message of RFC 8463 appendix A.
private let pem = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----
    """
private let published = [
    "From: Joe SixPack <joe@football.example.com>",
    "To: Suzie Q <suzie@shopping.example.net>", "Subject: Is dinner ready?",
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>", "", "Hi.", "",
    "We lost the game.  Are you hungry yet?", "", "Joe.", "",
].joined(separator: "\r\n")

private func key(_ pem: String = pem) throws -> DKIMKey {
    try DKIMKey(domain: "football.example.com", selector: "brisbane", pem: pem)
}

private func digest(_ body: String) -> String {
    base64Text(DKIMCanonical.bodyDigest(ArraySlice(Array(body.utf8))))
}

@Test func `the published Ed25519 signature is made again to the byte`() throws {
    let header = [
        "from:Joe SixPack <joe@football.example.com>", "to:Suzie Q <suzie@shopping.example.net>",
        "subject:Is dinner ready?", "date:Fri, 11 Jul 2003 21:00:37 -0700 (PDT)",
        "message-id:<20030712040037.46341.5F8J@football.example.com>", "",
    ].joined(separator: "\r\n")
    let field = """
         v=1; a=ed25519-sha256; c=relaxed/relaxed;
         d=football.example.com; i=@football.example.com;
         q=dns/txt; s=brisbane; t=1528637909; h=from : to :
         subject : date : message-id : from : subject : date;
         bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
         b=
        """.replacing("\n", with: "\r\n")
    var hash = SHA256()
    hash.update(data: Array(header.utf8))
    hash.update(data: DKIMCanonical.field("DKIM-Signature".utf8, field.utf8))
    let signature = base64Text(try key().signature(of: hash.finalize()))
    #expect(
        signature
            == "/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus"
            + "Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==")
    #expect(
        try key().record
            == "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")
    #expect(try key().recordName == "brisbane._domainkey.football.example.com")
}

@Test func `the published body has the published hash`() {
    let body = published.split(separator: "\r\n\r\n", maxSplits: 1).last.map(String.init) ?? ""
    #expect(digest(body) == "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=")
}

@Test func `the example of RFC 6376 section 3_4_5 becomes its relaxed form`() {
    #expect(DKIMCanonical.field("A".utf8, " X\r\n".utf8) == Array("a:X".utf8))
    #expect(DKIMCanonical.field("B ".utf8, " Y\t\r\n\tZ  \r\n".utf8) == Array("b:Y Z".utf8))
    #expect(
        digest(" C \r\nD \t E\r\n\r\n\r\n")
            == base64Text(SHA256.hash(data: Array(" C\r\nD E\r\n".utf8))))
}

@Test(
    arguments: [
        ("", ""), ("\r\n", ""), ("\r\n\r\n \t\r\n", ""), ("x", "x\r\n"), ("x \r\n", "x\r\n"),
        ("\r\nx", "\r\nx\r\n"), (" \t x", " x\r\n"), ("a\rb\nc", "a\rb\nc\r\n"), ("x\r", "x\r\r\n"),
        ("x\r\n \r\n\r\ny\r\n \r\n", "x\r\n\r\n\r\ny\r\n"), ("\r", "\r\r\n"),
    ])
func `what ends or surrounds a body's lines does not count`(_ row: (body: String, relaxed: String))
{
    #expect(digest(row.body) == base64Text(SHA256.hash(data: Array(row.relaxed.utf8))))
}

@Test func `a signature names every field once, From and Subject once more, and folds`() throws {
    let mail = Array(published.replacing("To:", with: "X-Other: 1\r\nTo:").utf8)
    let signed = try DKIMSigner([key()]).signed(mail, at: 1_528_637_909)
    #expect(signed.suffix(mail.count) == mail[...])
    let field = String(decoding: signed.dropLast(mail.count), as: UTF8.self)
    #expect(field.hasPrefix("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;"))
    #expect(field.hasSuffix("\r\n"))
    #expect(field.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    let plain = field.filter { !$0.isWhitespace }
    #expect(plain.contains(";t=1528637909;"))
    #expect(plain.contains("h=from:from:to:subject:subject:date:message-id;"))
    #expect(plain.contains("bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;"))
    #expect(!plain.contains("l="))
}

@Test(arguments: DKIMKey.Algorithm.allCases)
func `a key that was made is read again as the same`(_ algorithm: DKIMKey.Algorithm) throws {
    let pem = try DKIMKey.newPEM(algorithm)
    let (one, two) = (try key(pem), try key(pem))
    #expect(one.algorithm == algorithm)
    #expect(one.record == two.record)
    #expect(one.record.hasPrefix("v=DKIM1; k=\(algorithm.rawValue); p="))
    #expect(try key(DKIMKey.newPEM(algorithm)).record != one.record)
    #expect(!"\(one)".contains("p="))
}

@Test(
    arguments: [
        ("", "s", pem), ("school", "s", pem), ("school.example", "", pem),
        ("school.example", "a b", pem), ("school.example;", "s", pem), ("school.example", "é", pem),
        ("school.example", "s", ""), ("school.example", "s", "-----BEGIN PRIVATE KEY-----"),
        ("school.example", "s", pem.replacing("MC4CAQ", with: "MC4CAg")),
        ("school.example", "s", pem.replacing("PRIVATE", with: "PUBLIC")),
    ])
func `what is no domain, selector or key is refused with what to do`(
    _ row: (domain: String, selector: String, pem: String)
) {
    #expect(throws: DKIMProblem.self) {
        try DKIMKey(domain: row.domain, selector: row.selector, pem: row.pem)
    }
}

@Test(arguments: ["", "x", "Subject: no From\r\n\r\nx", "\r\nFrom: a@b.example\r\n"])
func `what has no header with a From is not signed`(_ text: String) throws {
    let signer = try DKIMSigner([key()])
    #expect(throws: DKIMProblem.self) { try signer.signed(Array(text.utf8), at: 0) }
}

@Test func `without keys a mail stays as it is`() throws {
    #expect(try DKIMSigner([]).signed([1, 2, 3], at: 0) == [1, 2, 3])
}
