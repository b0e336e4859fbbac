import Testing

@testable import Wire

/// RTF whose letters are in the code pages of its fonts.
@Suite struct RTFFontsTests {
    private static let table =
        #"{\fonttbl{\f0\fswiss\fcharset0 Calibri;}{\f1\fcharset204 Calibri;}"#
        + #"{\f2\fcharset178{\*\falt Arial}Arial;}{\f3\fcharset128 MS;}{\f4\fcharset2 Symbol;}}"#

    @Test(
        arguments: [
            // "мы, é", and the group's end gives the first font back.
            (#"\f0 {\f1 \'ec\'fb}, \'e9"#, "мы, é"),
            (#"\f1 \'c4\'e0\f2  \'e4\'da\'e3"#, "Да نعم"),
            // Each byte of 日 is a letter in another code page.
            (#"\f3 \'93\'fa\f0 \'93\'94"#, "日“”"),
            (#"\f1 \'e4\plain  \'e4"#, "д ä"),
            // Signs and fonts that the table lacks: the text's own.
            (#"\f4 \'e4\f77 \'e4\f-3 \'e4\f9999999999 \'e4"#, "ääää"),
        ] as [(String, String)])
    func `a font's bytes are read in its code page`(_ body: String, _ text: String) {
        let rtf = #"{\rtf1\ansi\ansicpg1252\deff0"# + Self.table + body + "}"
        #expect(RTFText.text(of: Array(rtf.utf8)) == text)
    }

    @Test func `text without a font is in that of deff`() {
        let rtf = #"{\rtf1\ansi\deff1"# + Self.table + #"\'c4\'e0{\f0 \'e4}\plain\'e4}"#
        #expect(RTFText.text(of: Array(rtf.utf8)) == "Даäд")
    }

    @Test(arguments: [
        (#"{\rtf1\ansi\deff0 \'f9\'ec\'e5\'ed}"#, "שלום"),
        (#"{\rtf1\ansi\ansicpg1252\deff0 \'f9\'ec\'e5\'ed}"#, "ùìåí"),
    ])
    func `a text that names no code page is in the container's`(_ rtf: String, _ text: String) {
        #expect(RTFText.text(of: Array(rtf.utf8), charset: "windows-1255") == text)
        let mail = try? readMail(
            OutlookSample.mail([.codePage(1_255), .properties([.rtf(rtf)])])
        ).value
        #expect(mail?.text == text)
    }

    @Test func `a table without end takes no more than a thousand fonts`() {
        var rtf = #"{\rtf1\ansi\ansicpg1252{\fonttbl"#
        for number in 0..<50_000 { rtf += #"{\f\#(number)\fcharset204;}"# }
        rtf += #"}\f999 \'e4\f1001 \'e4}"#
        #expect(RTFText.text(of: Array(rtf.utf8)) == "дä")
    }
}
