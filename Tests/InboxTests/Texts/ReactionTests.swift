import Testing

@testable import Inbox

/// Reactions that phones put into words.
struct ReactionTests {
    @Test func `every line of the table is read, and each form fits itself`() {
        let table = ReactionTable.shared
        #expect(table.unread.isEmpty)
        #expect(table.languages.count >= 20)
        #expect(Set(table.languages).count == table.languages.count)
        #expect(table.forms.count >= 180)
    }

    @Test(arguments: [
        ("Liked “See you at 5”", "👍", "See you at 5"),
        ("Loved “Reading night”", "❤️", "Reading night"),
        ("Reacted 🙏🏽 to “Reading night”", "🙏🏽", "Reading night"),
        (
            "\u{200B}👍\u{200B} to \u{201C}\u{200A}Reading night\u{200A}\u{201D} ", "👍",
            "Reading night\u{200A}"
        ),
        ("Le gustó “Hola”", "👍", "Hola"),
        ("No le gustó “Hola”", "👎", "Hola"),
        ("A aimé « Bonjour »", "👍", "Bonjour "),
        ("Đã thích “Xin chào”", "👍", "Xin chào"),
        ("赞了“您好”", "👍", "您好"),
        ("“お知らせ”に“いいね”しました", "👍", "お知らせ"),
        ("Hat „Hallo“ mit „Gefällt mir“ markiert", "👍", "Hallo"),
        ("“Merhaba” öğesini beğendi", "👍", "Merhaba"),
        ("Liked “He said “yes” to me”", "👍", "He said “yes” to me"),
    ])
    func `a reaction is known with what it is about`(
        _ text: String, _ sign: String, _ quoted: String
    ) throws {
        let reaction = try #require(readReaction(text))
        #expect(reaction.sign == sign)
        #expect(reaction.quoted.map(OptWords.fold) == OptWords.fold(quoted))
        #expect(!reaction.isRemoval)
    }

    @Test func `pictures, and reactions that are taken back`() {
        #expect(readReaction("Loved an image")?.object == "an image")
        #expect(readReaction("Le encantó una foto")?.object == "una foto")
        #expect(readReaction("Removed a heart from “Hi there”")?.isRemoval == true)
        #expect(readReaction("Removed 👍 from “Hi there”")?.sign == "👍")
    }

    @Test(arguments: [
        "Liked it very much, thank you", "Loved the evening", "Le gustó mucho a mi hija", "👍",
        "1", "Liked", "“See you”", "Liked “", "Liked ””", "She said “no”", "👍 to all of you",
        "Reacted to “Hi”", "Questioned an idea", "", "me gustó “la” idea de ir", "\u{200B}",
    ])
    func `a parent's own words are no reaction`(_ text: String) {
        #expect(readReaction(text) == nil)
    }

    @Test func `an endless text costs nothing`() {
        #expect(readReaction(String(repeating: "Liked “", count: 100_000)) == nil)
        #expect(readReaction("“" + String(repeating: "に", count: 1_200) + "”") == nil)
    }
}
