import MessageFormat

/// The gallery's first page: the status as a picture, each cell the way to its notice.
struct GalleryIndex {
    private let gallery: Gallery
    private let translated: [LanguageTag]
    private let helpOnly: [LanguageTag]

    init(_ gallery: Gallery) {
        self.gallery = gallery
        translated = gallery.languages.filter(gallery.status.languages.contains)
        helpOnly = gallery.languages.filter(gallery.status.helpOnly.contains)
    }

    var page: GalleryPage {
        let title = "What families read, language by language"
        return GalleryPage(
            name: "index.html", title: title,
            body: """
                <h1>\(title)</h1>
                <p>Every notice that the school can send, as a family would meet it. Choose a sign in the table, or a language below it.</p>
                \(banner)
                <h2>How far the translations are</h2>
                \(legend)
                \(matrix)
                <h2>Languages</h2>
                \(list)
                \(leftOut)

                """)
    }

    private var leftOut: String {
        guard !gallery.leftOut.isEmpty else { return "" }
        let names = gallery.leftOut.map { "\(name($0)) (\($0.text))" }.joined(separator: ", ")
        return
            "<p class=\"banner\">Left out, for a file of theirs has an error: \(names). parley catalog check shows it.</p>"
    }

    private var banner: String {
        let cells = translated.flatMap { language in
            gallery.library.notices.map { gallery.state($0, language) }
        }
        guard !cells.isEmpty else { return "" }
        let reviewed = cells.count { $0 == .reviewed }
        let sentence =
            reviewed == 0
            ? "None of the \(cells.count) translations shown here has been reviewed: no person who reads the language has checked it yet."
            : "\(reviewed) of the \(cells.count) translations shown here have been reviewed. Nobody has checked the others yet."
        return "<p class=\"banner\">\(sentence)</p>"
    }

    private var legend: String {
        let items = TranslationState.allCases.reversed().map { state in
            "<li><span class=\"state\">\(stateSign(state)) \(state.name)</span>: \(state.meaning)</li>\n"
        }
        return "<ul class=\"plain\">\n\(items.joined())</ul>"
    }

    private var matrix: String {
        guard !translated.isEmpty else { return "" }
        let head = translated.map { language in
            "<th scope=\"col\"><a href=\"\(language.text).html\" title=\"\(name(language))\">\(language.text)</a></th>"
        }
        let rows = gallery.library.notices.map { notice in
            let cells = translated.map { cell(notice, $0) }
            return
                "<tr><th scope=\"row\"><a href=\"en.html#\(notice.id)\">\(staffText(notice.title))</a></th>\(cells.joined())</tr>\n"
        }
        return """
            <div class="scroll" role="region" aria-label="Table of notices and languages" tabindex="0">
            <table class="matrix">
            <caption class="hidden">Each notice in each language</caption>
            <thead><tr><td></td>\(head.joined())</tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </div>
            """
    }

    private func cell(_ notice: NoticeTemplate, _ language: LanguageTag) -> String {
        let state = gallery.state(notice, language) ?? .missing
        let label = "\(staffText(notice.title)), \(name(language)): \(state.name)"
        return
            "<td><a class=\"sign \(state.rawValue)\" href=\"\(language.text).html#\(notice.id)\" title=\"\(label)\">\(state.letter)<span class=\"hidden\"> \(label)</span></a></td>"
    }

    private var list: String {
        let own = (gallery.languages.prefix(1) + translated).map(item).joined()
        let help = helpOnly.map(item).joined()
        let more =
            helpOnly.isEmpty
            ? ""
            : "<h2>Only the line about free help</h2>\n<ul class=\"plain languages\">\n\(help)</ul>"
        return "<ul class=\"plain languages\">\n\(own)</ul>\n\(more)"
    }

    private func item(_ language: LanguageTag) -> String {
        let own = LanguageName(language, in: gallery.library).own.map {
            " " + foreignText($0, language, tag: "span")
        }
        return
            "<li><a href=\"\(language.text).html\">\(name(language))</a>\(own ?? "") <code>\(language.text)</code></li>\n"
    }

    private func name(_ language: LanguageTag) -> String {
        escapeHTML(LanguageName(language, in: gallery.library).english)
    }
}
