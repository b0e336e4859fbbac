import MessageFormat

/// All notices in one language.
struct LanguagePage {
    let gallery: Gallery
    let language: LanguageTag
    let name: LanguageName

    init(_ gallery: Gallery, _ language: LanguageTag) {
        self.gallery = gallery
        self.language = language
        name = LanguageName(language, in: gallery.library)
    }

    func page() throws(LocalizationProblem) -> GalleryPage {
        let own = name.own.map { " " + foreignText($0, language, tag: "span") } ?? ""
        var body = "<h1>\(escapeHTML(name.english))\(name.own == name.english ? "" : own)</h1>\n"
        if gallery.library.hasNotices(in: language) {
            body += banner + jumps
            for notice in gallery.library.notices {
                body += try NoticeCard(self, notice).html()
            }
        } else {
            body += try help()
        }
        return GalleryPage(
            name: "\(language.text).html", title: "\(name.english): what families read", body: body)
    }

    private var banner: String {
        guard language != .english else {
            return
                "<p>The English source: every other language is made from it, and falls back to it.</p>\n"
        }
        let reviewed = gallery.status.totals(language)[.reviewed] ?? 0
        let all = gallery.library.notices.count
        let sentence =
            reviewed == 0
            ? "Drafts, reviewed by nobody: no person who reads \(name.english) has checked any of these \(all) notices yet."
            : "\(reviewed) of \(all) notices have been reviewed. Nobody has checked the others yet: each says how it stands."
        return """
            <p class="banner">\(escapeHTML(sentence))</p>
            <p>You read \(escapeHTML(name.english))? Look whether a parent would understand each text at once, and whether it is polite. Note the notice and the sentence, and tell the school.</p>

            """
    }

    private var jumps: String {
        let items = gallery.library.notices.map { notice in
            let sign = gallery.state(notice, language).map { stateSign($0) + " " } ?? ""
            return
                "<li><a href=\"#\(notice.id)\">\(sign)\(staffText(notice.title))</a></li>\n"
        }
        return
            "<nav aria-label=\"Notices\"><ul class=\"plain languages\">\n\(items.joined())</ul></nav>\n"
    }

    /// A language in which no notice is written: what stands above English mail and behind texts.
    private func help() throws(LocalizationProblem) -> String {
        var html = """
            <p class="banner">No notice is written in \(escapeHTML(name.english)) yet. Families get the English, with these sentences, reviewed by nobody.</p>
            <article class="card">
            <h2>The line about free help</h2>

            """
        let localizer = Localizer(library: gallery.library)
        for key in FrameKey.helpLines where gallery.library.entry(key, language) != nil {
            let own = try localizer.sentence(key, in: language)
            let english = try localizer.sentence(key, in: .english)
            html += foreignText(own.text, own.language, tag: "p") + "\n"
            html += "<p class=\"quiet\">\(escapeHTML(english.text))</p>\n"
        }
        return html + "</article>\n"
    }
}
