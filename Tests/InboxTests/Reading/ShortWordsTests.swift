import Inbox
import Testing

/// Two made-up languages that share a word, and a third that nobody here reads.
private let one = WordList([
    .out: ["zub", "no más"], .back: ["alta"], .help: ["ayuda"], .yes: ["sí", "kel"], .no: ["mib"],
])
private let two = WordList([
    .out: ["kel", "mib", "hilf"], .back: ["an"], .help: ["zub"], .yes: ["ja"], .no: ["nein"],
])
private let third = WordList([
    .out: ["ja ja"], .back: ["sí"], .help: ["hilf"], .yes: ["mib"], .no: ["kel"],
])
private let words = ShortWords([one, two, third])

/// A body, the languages that its writer reads, and what it says.
private let table: [(body: String, own: [WordList], meaning: ShortWord?)] = [
    // Known in every language.
    ("zub", [one], .out), ("ZUB!", [one], .out), ("No mas.", [], .out), ("ja ja", [one], .out),
    ("STOP", [one], .out), ("توقف", [one], .out), ("Start", [two], .back), ("an", [one], .back),
    ("ayuda", [two], .help), (" ¡Ayuda! ", [], .help),
    // The writer's own language first: an answer there is no STOP of another's.
    ("kel", [one], .yes), ("kel", [two], .out), ("kel", [], .out), ("mib", [one], .no),
    ("zub", [two], .help), ("sí", [one], .yes), ("SI", [one], .yes), ("sí", [two], .back),
    // Answers count in the writer's own language alone.
    ("ja", [two], .yes), ("ja", [one], nil), ("nein", [two], .no), ("nein", [], nil),
    // Two readers of one phone whose languages disagree: nobody's answer, and no STOP.
    ("kel", [one, third], nil), ("kel", [one, two], .yes), ("mib", [one, third], nil),
    // An answer with a thumb or a held letter is one; a word that ends messages is not.
    ("kel 👍", [one], .yes), ("kelll", [one], .yes), ("zub 👍", [one], nil), ("zubb", [one], nil),
    // Not exactly a word.
    ("zub zub", [one], nil), ("please stop", [one], nil), ("", [one], nil), ("1", [one], nil),
    (String(repeating: " ", count: 300) + "zub", [one], nil),
]

@Test(arguments: table)
func `a word means what its writer's languages say, then what any does`(
    _ row: (body: String, own: [WordList], meaning: ShortWord?)
) {
    #expect(words.meaning(of: row.body, own: row.own) == row.meaning)
}

@Test(arguments: [
    "STOP", "stop all", "Quit", "END", "Revoke", "opt-out", "OPTOUT", "cancel", "Unsubscribe",
])
func `what carriers obey always ends messages`(_ word: String) {
    let tricky = WordList([.yes: [word], .help: [word]])
    #expect(ShortWords([tricky]).meaning(of: word, own: [tricky]) == .out)
}

@Test(
    arguments: [
        ("một", 1), ("Một", 1), ("mot", 1), ("MÔT", 1), ("một ạ", 1), ("mốt", nil), ("Mốt 🙂", nil),
        ("mọt", 1), ("hai", 2), ("hái", nil), ("", nil),
    ] as [(String, Int?)])
func `a number's word may lack its marks, and bears no others`(_ body: String, _ number: Int?) {
    let list = WordList([:], numbers: [["một"], ["hai"]], around: ["ạ"])
    #expect(ShortWords([list]).number(in: body, own: [list]) == number)
}

@Test(
    arguments: [
        ("Ba", 3), ("số ba", 3), ("dạ ba ạ", 3), ("ba cảm ơn cô", 3), ("chào cô 3", 3),
        ("Chào cô Ba", nil), ("Cảm ơn cô Hai", nil), ("Xin chào Ba", nil), ("cô Ba", nil),
        ("Tôi có một câu hỏi", nil), ("một lát nữa", nil), ("mot con", nil), ("một hai", nil),
        ("một một", nil),
    ] as [(String, Int?)])
func `a Vietnamese number within a sentence or a name is no answer`(
    _ body: String, _ number: Int?
) {
    let list = WordList(
        [:], numbers: [["một", "mot"], ["hai"], ["ba"]],
        around: ["cảm ơn", "cảm ơn cô", "dạ", "xin chào", "chào cô", "số", "ạ"])
    #expect(ShortWords([list]).number(in: body, own: [list]) == number)
}

@Test(arguments: ["je'", "JE’", "jeʼ", "jeꞌ", "je"])
func `an apostrophe is none, whichever sign a keyboard has for it`(_ body: String) {
    let list = WordList([.yes: ["je'"]])
    #expect(ShortWords([list]).meaning(of: body, own: [list]) == .yes)
}

@Test func `mail is read with the words of all languages`() {
    #expect(words.optWords.match("kel") == .out)
    #expect(words.optWords.match("alta") == .back)
    #expect(words.optWords.match("unsubscribe") == .out)
    #expect(words.optWords.match("ja") == nil)
}

@Test(
    arguments: [
        ("1", 1), ("١", 1), ("۲", 2), ("３.", 3), (" (1) ", 1), ("1\u{FE0F}\u{20E3}", 1), ("一", 1),
        ("\u{200F}١\u{200F}\n", 1), ("\u{2068}2\u{2069}", 2), ("0", 0), ("१", 1), ("၁", 1),
        ("১!", 1),
    ] as [(String, Int)])
func `a digit alone is read in any script`(_ body: String, _ digit: Int) {
    #expect(bareDigit(in: body) == digit)
}

@Test(arguments: ["", "12", "1 2", "1 or 2", "½", "one", "1 👍", "+1", "1️⃣ 2️⃣", "x1"])
func `anything beside the digit makes it words`(_ body: String) {
    #expect(bareDigit(in: body) == nil)
}
