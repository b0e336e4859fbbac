import Testing
import Wire

@Suite struct HeaderTextTests {
    private func decoded(_ text: String) -> String { decodeHeaderText(Array(text.utf8)) }

    @Test func `a base64 word that ends in padding does not end the subject`() {
        // GMime 3.2.13 reads only the first word of each of these.
        #expect(decoded("=?utf-8?B?SGVsbG8=?= world") == "Hello world")
        #expect(decoded("=?utf-8?B?2YU=?= =?utf-8?B?2LHYrdio2Kc=?= tail") == "مرحبا tail")
    }

    @Test func `a character parted between two words is joined`() {
        #expect(decoded("=?utf-8?B?2Q==?= =?utf-8?B?hQ==?=") == "م")
        #expect(decoded("=?UTF-8?Q?=C3?=\r\n =?utf-8?Q?=A9t=C3=A9?=") == "été")
    }

    @Test(arguments: [
        ("=?iso-8859-1?Q?Reuni=F3n_hoy?=", "Reunión hoy"),
        ("=?utf-8*es?Q?a=C3=B1o?=", "año"),
        ("Re: =?utf-8?q?=C2=BFVienes=3F?= -- ok", "Re: ¿Vienes? -- ok"),
        ("\"=?utf-8?B?w6k=?=\"", "\"é\""),
        ("=?gb2312?B?u+HS6Q==?=", "会议"),
        ("=?iso-2022-jp?B?GyRCMnE1RBsoQg==?=", "会議"),
        ("=?koi8-r?B?88/C0sHOycU=?=", "Собрание"),
        ("=?ks_c_5601-1987?B?yLjAxw==?=", "회의"),
        ("=?utf-8?B?w6k", "=?utf-8?B?w6k"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("a =?utf-8?Q?b?= c =?utf-8?Q?d?=", "a b c d"),
        ("=?utf-8?Q?a?= =?utf-8?Q?_b?=", "a b"),
        ("plain\r\n folded", "plain folded"),
        ("", ""),
    ])
    func `encoded words read as mail programs show them`(_ raw: String, _ text: String) {
        #expect(decoded(raw) == text)
    }

    @Test func `raw bytes are UTF-8, else of the body's charset, else windows-1252`() {
        #expect(decodeHeaderText(Array("Reunión".utf8)) == "Reunión")
        #expect(decodeHeaderText([0xD1, 0x6E], charset: nil) == "Ñn")
        #expect(decodeHeaderText([0xC7, 0xD1], charset: "euc-kr") == "한")
    }

    @Test func `a subject with a long Arabic text is whole`() throws {
        let subject = String(repeating: "اجتماع بخصوص ليلى ", count: 20)
        var words: [String] = []
        var rest = Array(subject.utf8)[...]
        while !rest.isEmpty {
            words.append("=?utf-8?B?" + base64Text(Array(rest.prefix(37))) + "?=")
            rest = rest.dropFirst(37)
        }
        let mail = "From: a@b.example\nSubject: " + words.joined(separator: "\n ") + "\n\nx\n"
        let read = try readMail(Array(mail.utf8)).value.subject
        #expect(read == subject)
    }

    private func base64Text(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var out = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0..<4 {
                out.append(digit <= group.count ? letters[value >> (18 - 6 * digit) & 63] : "=")
            }
        }
        return out
    }

    @Test func `a line end within an encoded word makes no second line`() {
        #expect(decoded("=?utf-8?q?a=0AFrom:_b?=") == "a From: b")
        #expect(decoded("=?utf-8?b?YQ0KG1syag==?=") == "a   [2j")
        #expect(decoded("=?utf-8?q?a=E2=80=A8b=C2=85c?=") == "a b c")
    }

    /// An encoded word before it keeps a value from the quick way.
    @Test(
        arguments: ["Meeting (Tuesday) = good?", "a\r\n\tb", "tab\there", "", "=", "?= =", "a+b-"],
        [nil, "utf-8", "iso-8859-1", "gb2312", "utf-7", "utf-16", "no-such-charset"])
    func `plain values are read alike by both ways`(_ text: String, _ charset: String?) {
        let plain = decodeHeaderText(Array(text.utf8), charset: charset)
        let long = decodeHeaderText(Array("=?utf-8?Q?x?=\(text)".utf8), charset: charset)
        #expect("x" + plain == long)
    }
}
