import Localization
import MessageFormat
import Testing

@Suite struct HostileValueTests {
    private func render(_ language: String, _ student: String) throws -> Rendering {
        let localizer = try Repository.localizer()
        let template = try #require(localizer.library.notice("concern"))
        let values = template.exampleValues.merging(["student": .text(student)]) { $1 }
        return try localizer.render(
            "concern", values: values, for: [try tag(language)], timeZone: "America/Chicago")
    }

    @Test func `a name cannot become markup`() throws {
        let rendering = try render("es", "<script>alert('x')</script> & \"Co\"")
        #expect(!rendering.html.contains("<script"))
        #expect(
            rendering.html.contains(
                "<bdi>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Co&quot;</bdi>"))
        #expect(rendering.text.contains("<script>alert('x')</script>"))
    }

    @Test(arguments: ["en", "ar"])
    func `a name cannot add a line, a header or a turn of direction`(_ language: String) throws {
        let rendering = try render(language, "Ali\r\nBcc: x@example.org\u{202E}\u{2067}\u{0}")
        #expect(!rendering.subject.contains { $0.isNewline || "\u{202E}\u{0}".contains($0) })
        #expect(rendering.subject.contains("Ali Bcc: x@example.org"))
        #expect(!rendering.text.unicodeScalars.contains("\u{202E}"))
        let opens = rendering.text.unicodeScalars.count { ("\u{2066}"..."\u{2068}").contains($0) }
        #expect(opens == rendering.text.unicodeScalars.count { $0 == "\u{2069}" })
    }

    @Test func `a name that looks like a placeholder stays a name`() throws {
        #expect(try render("so", "{$school} {{x}}").text.contains("{$school} {{x}}"))
    }

    @Test func `an Arabic name in an English mail is kept apart, a Latin one needs no marks`()
        throws
    {
        let arabic = try render("en", "ياسمين")
        #expect(arabic.subject == "A message about \u{2068}ياسمين\u{2069}")
        #expect(arabic.html.contains("<bdi>ياسمين</bdi>"))
        #expect(try render("en", "Yasmin").subject == "A message about Yasmin")
    }

    @Test func `an Arabic paragraph begins with an Arabic letter or a mark`() throws {
        let localizer = try Repository.localizer()
        let values = try #require(localizer.library.notice("meeting-invitation")).exampleValues
        let rendering = try localizer.render(
            "meeting-invitation", values: values, for: [try tag("ar")],
            timeZone: "America/Chicago", options: RenderOptions(englishCopy: false))
        let foreign = ["Please come to the main door."]
        for line in rendering.text.split(separator: "\n") where !foreign.contains(String(line)) {
            let first = line.unicodeScalars.first {
                $0.properties.isAlphabetic || $0 == "\u{200F}"
            }
            let scalar = try #require(first)
            #expect(scalar == "\u{200F}" || ("\u{0600}"..."\u{06FF}").contains(scalar), "\(line)")
        }
    }

    @Test func `nothing that could reach a log shows a name`() throws {
        let rendering = try render("en", "Yasmin Yusuf")
        let words = FreeWords("Yasmin Yusuf")
        for text in ["\(rendering)", "\(words)", "\(NoticeValue.text("Yasmin"))"] {
            #expect(!text.contains("Yasmin"))
        }
    }
}
