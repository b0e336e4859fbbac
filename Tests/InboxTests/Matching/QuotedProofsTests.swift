import Engines
import Testing

@testable import Inbox

private let token = String(repeating: "0123456789abcdefghjkm", count: 3).prefix(43)
private let id = "06fb5k3p1v9s6e07zkqjc8d2wm"
private let domain = "in.school.example"

private func proofs(_ text: String) -> QuotedProofs {
    QuotedProofs(in: Array(text.utf8), text: "", domain: domain)
}

@Suite struct `What a body quotes` {
    @Test(arguments: [
        "Reply-To: Amina <reply+\(token)@in.school.example>",
        "> Reply-To: Amina <reply+\(token)@IN.SCHOOL.EXAMPLE>",
        "<a href=\"mailto:REPLY%2B\(token)%40in.school.example?subject=x\">",
        "reply=2B\(token)@in.school.example",
        "Reply-To: reply+\(token.prefix(20))=\r\n\(token.dropFirst(20))@in.school.example",
        "> Reply-To: reply+\(token.prefix(20))\n> \(token.dropFirst(20))@in.school.example",
    ])
    func `holds a signed address, however it is written or wrapped`(_ body: String) {
        #expect(proofs(body).localParts == ["reply+\(token)"])
    }

    @Test func `holds the signed link below a notice to many`() {
        let body = "No more of these: https://school.example/u/\(token)\n"
        #expect(proofs(body).localParts == ["stop+\(token)"])
    }

    @Test func `holds our Message-ID in a mail that was attached whole, and no other's`() {
        let body = "Message-ID: <\(id)@in.school.example>\nReferences: <\(id)@other.example>\n"
        #expect(proofs(body).messageIDs == ["\(id)@in.school.example"])
    }

    @Test func `is looked for in the text too, which base64 hides`() {
        let found = QuotedProofs(
            in: Array("UmVwbHktVG8=".utf8), text: "reply+\(token)@in.school.example",
            domain: domain)
        #expect(found.localParts == ["reply+\(token)"])
    }

    @Test(arguments: [
        "reply+\(token)@elsewhere.example", "reply+\(token.dropLast())@in.school.example",
        "liaison@in.school.example", "@in.school.example", "reply+@in.school.example",
        "/u/\(token.dropLast())", "receipt+\(token)@in.school.example", "",
        "reply+\(token)", "\(token)@in.school.example",
    ])
    func `is nothing where it is not one of ours`(_ body: String) {
        let found = proofs(body)
        #expect(found.localParts.isEmpty && found.messageIDs.isEmpty)
    }

    @Test func `is bounded, and each is taken once`() {
        var body = ""
        for number in 0..<100 {
            let digits = String(number).map(String.init).joined()
            body += "reply+\(digits)\(token.dropFirst(digits.count))@in.school.example\n"
            body += "reply+\(token)@in.school.example\n"
        }
        let found = proofs(body)
        #expect(found.localParts.count == 20)
        #expect(Set(found.localParts).count == 20)
    }

    @Test func `of a megabyte of at signs takes no time`() {
        let body = [UInt8](repeating: 0x40, count: 1_000_000)
        let took = processorTime {
            _ = QuotedProofs(in: body, text: "", domain: domain)
        }
        #expect(took < .seconds(5))
    }
}
