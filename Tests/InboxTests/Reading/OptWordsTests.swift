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
}
