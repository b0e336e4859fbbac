import Inbox
import Testing

@Suite struct OptWordsTests {
    @Test(arguments: [
        "STOP", "stop", " Stop. ", "¡ALTO!", "Unsubscribe", "\"stop\"", "ＳＴＯＰ", "Opt-out", "ARRÊT",
        "Стоп",
    ])
    func `a word that ends messages is one in any spelling`(_ text: String) {
        #expect(OptWords.standard.match(text) == .out)
    }

    @Test(arguments: ["START", "unstop", "Opt in"])
    func `a word that takes it back is one`(_ text: String) {
        #expect(OptWords.standard.match(text) == .back)
    }

    @Test(arguments: ["please stop", "stop it", "no puedo", "yes", "", "stop\nthanks", "bus stop"])
    func `a sentence or another word is none`(_ text: String) {
        #expect(OptWords.standard.match(text) == nil)
    }

    @Test func `the words are the caller's`() {
        let words = OptWords(out: ["Jooji"], back: [])
        #expect(words.match("JOOJI!") == .out)
        #expect(words.match("stop") == nil)
        let mail = Array("From: a@b.example\nSubject: x\n\nhalt\n".utf8)
        #expect(readMessage(mail, words: OptWords(out: ["halt"], back: [])).kind == .optOut)
        #expect(readMessage(mail).kind == .new)
    }

    /// An ellipsis is left out, and keeps a text from the quick way.
    @Test func `letters are folded alike by both ways`() {
        for value in UInt32(0x80)..<0x1800 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a\(scalar)b\(scalar)"
            #expect(
                OptWords.fold(text) == OptWords.fold(text + "…"), "U+\(String(value, radix: 16))")
        }
        for text in ["你好 👍🏽", "“Да”–нет", "l’été 谢谢"] {
            #expect(OptWords.fold(text) == OptWords.fold(text + "…"))
        }
    }

    @Test(arguments: [
        "S T O P!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "…… стоп ……………………………………", "🙏🙏🙏 stop 🙏🙏🙏",
    ])
    func `signs do not make a word long`(_ text: String) {
        let word = OptWords.fold(text)
        let words = OptWords(out: [word], back: [])
        #expect(words.match(text) == .out)
    }
}
