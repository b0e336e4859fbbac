import Foundation
import MessageFormat
import Testing
import Wire

@testable import Localization

@Suite struct GalleryTests {
    private static let repository = Result {
        try Gallery(
            library: try Repository.library(),
            status: CatalogStatus(templates: Repository.templates, locales: Repository.locales))
    }

    private func gallery(_ fixture: NoticeFixture) throws -> Gallery {
        try Gallery(
            library: try NoticeLibrary.open(
                templates: fixture.templates, locales: fixture.locales),
            status: CatalogStatus(templates: fixture.templates, locales: fixture.locales))
    }

    private func read(_ page: GalleryPage) throws -> PageElement {
        try #require(PageElement(page.html), "\(page.name) is not well-formed")
    }

    @Test(arguments: Repository.languages)
    func `a language's page is well-formed and shows every notice in frames without rights`(
        _ language: String
    ) throws {
        let gallery = try Self.repository.get()
        let page = try read(gallery.page(of: try tag(language)))
        let frames = page.all("iframe")
        let hasNotices = Repository.translated.contains(language)
        #expect(frames.count == (hasNotices ? Repository.notices.count : 0))
        for frame in frames {
            #expect(frame.attributes["sandbox"]?.isEmpty == true)
            #expect(frame.attributes["title"]?.hasPrefix("E-mail: ") == true)
            let mail = try #require(frame.attributes["srcdoc"])
            #expect(mail.hasPrefix("<!doctype html>") && mail.contains("lang=\"\(language)\""))
        }
        #expect(
            page.all("article").compactMap { $0.attributes["id"] }
                == (hasNotices ? Repository.notices : []))
        #expect(page.all("script").isEmpty && page.all("link").isEmpty && page.all("img").isEmpty)
        let direction = try tag(language).direction.rawValue
        for words in page.all where words.attributes["lang"] == language && words.name != "html" {
            #expect(words.attributes["dir"] == direction)
        }
        try checkStructure(page)
    }

    /// Headings go down one step at a time, ids stand once, and each link within leads somewhere.
    private func checkStructure(_ page: PageElement) throws {
        #expect(page.attributes["lang"] == "en" && page.attributes["dir"] == "ltr")
        var level = 0
        for heading in page.all where ["h1", "h2", "h3", "h4"].contains(heading.name) {
            let next = try #require(Int(heading.name.dropFirst()))
            #expect(next <= level + 1, "\(heading.text)")
            #expect(!heading.text.isEmpty)
            level = next
        }
        #expect(page.all("h1").count == 1)
        let ids = page.all.compactMap { $0.attributes["id"] }
        #expect(Set(ids).count == ids.count)
        for link in page.all("a") {
            let target = try #require(link.attributes["href"])
            #expect(!link.text.isEmpty)
            if target.hasPrefix("#") { #expect(ids.contains(String(target.dropFirst()))) }
        }
        #expect(page.all("a").first?.attributes["href"] == "#content")
    }

    @Test func `the index shows each cell by letter and name, and leads to its notice`() throws {
        let gallery = try Self.repository.get()
        let page = try read(gallery.index())
        try checkStructure(page)
        let cells = page.all("td").flatMap { $0.all("a") }
        #expect(cells.count == gallery.status.languages.count * Repository.notices.count)
        var expected: [String: TranslationState] = [:]
        for language in gallery.status.languages {
            for notice in Repository.notices {
                let state = gallery.status.cell(notice, language)?.state
                expected["\(language.text).html#\(notice)"] = state
            }
        }
        for cell in cells {
            let found = expected.removeValue(forKey: cell.attributes["href"] ?? "")
            let state = try #require(found)
            #expect(cell.text.hasPrefix(state.letter) && cell.text.hasSuffix(": \(state.name)"))
            #expect(cell.classes.contains(Substring(state.rawValue)))
        }
        #expect(expected.isEmpty)
        #expect(page.text.contains("no person who reads the language has checked it yet"))
    }

    @Test func `every link of the gallery leads to a page and a place that are there`() throws {
        let fixture = try NoticeFixture()
        let gallery = try gallery(fixture)
        let pages =
            try gallery.languages.map { try gallery.page(of: $0) }
            + [gallery.contactSheet(), gallery.index()]
        let read = try Dictionary(uniqueKeysWithValues: pages.map { ($0.name, try self.read($0)) })
        #expect(read.count == gallery.languages.count + 2)
        for (name, page) in read {
            for link in page.all("a").compactMap({ $0.attributes["href"] }) {
                let parts = link.split(separator: "#", omittingEmptySubsequences: false)
                let file = parts.first == "" ? name : String(parts.first ?? "")
                let target = try #require(read[file], "\(name): \(link)")
                let place = parts.count > 1 ? String(parts[1]) : nil
                #expect(
                    place == nil || target.all.contains { $0.attributes["id"] == place }, "\(link)")
            }
        }
    }

    @Test func `a draft says that nobody has reviewed it, and a reviewed notice does not`() throws {
        let fixture = try NoticeFixture()
        let before = try read(gallery(fixture).page(of: try tag("so")))
        #expect(before.text.contains("Drafts, reviewed by nobody"))
        let cards = before.all("article")
        #expect(cards.allSatisfy { $0.text.contains("draft: written, and reviewed by nobody") })
        try fixture.review("so", ["urgent", "common"])
        let after = try read(gallery(fixture).page(of: try tag("so")))
        let urgent = try #require(after.all("article").first { $0.attributes["id"] == "urgent" })
        #expect(urgent.text.contains("reviewed by a named person"))
        #expect(!urgent.text.contains("by nobody"))
        #expect(after.text.contains("1 of \(Repository.notices.count) notices have been reviewed"))
    }

    @Test func `each choice, plural form and other day is shown where it is worded otherwise`()
        throws
    {
        let gallery = try Self.repository.get()
        let page = try read(gallery.page(of: try tag("ar")))
        let labels = { (notice: String) in
            page.all("article").filter { $0.attributes["id"] == notice }.flatMap { $0.all("h4") }
                .map(\.text)
        }
        #expect(labels("concern").starts(with: ["reason: behaviour", "reason: attention"]))
        #expect(labels("closure").starts(with: ["change: closed", "change: late"]))
        #expect(
            Set(labels("good-news")).isSuperset(
                of: ["work", "kindness", "participation", "other"].map { "occasion: \($0)" }))
        #expect(
            Set(labels("meeting-invitation")).isSuperset(of: [
                "interpreter: no", "principal: no", "minutes: 1", "minutes: 2", "minutes: 3",
            ]))
        #expect(labels("event-notice").contains("ends: on another day"))
        let template = try #require(gallery.library.notice("concern"))
        let other = try gallery.render(
            template, template.exampleValues.merging(["reason": .text("behaviour")]) { $1 },
            in: try tag("ar"))
        let own = other.text.split(separator: "\n").map(String.init)
        let shown = Set(page.all("p").map(\.text))
        #expect(own.contains { shown.contains($0) })
    }

    @Test func `hostile values stay text, on the page and in the mail`() throws {
        let fixture = try NoticeFixture()
        let hostile = "</p><script>alert(1)</script><b id='x'>\u{202E}"
        for (name, old) in [
            ("concern", "Yasmin Yusuf"), ("concern", "A concern about a child"),
            ("urgent", "Urgent notice"),
        ] {
            try fixture.replace("templates/\(name).yaml", old, "\"\(hostile)\"")
        }
        let gallery = try gallery(fixture)
        for language in ["en", "ar", "so"] {
            let page = try gallery.page(of: try tag(language))
            #expect(!page.html.contains("<script"))
            #expect(!page.html.unicodeScalars.contains("\u{202E}"))
            let read = try read(page)
            #expect(read.all("script").isEmpty && read.all("b").isEmpty)
            #expect(read.text.contains("</p><script>alert(1)</script><b id='x'>"))
            let mail = try #require(
                read.all("iframe").compactMap { $0.attributes["srcdoc"] }.first {
                    $0.contains("alert(1)")
                })
            #expect(!mail.contains("<script") && mail.contains("&lt;script&gt;"))
        }
        let index = try read(gallery.index())
        #expect(index.all("script").isEmpty && index.text.contains("<script>alert(1)</script>"))
    }

    @Test func `the contact sheet shows one notice in six scripts`() throws {
        let page = try read(Self.repository.get().contactSheet())
        try checkStructure(page)
        let bubbles = page.all("p").filter { $0.classes.contains("bubble") }
        #expect(bubbles.map { $0.attributes["lang"] } == ["es", "ru", "ar", "hi", "zh-Hans", "am"])
        #expect(bubbles.map { $0.attributes["dir"] } == ["ltr", "ltr", "rtl", "ltr", "ltr", "ltr"])
        #expect(page.all("iframe").count == 6)
    }

    @Test func `a text message tells its parts and its encoding`() throws {
        let gallery = try Self.repository.get()
        let page = try read(gallery.page(of: try tag("ar")))
        let card = try #require(page.all("article").first { $0.attributes["id"] == "urgent" })
        let bubble = try #require(card.all("p").first { $0.classes.contains("bubble") })
        let measure = SMSMeasure(bubble.text)
        #expect(measure.encoding == .ucs2)
        let cost = measure.segments == 1 ? "1 part, UCS-2" : "\(measure.segments) parts, UCS-2"
        #expect(card.all("p").contains { $0.text == cost })
    }

    @Test func `a language with an error is left out and named, the others are shown`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "{$school}", "{$school")
        let gallery = try gallery(fixture)
        #expect(gallery.languages.map(\.text) == ["en", "ar", "es", "ht"])
        #expect(gallery.leftOut.map(\.text) == ["so"])
        for language in gallery.languages { _ = try read(gallery.page(of: language)) }
        let index = try read(gallery.index())
        #expect(index.text.contains("Left out, for a file of theirs has an error: Somali (so)."))
        #expect(!index.all("a").contains { $0.attributes["href"]?.hasPrefix("so.html") == true })
    }

    @Test func `an unknown notice is refused by name`() throws {
        #expect(throws: LocalizationProblem.self) {
            try Gallery(
                library: try Repository.library(),
                status: CatalogStatus(
                    templates: Repository.templates, locales: Repository.locales),
                sheetNotice: "nothing")
        }
    }
}
