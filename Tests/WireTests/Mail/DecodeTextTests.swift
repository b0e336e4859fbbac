import Engines
import Testing
import Wire

@Suite struct DecodeTextTests {
    @Test func `valid UTF-8 wins over its label`() {
        let read = decodeText(Array("mañana".utf8), charset: "iso-8859-1")
        #expect(read.text == "mañana")
        #expect(read.forgiven.map(\.kind) == [.wrongCharset])
    }

    @Test func `Latin-1 that is labelled UTF-8 keeps its letters`() {
        // GMime drops the byte and shows "caf".
        #expect(decodeText([0x63, 0x61, 0x66, 0xE9], charset: "utf-8").text == "café")
    }

    @Test(
        arguments: [
            ("us-ascii", [0x93, 0x68, 0x69, 0x94], "“hi”"),
            ("iso-8859-1", [0x80, 0x31], "€1"),
            ("windows-1258", [0xD0, 0xFD], "Đư"),
            ("gb2312", [0x96, 0x7C], "東"),
            ("iso-8859-9", [0xFE], "ş"),
            ("tis-620", [0xA1], "ก"),
            ("big5", [0xA4, 0xA4], "中"),
            ("shift_jis", [0x93, 0xFA], "日"),
            ("windows-1256", [0xE3], "م"),
            (" \"ISO-8859-1\" ", [0xE9, 0x21], "é!"),
            ("utf-16le", [0x41, 0x00, 0x42, 0x00], "AB"),
        ] as [(String, [UInt8], String)])
    func `labels mean what browsers take them for`(
        _ label: String, _ bytes: [UInt8], _ text: String
    ) {
        #expect(decodeText(bytes, charset: label).text == text)
    }

    @Test func `a label that nobody knows is reported and never reaches a converter`() {
        for label in ["x-klingon", "../../lib/evil", "UTF-8//TRANSLIT", "ISO-2022-CN-EXT"] {
            let read = decodeText([0xE9], charset: label)
            #expect(read.text == "é")
            #expect(read.forgiven.map(\.kind).contains(.unknownCharset), "\(label)")
        }
    }

    @Test func `a stray byte costs one character, not the text`() {
        let read = decodeText([0xC4, 0xE3, 0xFF, 0xBA, 0xC3, 0x21], charset: "gb2312")
        #expect(read.text == "你\u{FFFD}好!")
        #expect(read.forgiven.map(\.kind) == [.undecodableBytes])
    }

    @Test func `a short Chinese text is not UTF-8 by accident`() {
        #expect(decodeText([0xC4, 0xA3], charset: "gbk").text == "模")
    }

    @Test func `NUL bytes are dropped and counted`() {
        let read = decodeText(Array("a\0b\0".utf8), charset: nil)
        #expect(read.text == "ab")
        #expect(read.forgiven.map(\.kind) == [.nulBytes])
    }

    @Test func `a megabyte that means nothing is read in time`() {
        let bytes = [UInt8](repeating: 0xFF, count: 1 << 20)
        let time = processorTime {
            for charset in ["gb2312", "utf-8", "iso-2022-jp", "euc-jp"] {
                _ = decodeText(bytes, charset: charset)
            }
        }
        #expect(time < .seconds(20))
    }
}
