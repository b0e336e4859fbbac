import Testing
import Wire

@Suite struct ReadMailTests {
    private func mail(_ text: String) throws -> Parsed<ParsedMail> {
        try readMail(Array(text.utf8))
    }

    private func part(_ headers: String, _ body: String) throws -> Parsed<ParsedMail> {
        try mail("From: a@b.example\n\(headers)\n\n\(body)")
    }

    @Test(arguments: [
        ("YWI", "ab"), ("YQ", "a"), ("YWI=", "ab"), ("YWJj", "abc"), ("YW\nJj\nZA", "abcd"),
    ])
    func `base64 without its padding is whole`(_ encoded: String, _ text: String) throws {
        let read = try part("Content-Type: text/plain\nContent-Transfer-Encoding: base64", encoded)
        #expect(read.value.text == text)
    }

    @Test func `quoted-printable and uuencoded parts are decoded`() throws {
        let quoted = try part(
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable",
            "ma=C3=B1ana y =\npasado\n")
        #expect(quoted.value.text == "mañana y pasado\n")
        let uu = try part(
            "Content-Type: application/octet-stream; name=a\nContent-Transfer-Encoding: x-uuencode",
            "begin 644 a\n#0V%T\n`\nend\n")
        #expect(uu.value.attachments.first?.bytes == Array("Cat".utf8))
    }

    @Test(
        arguments: [
            ("name=\"../../etc/passwd\"", "passwd"),
            ("name=\"C:\\\\dir\\\\f.doc\"", "f.doc"),
            ("name*=utf-8''na%C3%AFve.txt", "naïve.txt"),
            ("name*0*=utf-8''a%C3%B1; name*1=\"o.txt\"", "año.txt"),
            ("name*1=b.txt; name*0=a", "ab.txt"),
            ("name=\"=?utf-8?B?w6kudHh0?=\"", "é.txt"),
            ("name=plain name.txt", "plain name.txt"),
            ("name=\"exe.\u{202E}fdp\"", "exe.fdp"),
            ("name=a.txt; name*=utf-8''%C3%A9.txt", "é.txt"),
            ("name=\"..\"", nil),
        ] as [(String, String?)])
    func `file names are decoded and made safe`(_ parameter: String, _ name: String?) throws {
        let read = try part("Content-Type: application/pdf; \(parameter)", "x")
        #expect(read.value.parts.first?.fileName == name)
    }

    @Test func `a multipart without boundary is read as text`() throws {
        let read = try part("Content-Type: multipart/mixed", "these words\n")
        #expect(read.value.text.hasPrefix("these words\n"))
        #expect(read.forgiven.contains { $0.kind == .noBoundary || $0.kind == .emptyMultipart })
    }

    @Test func `HTML stands in where the plain text is blank`() throws {
        let read = try mail(
            "From: a@b.example\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
                + "Content-Type: text/plain\n\n \n--b\nContent-Type: text/html\n\n<p>words</p>\n--b--\n"
        )
        #expect(read.value.text == "words")
    }

    @Test func `the first From, Subject and Content-Type count`() throws {
        let read = try mail(
            "From: a@b.example\nFrom: c@d.example\nSubject: one\nSubject: two\n"
                + "Content-Type: multipart/mixed; boundary=b\nContent-Type: text/plain\n\n"
                + "--b\n\nwords\n--b--\n")
        #expect(read.value.from?.address == "a@b.example")
        #expect(read.value.subject == "one")
        #expect(read.value.text == "words")
        #expect(read.forgiven.contains { $0.kind == .duplicateField })
    }

    @Test func `mbox lines, blank lines and NULs before the body are forgiven`() throws {
        let read = try mail("\n\nFrom x@y Tue Mar 3\nSub\0ject: hi\n\nwords\n")
        #expect(read.value.subject == "hi")
        #expect(read.value.text == "words\n")
        #expect(read.forgiven.map(\.kind).contains(.mboxLine))
        #expect(read.forgiven.map(\.kind).contains(.nulBytes))
    }

    @Test func `lines that end in CR alone are read`() throws {
        let read = try mail("From: a@b.example\rSubject: hi\r\rwords\rmore\r")
        #expect(read.value.subject == "hi")
        #expect(read.value.text.hasPrefix("words\nmore\n"))
        #expect(read.forgiven.contains { $0.kind == .loneCR })
    }

    @Test func `raw bytes of a file name are in the charset of the text`() throws {
        var bytes = Array(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n".utf8)
        bytes += Array("Content-Type: text/plain; charset=gb2312\n\nx\n--b\n".utf8)
        bytes += Array("Content-Type: image/png; name=\"".utf8) + [0xD5, 0xD5, 0xC6, 0xAC]
        bytes += Array(".png\"\n\nx\n--b--\n".utf8)
        #expect(try readMail(bytes).value.attachments.first?.fileName == "照片.png")
    }

    @Test func `words that follow a header without a blank line are not lost`() throws {
        let read = try mail(
            "From: a@b.example\nSubject: hi\nwe come on Thursday\nwith grandmother\n")
        #expect(read.value.text.contains("we come on Thursday"))
        #expect(read.value.text.contains("with grandmother"))
    }

    @Test func `recipients name every address where a token may stand`() throws {
        let read = try mail(
            "Delivered-To: t1@x.example\nX-Original-To: t2@x.example\nTo: T <t3@x.example>\n"
                + "Cc: t1@X.example\n\nx")
        #expect(read.value.recipients == ["t1@x.example", "t2@x.example", "t3@x.example"])
    }

    @Test(
        arguments: [
            ("<a@x> <b@x>", ["a@x", "b@x"]), ("a@x", ["a@x"]), ("<a@x\r\n y>", ["a@xy"]),
            ("Your message of Monday <a@x>", ["a@x"]), ("", []), ("<>", []),
        ] as [(String, [String])])
    func `Message-IDs are found in what programs write`(_ field: String, _ ids: [String]) {
        #expect(readMessageIDs(Array(field.utf8)) == ids)
    }
}
