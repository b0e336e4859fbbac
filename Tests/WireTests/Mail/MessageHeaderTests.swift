import Testing

@testable import Wire

@Suite struct MessageHeaderTests {
    private func header(_ text: String) -> MessageHeader { MessageHeader(Array(text.utf8)) }

    @Test func `fields are read as they stand, and what is none goes with what it goes on in`() {
        let text =
            "From: a@b.example\r\nno field\r\n  of it\r\nX-A : one\r\n\ttwo\r\n: none\r\n\r\nbody"
        let read = header(text)
        #expect(read.fields.map(\.name) == ["From", "X-A"])
        #expect(read.fields.map(\.text) == ["a@b.example", "one two"])
        #expect(Array(text.utf8)[read.end...].elementsEqual("body".utf8))
        #expect(read.forgiven.isEmpty)
    }

    @Test func `the structure keeps its fields, and the body all of its bytes`() {
        let text =
            "Received: x\nCONTENT-type: multipart/mixed;\n boundary=b\nSubject: s\n"
            + "Content-Transfer-Encoding: 8bit\n\n--b\n\nwords\n--b--\n"
        let lean = String(decoding: header(text).lean(Array(text.utf8)), as: UTF8.self)
        #expect(
            lean == "MIME-Version: 1.0\nCONTENT-type: multipart/mixed;\n boundary=b\n"
                + "Content-Transfer-Encoding: 8bit\n\n--b\n\nwords\n--b--\n")
    }

    @Test func `a mail without words, and one that ends in its header, have a header all the same`()
    {
        #expect(header("").fields.isEmpty)
        #expect(header("A: b").fields.map(\.text) == ["b"])
        #expect(header("A: b\n").end == 5)
        #expect(header("A: b\r\n\r\n").end == 8)
    }

    @Test func `fields beyond the limit are counted and not kept`() throws {
        let fields = (0..<1_200).map { "X-\($0): a\n" }.joined()
        let read = try readMail(
            Array("From: a@b.example\n\(fields)Content-Transfer-Encoding: base64\n\nd29yZHM=".utf8))
        #expect(read.value.headers.fields.count == MailLimits.headerFields)
        #expect(read.forgiven.contains { $0.kind == .headerTooLarge })
        #expect(read.value.text == "words")
    }

    @Test func `a large mail is read as a small one`() throws {
        let head =
            "From: a@b.example\nReceived: x\nContent-Type: multipart/mixed; boundary=b\n\n"
            + "--b\nContent-Type: text/html\n\n<p>Hello</p>\n--b\nContent-Type: image/png\n\n"
        let small = try readMail(Array((head + "x\n--b--\n").utf8)).value
        let large = try readMail(
            Array((head + String(repeating: "x", count: 2 << 20) + "\n--b--\n").utf8)
        ).value
        #expect(small.text == large.text)
        #expect(small.parts.map(\.type) == large.parts.map(\.type))
        #expect(small.parts.map(\.headers) == large.parts.map(\.headers))
        #expect(small.headers == large.headers)
    }
}
