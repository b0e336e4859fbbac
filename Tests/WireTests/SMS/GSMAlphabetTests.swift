import Testing
import Wire

@Suite struct GSMAlphabetTests {
    @Test func `the alphabet has 127 characters, and its extension ten`() {
        let costs = (0...0x10FFFF).compactMap(Unicode.Scalar.init).compactMap(GSMAlphabet.septets)
        #expect(costs.count { $0 == 1 } == 127)
        #expect(costs.count { $0 == 2 } == 10)
    }

    @Test(
        arguments: "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./059:;<=>?¡AZÄÖÑÜ§¿azäöñüà"
            .unicodeScalars)
    func `a character of the default alphabet takes one septet`(_ scalar: Unicode.Scalar) {
        #expect(GSMAlphabet.septets(of: scalar) == 1)
    }

    @Test(arguments: "^{}\\[~]|€\u{C}".unicodeScalars)
    func `a character of the extension takes two`(_ scalar: Unicode.Scalar) {
        #expect(GSMAlphabet.septets(of: scalar) == 2)
    }

    /// Each of them looks as if it were there.
    @Test(
        arguments: "çáíóúÁÍÓÚÈÒÀãõêâôîûëï`’–…\u{A0}\u{202F}\u{301}\u{1B}\0\tΑа٣€".unicodeScalars
            .dropLast())
    func `other characters have no septet`(_ scalar: Unicode.Scalar) {
        #expect(GSMAlphabet.septets(of: scalar) == nil)
    }
}
