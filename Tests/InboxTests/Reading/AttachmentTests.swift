import Inbox
import Testing

@Suite struct AttachmentTests {
    private func attachments(_ headers: String, _ body: String) -> [Inbox.Attachment] {
        readMessage(Array("From: a@b.example\n\(headers)\n\n\(body)".utf8)).attachments
    }

    @Test func `an attachment has its digest and size`() throws {
        let found = attachments(
            "Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64", "YWJj\n"
        )
        let one = try #require(found.first)
        #expect(one.size == 3)
        #expect(one.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(one.type == "application/pdf")
        #expect(one.name == "a.pdf")
    }

    @Test func `the bytes tell what the label hides`() throws {
        let found = attachments("Content-Type: image/png; name=a.png", "MZ\u{1}\u{2}")
        #expect(try #require(found.first).type == "image/png")
        #expect(found.first?.sniffed == "application/vnd.microsoft.portable-executable")
    }

    @Test func `a file without a type gets the one of its bytes`() throws {
        let found = attachments("Content-Disposition: attachment; filename=a", "%PDF-1.4\n")
        #expect(try #require(found.first).type == "application/pdf")
    }

    @Test func `an attached message is kept as it was`() throws {
        let inner = "From: c@d.example\nSubject: inner\n\ninner words\n"
        let found = readMessage(
            Array(
                """
                From: a@b.example
                Content-Type: multipart/mixed; boundary=b

                --b

                outer words
                --b
                Content-Type: message/rfc822

                \(inner)
                --b--

                """.utf8))
        #expect(found.reply == "outer words")
        #expect(found.attachments.map(\.type) == ["message/rfc822"])
        #expect(found.attachments.first?.size == inner.utf8.count)
    }
}
