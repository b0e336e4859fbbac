import MessageFormat
import Wire

/// One notice in six scripts side by side.
struct ContactSheet {
    private let gallery: Gallery

    init(_ gallery: Gallery) {
        self.gallery = gallery
    }

    func page() throws(LocalizationProblem) -> GalleryPage {
        let notice = gallery.sheetNotice
        let title = "\(notice.title), in several scripts"
        var cards = ""
        for language in languages { cards += try card(notice, language) }
        let empty = "<p>None of the languages shown here has a notice yet.</p>\n"
        return GalleryPage(
            name: "contact-sheet.html", title: title,
            body: """
                <h1>\(staffText(title))</h1>
                \(languages.isEmpty ? empty : "<div class=\"sheet\">\n\(cards)</div>\n")
                """)
    }

    /// Latin, Cyrillic, Arabic, Devanagari, Han and Ethiopic by preference; where one of them is
    /// not among the gallery's, the next language of a script that is not there yet.
    private var languages: [LanguageTag] {
        let there = gallery.languages.filter(gallery.status.languages.contains)
        let preferred = ["es", "ru", "ar", "hi", "zh-Hans", "am"].compactMap(LanguageTag.init)
        var scripts: Set<String> = []
        let chosen = (preferred.filter(there.contains) + there).filter {
            scripts.insert($0.likelyScript ?? "").inserted
        }
        return Array(chosen.prefix(6))
    }

    private func card(
        _ notice: NoticeTemplate, _ language: LanguageTag
    ) throws(LocalizationProblem) -> String {
        let rendering = try gallery.render(notice, notice.exampleValues, in: language)
        let name = LanguageName(language, in: gallery.library)
        let own = name.own.map { foreignText($0, language, tag: "span") + " " } ?? ""
        let state = gallery.state(notice, language) ?? .missing
        let mail = MailFrame(
            rendering, title: "E-mail: \(notice.title), \(name.english)", isLazy: false
        ).html
        let bubble = rendering.sms.map {
            "<h3>Text message</h3>\n\(foreignText($0, rendering.language, tag: "p", style: "bubble"))\n"
        }
        return """
            <article class="card">
            <h2><a href="\(language.text).html#\(notice.id)">\(own)<small>\(escapeHTML(name.english))</small></a></h2>
            <p class="state">\(stateSign(state)) \(state.name): \(state.meaning)</p>
            \(mail)
            \(bubble ?? "")</article>

            """
    }
}
