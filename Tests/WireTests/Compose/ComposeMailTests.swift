import Foundation
import Testing

@testable import Wire

func someOutgoing() -> OutgoingMail {
    OutgoingMail(
        from: Mailbox(name: "Lincoln School", address: "office@school.test"),
        to: Mailbox(name: "Ana", address: "ana@home.test"), subject: "Trip",
        date: 1_785_600_123_456, messageID: "m1.k7@school.test", language: "es",
        text: "Hola\n", html: "<p>Hola</p>\n")
}

private func lines(of bytes: [UInt8]) -> [String] {
    String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
}

/// A text as a file's name: no path, not too long.
func fileName(_ text: String) -> String {
    ComposeHeader.oneLine(String(text.filter { $0 != "\\" && $0 != "/" }.prefix(40)))
}

private let expected = """
    Date: Sat, 1 Aug 2026 16:02:03 +0000
    From: Lincoln School <office@school.test>
    To: Ana <ana@home.test>
    Reply-To: reply+k7@school.test
    Subject: Trip
    Message-ID: <m1.k7@school.test>
    In-Reply-To: <a@home.test>
    References: <r0@school.test> <a@home.test>
    Content-Language: es
    Auto-Submitted: auto-generated
    MIME-Version: 1.0
    Content-Type: multipart/alternative; boundary="=_0_1vnb4jq53f43z"

    --=_0_1vnb4jq53f43z
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 7bit
    Content-Language: es

    Hola

    --=_0_1vnb4jq53f43z
    Content-Type: text/html; charset=utf-8
    Content-Transfer-Encoding: 7bit
    Content-Language: es

    <p>Hola</p>

    --=_0_1vnb4jq53f43z--

    """

/// Texts whose scripts and shapes have broken mailers.
let difficultTexts: [String] = [
    "Excursión mañana", "Đơn xin nghỉ học của em Nguyễn Thị Ánh Tuyết",
    "إشعار بخصوص اجتماع أولياء الأمور يوم الخميس القادم في تمام الساعة الرابعة مساءً في المدرسة",
    "家长会通知：请于星期四下午四点到学校来，谢谢您的配合与支持", "Завтра екскурсія: візьміть обід",
    "د ښوونځي خبرتیا", "የወላጆች ስብሰባ", "😀👨‍👩‍👧‍👦 emoji family", "=?UTF-8?Q?not=20decoded?=",
    "plain words and then ünicode at the end", "ünicode first and then plain words",
    "a  double  space and é", "quotes \"inside\" and \\ backslash",
    "comma, semicolon; colon: <x@y>",
    "x", String(repeating: "long ", count: 100) + "é", String(repeating: "é", count: 500),
    String(repeating: "wordwithoutspaces", count: 90), "tab\tand trailing",
    "Kreyòl: Reyinyon paran yo", "Soomaali: Kulanka waalidiinta ’ka",
]

@Suite struct ComposeMailTests {
    @Test func `A plain mail reads as expected, byte for byte, every time`() throws {
        var mail = someOutgoing()
        mail.replyTo = Mailbox(address: "reply+k7@school.test")
        mail.inReplyTo = "a@home.test"
        mail.references = ["r0@school.test", "a@home.test"]
        mail.extraHeaders = [OutgoingField("Auto-Submitted", "auto-generated")]
        let bytes = try composeMail(mail)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == expected.replacingOccurrences(of: "\n", with: "\r\n"))
        #expect(try composeMail(mail) == bytes)
    }

    @Test(arguments: difficultTexts)
    func `Every line is short ASCII with CRLF, and a server may be given it`(_ text: String) throws
    {
        var mail = someOutgoing()
        mail.subject = text
        mail.from = Mailbox(name: text, address: "office@school.test")
        mail.text =
            text + "\nFrom here\n.\n..dots\ntrailing space \n" + String(repeating: text, count: 40)
        mail.html = "<p>\(text)</p>" + String(repeating: text, count: 200)
        mail.attachments = [
            OutgoingAttachment(
                name: fileName(text), type: "application/pdf", bytes: Array(0...255))
        ]
        let bytes = try composeMail(mail)
        #expect(SMTPCheck.contentFault(bytes, eightBit: false) == nil)
        #expect((lines(of: bytes).map(\.utf8.count).max() ?? 0) <= 998)
        #expect(!lines(of: bytes).contains { $0.hasPrefix("From ") })
    }

    @Test func `An encoded word is at most 75 octets, on a line of at most 76`() throws {
        for text in difficultTexts where text.utf8.count < 1000 {
            for word in ComposeHeader.encodedWords(text) { #expect(word.utf8.count <= 75) }
            var mail = someOutgoing()
            mail.subject = text
            for line in lines(of: try composeMail(mail)) where line.contains("=?UTF-8?") {
                #expect(line.utf8.count <= 76, "\(line)")
            }
        }
    }

    @Test(arguments: [
        ("hola\n", "7bit"), ("¿Vendrá mañana?\n", "quoted-printable"),
        ("Buổi họp phụ huynh sẽ được tổ chức vào thứ năm\n", "quoted-printable"),
        ("اجتماع أولياء الأمور\n", "base64"), ("明天开家长会\n", "base64"),
        ("Батьківські збори\n", "base64"), ("የወላጆች ስብሰባ\n", "base64"),
        ("From here on\n", "quoted-printable"), ("space at the end \n", "quoted-printable"),
        (String(repeating: "long ", count: 40) + "\n", "quoted-printable"),
    ])
    func `The transfer encoding follows from the text`(_ text: String, _ encoding: String) throws {
        var mail = someOutgoing()
        mail.text = text
        mail.html = nil
        let found = lines(of: try composeMail(mail)).filter {
            $0.hasPrefix("Content-Transfer-Encoding:")
        }
        #expect(found == ["Content-Transfer-Encoding: \(encoding)"])
    }

    @Test func `Line breaks in subject and names become spaces and make no field`() throws {
        var mail = someOutgoing()
        mail.subject = "Trip\r\nBcc: evil@x.test\n\n\u{2028}more\u{0}\u{85}end"
        mail.from = Mailbox(name: "School\r\nBcc: evil@x.test", address: "office@school.test")
        let found = lines(of: try composeMail(mail))
        #expect(found.contains("Subject: Trip Bcc: evil@x.test more end"))
        #expect(!found.contains { $0.hasPrefix("Bcc") })
    }

    @Test(arguments: [
        OutgoingField("X-Note", "a\r\nBcc: evil@x.test"), OutgoingField("X-Note", "a\nb"),
        OutgoingField("X-Note", "a\rb"), OutgoingField("X-Note", "a\u{0}b"),
        OutgoingField("X-Note\r\nBcc", "a"), OutgoingField("X Note", "a"), OutgoingField("", "a"),
        OutgoingField("X:", "a"), OutgoingField("Bcc", "a@b.test"), OutgoingField("SUBJECT", "a"),
        OutgoingField("Content-Type", "text/html"),
        OutgoingField("X-Note", String(repeating: "a", count: 1000)),
    ])
    func `A further field that could be another is an error`(_ field: OutgoingField) {
        var mail = someOutgoing()
        mail.extraHeaders = [field]
        #expect(throws: ComposeError.self) { try composeMail(mail) }
    }

    @Test(arguments: [
        "a@b>\r\nBcc: <e@x.test", "a", "", "<a@b.test>", "a b@c.test", "a@b\u{0}.test",
        "a@b@c.test",
    ])
    func `An identifier or address that is none is an error`(_ text: String) {
        for change in [
            { (mail: inout OutgoingMail) in mail.messageID = text },
            { $0.inReplyTo = text }, { $0.references = ["a@b.test", text] },
            { $0.to = Mailbox(address: text) }, { $0.from = Mailbox(address: text) },
            { $0.replyTo = Mailbox(address: text) },
        ] as [(inout OutgoingMail) -> Void] {
            var mail = someOutgoing()
            change(&mail)
            #expect(throws: ComposeError.self) { try composeMail(mail) }
        }
    }

    @Test func `Other values that cannot stand in a message are errors`() {
        for change in [
            { (mail: inout OutgoingMail) in mail.language = "es\r\nX: y" }, { $0.language = "" },
            { $0.date = -1 }, { $0.date = .max },
            { $0.calendar = CalendarPart(method: "REQUEST; x=y", text: "") },
            { $0.attachments = [OutgoingAttachment(name: "../x", type: "text/plain", bytes: [])] },
            { $0.attachments = [OutgoingAttachment(name: "", type: "text/plain", bytes: [])] },
            { $0.attachments = [OutgoingAttachment(name: "x", type: "text", bytes: [])] },
            { $0.attachments = [OutgoingAttachment(name: "x", type: "a/b\r\nc: d", bytes: [])] },
            {
                $0.attachments = [OutgoingAttachment(name: "x", type: "multipart/mixed", bytes: [])]
            },
        ] as [(inout OutgoingMail) -> Void] {
            var mail = someOutgoing()
            change(&mail)
            #expect(throws: ComposeError.self) { try composeMail(mail) }
        }
    }

    @Test func `Long words of a further field and of References stay whole`() throws {
        var mail = someOutgoing()
        let url = "<https://school.test/u/" + String(repeating: "k", count: 150) + ">"
        mail.extraHeaders = [OutgoingField("List-Unsubscribe", "\(url), <mailto:u@school.test>")]
        mail.references = (0..<20).map {
            "id\($0)." + String(repeating: "r", count: 80) + "@x.test"
        }
        let found = lines(of: try composeMail(mail))
        #expect(found.contains { $0.hasSuffix(" \(url),") })
        for id in mail.references { #expect(found.contains { $0.hasSuffix(" <\(id)>") }) }
    }

    @Test func `An address that is not ASCII stands in the header as it is`() throws {
        var mail = someOutgoing()
        mail.to = Mailbox(name: "Аня", address: "аня@bücher.test")
        let bytes = try composeMail(mail)
        #expect(lines(of: bytes).contains("To: =?UTF-8?B?0JDQvdGP?= <аня@xn--bcher-kva.test>"))
        #expect(SMTPCheck.contentFault(bytes, eightBit: true) == nil)
    }

    @Test(
        arguments: [
            (0, "Thu, 1 Jan 1970 00:00:00 +0000"),
            (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (4_107_542_399_999, "Sun, 28 Feb 2100 23:59:59 +0000"),
            (1_772_323_200_000, "Sun, 1 Mar 2026 00:00:00 +0000"),
            (253_402_300_799_000, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func `Dates are written in UTC`(_ milliseconds: Int64, _ text: String) throws {
        #expect(try ComposeDate.text(milliseconds) == text)
    }
}
