import Foundation
import Localization
import MessageFormat
import Testing

@Suite struct RenderingTests {
    static let languages = Repository.translated
    static let notices = Repository.notices

    private func render(
        _ notice: String, _ language: String, _ changes: [String: NoticeValue] = [:],
        options: RenderOptions = RenderOptions(englishCopy: false)
    ) throws -> Rendering {
        let localizer = try Repository.localizer()
        let template = try #require(localizer.library.notice(notice))
        let values = template.exampleValues.merging(changes) { $1 }
        return try localizer.render(
            notice, values: values, for: [try tag(language)], timeZone: "America/Chicago",
            options: options)
    }

    @Test(arguments: notices, languages)
    func `a mail says its language and direction at the root, and is a sound document`(
        _ notice: String, _ language: String
    ) throws {
        let rendering = try render(notice, language, options: RenderOptions())
        let isArabic = ["ar", "fa", "fa-AF", "ps", "ur"].contains(language)
        let direction = isArabic ? "rtl" : "ltr"
        #expect(rendering.direction.rawValue == direction)
        #expect(rendering.html.contains("<html lang=\"\(language)\" dir=\"\(direction)\">"))
        #expect(try unbalanced(rendering.html) == nil)
        #expect(!rendering.html.contains("http"), "nothing is loaded from elsewhere")
        // Gmail hides what goes beyond 102 kB.
        #expect(rendering.html.utf8.count < 40_000)
    }

    /// The first tag that is closed out of order, or left open.
    private func unbalanced(_ html: String) throws -> String? {
        var open: [Substring] = []
        for match in html.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
            let name = match.output.2
            if ["meta", "hr", "br"].contains(name) { continue }
            if match.output.1.isEmpty {
                open.append(name)
            } else if open.popLast() != name {
                return String(name)
            }
        }
        return open.first.map(String.init)
    }

    @Test func `the home language comes first and the English follows`() throws {
        let rendering = try render("urgent", "so", options: RenderOptions())
        let somali = try #require(rendering.text.range(of: "Tani waa farriin degdeg ah"))
        let english = try #require(rendering.text.range(of: "This is an urgent message"))
        #expect(somali.lowerBound < english.lowerBound)
        #expect(rendering.contentLanguages.map(\.text) == ["so", "en"])
        #expect(rendering.html.contains("<div lang=\"en\" dir=\"ltr\">"))
        #expect(try render("urgent", "so").contentLanguages.map(\.text) == ["so"])
        #expect(try render("urgent", "en", options: RenderOptions()).contentLanguages.count == 1)
    }

    @Test func `the label of a draft says that no person has checked it`() throws {
        let labels = [
            "en": "No person has checked this translation yet.",
            "es": "Todavía ninguna persona ha revisado esta traducción.",
            "so": "Weli qofna ma hubin turjumaaddan.",
            "ar": "لم يراجع أي شخص هذه الترجمة بعد.",
            "zh-Hans": "这份译文还没有人检查过。",
        ]
        for (language, label) in labels {
            let sentence = try Repository.localizer().sentence(
                "common.standing.draft", in: try tag(language))
            #expect(sentence.text.hasPrefix(label))
        }
    }

    @Test(arguments: languages.filter { $0 != "en" })
    func `a draft carries its label, in the family's language`(_ language: String) throws {
        let label = try Repository.localizer().sentence(
            "common.standing.draft", in: try tag(language)
        ).text
        let rendering = try render("concern", language)
        #expect(rendering.standing == .draft)
        #expect(rendering.text.contains(label))
        #expect(rendering.html.contains(label.replacing("'", with: "&#39;")))
    }

    @Test func `the marker stands first, on a line of its own`() throws {
        let options = RenderOptions(replyMarker: "##- · · · -##")
        let rendering = try render("concern", "ar", options: options)
        #expect(rendering.text.hasPrefix("##- · · · -##\n\n"))
        let words = try #require(rendering.html.range(of: "<p"))
        #expect(rendering.html[words.lowerBound...].prefix(200).contains(">##- · · · -##</p>"))
    }

    @Test func `a bulk notice says how to stop, with a word that is on the list`() throws {
        for language in Self.languages {
            let words = try #require(try Repository.library().serviceWords(in: try tag(language)))
            let word = try #require(words.optOut.first)
            #expect(try render("event-notice", language).text.contains(word))
            #expect(try !render("meeting-invitation", language).text.contains(word))
        }
    }

    @Test(arguments: languages)
    func `the words to stop, to return and for help are those that we understand`(
        _ language: String
    ) throws {
        let words = try #require(try Repository.library().serviceWords(in: try tag(language)))
        let stop = try #require(words.optOut.first)
        let start = try #require(words.optIn.first)
        let help = try #require(words.help.first)
        let expected = [
            ("welcome", [stop], [stop, help]), ("stopped", [start], [start]),
            ("resumed", [stop], [stop]), ("help", [stop, start], [stop]),
        ]
        for (notice, mail, sms) in expected {
            let rendering = try render(notice, language)
            for word in mail { #expect(rendering.text.contains(word), "\(rendering.text)") }
            for word in sms { #expect(rendering.sms?.contains(word) == true, "\(notice)") }
        }
    }

    @Test func `plain text has the colon of its language behind a label`() throws {
        #expect(try render("meeting-invitation", "zh-Hans").text.contains("\n地点：Room 12\n"))
        #expect(try render("meeting-invitation", "ht").text.contains("\nKote: Room 12\n"))
        #expect(try render("meeting-invitation", "en").text.contains("\nPlace: Room 12\n"))
    }

    @Test(arguments: ["zh-Hans", "zh-Hant"])
    func `Chinese has no half-width marks of its own beside Chinese letters`(
        _ language: String
    ) throws {
        for notice in Self.notices {
            let rendering = try render(notice, language)
            for text in [rendering.subject, rendering.text, rendering.sms ?? ""] {
                let found = text.firstMatch(of: /[\u{4E00}-\u{9FFF}][,.:;!?]/)
                #expect(found == nil, "\(found?.output ?? "")")
            }
        }
    }

    @Test func `concern speaks of what was seen, and of nothing else`() throws {
        let texts = try ["behaviour", "classwork", "attention"].map {
            try render("concern", "en", ["reason": .text($0)])
        }
        #expect(Set(texts.map(\.text)).count == 3)
        #expect(Set(texts.map(\.subject)) == ["A message about Yasmin Yusuf"])
    }

    @Test func `what was used can be named later, and the digest tells whether it is the same`()
        throws
    {
        let first = try render("concern", "so")
        let again = try render("concern", "so", ["student": .text("Ali Yusuf")])
        let other = try render("concern", "so", ["reason": .text("attention")])
        #expect(first.digest == again.digest)
        #expect(first.digest == other.digest)
        #expect(first.digest != (try render("concern", "es")).digest)
        let entry = try #require(first.entries.first { $0.key == "concern.opening" })
        #expect(entry.standing == .draft)
        #expect(entry.language.text == "so")
        #expect(entry.digest.wholeMatch(of: /[0-9a-f]{16}/) != nil)
        #expect(first.entries.contains { $0.key == "common.standing.draft" })
    }

    @Test(arguments: [
        (1, "حوالي دقيقة واحدة"), (2, "حوالي دقيقتين"), (3, "حوالي 3 دقائق"),
        (11, "حوالي 11 دقيقة"), (30, "حوالي 30 دقيقة"), (100, "حوالي 100 دقيقة"),
    ])
    func `Arabic counts in its own forms`(_ minutes: Int, _ expected: String) throws {
        let rendering = try render("meeting-invitation", "ar", ["minutes": .count(minutes)])
        let text = rendering.text.filter { !"\u{2066}\u{2067}\u{2068}\u{2069}".contains($0) }
        #expect(text.contains(expected), "\(text)")
    }

    @Test(arguments: [
        (0, "You will get an answer today."), (1, "within 1 school day."),
        (2, "within 2 school days."),
    ])
    func `English counts in its own forms`(_ days: Int, _ expected: String) throws {
        #expect(try render("reply-received", "en", ["days": .count(days)]).text.contains(expected))
    }

    @Test func `an event that ends on another day says so`() throws {
        let sameDay = try render("event-notice", "en")
        #expect(sameDay.text.contains("6:00\u{202F}PM to 8:00\u{202F}PM"))
        #expect(!sameDay.text.contains("Until"))
        let late = NoticeValue.instant(milliseconds: 1_796_947_200_000 + 86_400_000)
        #expect(try render("event-notice", "en", ["ends": late]).text.contains("Until: "))
    }
}
