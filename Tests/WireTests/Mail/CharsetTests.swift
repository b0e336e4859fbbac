import Engines
import Foundation
import Testing
import Wire

/// Bytes under a label; made with Python's codecs, the two ISO-2022-JP rows by hand from the JIS
/// tables.
struct Labelled: Sendable, CustomTestStringConvertible {
    let label: String
    let bytes: [UInt8]
    let text: String

    init(_ label: String, _ base64: String, _ text: String) {
        self.label = label
        bytes = [UInt8](Data(base64Encoded: base64) ?? Data())
        self.text = text
    }

    var testDescription: String { "\(label): \(text)" }
}

@Suite struct CharsetTests {
    @Test(arguments: [
        Labelled("ks_c_5601", "s7vAzyC6y7DavcC0z7TZIIxjueY=", "내일 뵙겠습니다 똠방"),
        Labelled("KS_C_5601-1987", "vsiz58fPvLy/5A==", "안녕하세요"),
        Labelled("johab", "tGWRd9BhrUG2YQ==", "안녕하세요"),
        Labelled("gb_2312", "wM/KpsT6usOjrOlG", "老师您好，镕"),
        Labelled("csGB2312", "vNKzpLvh", "家长会"),
        Labelled("csBig5", "ptGudrF6pm4=", "老師您好"),
        Labelled("x-sjis", "h0CKd41ah4o=", "①学校㈱"),
        Labelled("csShiftJIS", "yt22uA==", "ﾊﾝｶｸ"),
        Labelled("win-1251", "x+Tw4OLx8uLz6fLl", "Здравствуйте"),
        Labelled("cyrillic", "t9Tg0NLh4tLj2eLV", "Здравствуйте"),
        Labelled("greek", "yuHr5+zd8eE=", "Καλημέρα"),
        Labelled("arabic", "1OPRxw==", "شكرا"),
        Labelled("koi8-u", "5NHL1cAgp9bByw==", "Дякую їжак"),
        Labelled("ibm852", "RHppqWt1aqk=", "Dziękuję"),
        Labelled("x-mac-cyrillic", "ke/g8ejh7g==", "Спасибо"),
        Labelled(
            "cp1258", "0GFuZyBob/JjIPXSIHRy/fXMbmcsIGNh0m0g9W4gY/Qgbmhp6sx1",
            "Đang học ở trường, cảm ơn cô nhiều"),
        Labelled("windows1252", "k3Nl8W9ylCCANQ==", "“señor” €5"),
        Labelled("x-user-defined", "bWHxYW5h", "mañana"),
        Labelled("cp65000", "bWErQVBFLWFuYQ==", "mañana"),
        Labelled("tis-620", "ysfRyrTVpMPRug==", "สวัสดีครับ"),
        Labelled("ISO-2022-JP", "GyRCM1g5OyRHLSEtahsoQg==", "学校で①㈱"),
        Labelled("iso-2022-jp-ms", "GyhJN14bKEI=", "ｷﾞ"),
    ])
    func `a label in use is known and its bytes are read`(_ item: Labelled) {
        let read = decodeText(item.bytes, charset: item.label)
        #expect(!item.bytes.isEmpty)
        #expect(read.text.precomposedStringWithCanonicalMapping == item.text)
        #expect(read.forgiven.isEmpty)
    }

    @Test(
        arguments: [
            ("ReuniÃ³n maÃ±ana", "Reunión mañana"), ("dâ€™accord, Ã©cole", "d’accord, école"),
            ("Ã©", "é"), ("Ð¡Ð¿Ð°Ñ\u{81}Ð¸Ð±Ð¾", "Спасибо"),
        ])
    func `UTF-8 that was encoded twice is read once`(_ twice: String, _ once: String) {
        let read = decodeText(Array(twice.utf8), charset: "utf-8")
        #expect(read.text == once)
        #expect(read.forgiven.map(\.kind) == [.wrongCharset])
    }

    @Test(arguments: ["CAFÉ’S", "mañana", "Ã", "« Été »", "Đang học", "naïve Ãnd", "שלום", "50 €"])
    func `what is right stays as it is`(_ text: String) {
        #expect(decodeText(Array(text.utf8), charset: "utf-8").text == text)
    }

    @Test func `words that were encoded twice are read once`() {
        let inner = "=?utf-8?B?UmV1bmnDs24=?="
        let outer = "=?utf-8?B?" + Data(inner.utf8).base64EncodedString() + "?="
        #expect(decodeHeaderText(Array(outer.utf8)) == "Reunión")
        #expect(decodeHeaderText(Array("=?utf-8?Q?a_=3D=3F_b?=".utf8)) == "a =? b")
    }

    @Test(arguments: [
        Labelled("big5", "s3Gqvi5wZGY=", "通知.pdf"),
        Labelled("euc-kr", "vsizu7muLmh3cA==", "안내문.hwp"),
        Labelled("windows-1258", "dGj0bmcgYuFvIGhv8mMuZG9j", "thông báo học.doc"),
        Labelled("koi8-r", "09DSwdfLwS5wZGY=", "справка.pdf"),
        Labelled("gb2312", "zajWqi5wZGY=", "通知.pdf"),
    ])
    func `raw bytes in a file name are in the charset of the body`(_ name: Labelled) throws {
        var mail = Array(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n".utf8)
        mail += Array("Content-Type: text/plain; charset=\(name.label)\n\nx\n--b\n".utf8)
        mail += Array("Content-Type: application/pdf; name=\"".utf8) + name.bytes
        mail += Array("\"\n\n%PDF\n--b--\n".utf8)
        let read = try readMail(mail).value.attachments.first?.fileName
        #expect(read?.precomposedStringWithCanonicalMapping == name.text)
    }

    @Test func `a megabyte of escapes is read in time`() {
        let bytes = Array(String(repeating: "\u{1B}$B-!\u{1B}(B", count: 150_000).utf8)
        let time = processorTime {
            _ = decodeText(bytes, charset: "iso-2022-jp")
            _ = decodeText(Array(String(repeating: "Ã©", count: 400_000).utf8), charset: "utf-8")
        }
        #expect(time < .seconds(10))
    }

    @Test(arguments: [
        Labelled(
            "GB18030", "wM/KpsT6usOjrM7Sw8fQx8bayP274cC0ss6807zSs6S74aGj0LvQu6Oh",
            "老师您好，我们星期三会来参加家长会。谢谢！"),
        Labelled("GB18030", "u+HS6Q==", "会议"),
        Labelled(
            "BIG5-HKSCS", "ptGudrF6pm6hQafarcysULTBpFS3fKjTsNGlW65hqvi3fKFDwcLBwqFJ",
            "老師您好，我們星期三會來參加家長會。謝謝！"),
        Labelled(
            "CP949", "vsiz58fPvLy/5CC8sbv9tNQsILz2v+TAz7+hILChsNq9wLTPtNkuILCou+fH1bTPtNk=",
            "안녕하세요 선생님, 수요일에 가겠습니다. 감사합니다"),
        Labelled(
            "CP932", "kOaQtoFBkIWXapP6gsmNc4KrgtyCt4FCguaC64K1gq2CqIrogqKCtYLcgreBQg==",
            "先生、水曜日に行きます。よろしくお願いします。"),
        Labelled(
            "EUC-JP", "wOjAuKGiv+XNy8b8pMu51KStpN6kuaGjpOik7aS3pK+kqrTqpKSkt6TepLmhow==",
            "先生、水曜日に行きます。よろしくお願いします。"),
        Labelled(
            "CP1251", "x+Tw4OLx8uLz6fLlLCDs+yDv8OjkuOwg4iDx8OXk8y4g0e/g8ejh7g==",
            "Здравствуйте, мы придём в среду. Спасибо"),
        Labelled(
            "KOI8-R", "+sTSwdfT1NfVytTFLCDN2SDQ0snEo80g1yDT0sXE1S4g89DB08nCzw==",
            "Здравствуйте, мы придём в среду. Спасибо"),
        Labelled(
            "windows-1252", "TWHxYW5hIGxsZWdhcukgZGVzcHXpcywgc2Xxb3JhLiC/RXN04SBiaWVuPw==",
            "Mañana llegaré después, señora. ¿Está bien?"),
        Labelled("windows-1252", "k0Fz7ZQglyBkaWpvIOlshSChQWRp83Mh", "“Así” — dijo él… ¡Adiós!"),
        Labelled(
            "windows-1252", "R3L832UgYW4gZGllIEdy9t9lcmVuLCBzY2j2bmUg3GJlcnJhc2NodW5n",
            "Grüße an die Größeren, schöne Überraschung"),
        Labelled("windows-1252", "wCBiaWVudPR0LCDpY29sZSBmZXJt6WU=", "À bientôt, école fermée"),
    ])
    func `a text that declares nothing is read by its shape`(_ item: Labelled) {
        let read = decodeText(item.bytes, charset: nil)
        #expect(read.text == item.text)
        #expect(read.charset == item.label)
        #expect(read.forgiven.map(\.kind) == [.wrongCharset])
        if item.bytes.count > 20 {
            #expect(decodeText(item.bytes, charset: "iso-8859-1").text == item.text)
        }
    }
}
