import Outreach

/// The page as HTML: one heading, one button, no script, nothing loaded. It works in the languages
/// of both directions, with a keyboard, enlarged, and in the dark; colours reach 4.5 to 1.
struct NewsHTML {
    private let page: NewsPage

    init(_ page: NewsPage) {
        self.page = page
    }

    var text: String {
        let heading = page.heading
        let parts = [
            page.notes.map { paragraph($0, "note") }.joined(),
            "<p class=\"school\"><bdi>\(escaped(page.school))</bdi></p>\n",
            "<h1\(attributes(heading))>\(escaped(heading.text))</h1>\n",
            page.text.map { paragraph($0, nil) }.joined(), form,
        ]
        let body = parts.joined()
        return """
            <!doctype html>
            <html lang="\(escaped(heading.language))" dir="\(heading.direction)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(heading.text)) – \(escaped(page.school))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <main>
            \(body)</main>
            </body>
            </html>

            """
    }

    /// Without an action it goes to the page's own address, whatever a proxy puts before it.
    private var form: String {
        let field = page.isStopped ? NewsWish.resumeField : NewsWish.stopField
        return """
            <form method="post">
            <input type="hidden" name="\(field.name)" value="\(field.value)">
            <button type="submit"\(attributes(page.button))>\(escaped(page.button.text))</button>
            </form>

            """
    }

    private func paragraph(_ line: NewsPage.Line, _ kind: String?) -> String {
        let kind = kind.map { " class=\"\($0)\"" } ?? ""
        return "<p\(kind)\(attributes(line))>\(escaped(line.text))</p>\n"
    }

    private func attributes(_ line: NewsPage.Line) -> String {
        " lang=\"\(escaped(line.language))\" dir=\"\(line.direction)\""
    }

    private func escaped(_ text: String) -> String {
        text.reduce(into: "") { out, character in
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
    }

    private static let style = """

        :root { color-scheme: light dark; }
        body { margin: 0; padding: 16px 8px; background: #eef1f3; color: #1c2023;
        font: 18px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans',
        'Noto Naskh Arabic', Tahoma, Arial, sans-serif; overflow-wrap: anywhere; }
        main { max-width: 34rem; margin: 0 auto; padding: 24px 20px; background: #fff;
        border-radius: 8px; }
        h1 { margin: 0 0 16px; font-size: 1.5rem; line-height: 1.3; }
        p { margin: 0 0 16px; }
        .school { color: #4d565c; }
        .note { padding: 10px 14px; background: #fdf3d7; color: #4a3a05; border-radius: 6px; }
        button { min-height: 48px; padding: 10px 24px; font: inherit; font-weight: bold;
        color: #fff; background: #1f4e79; border: 0; border-radius: 6px; cursor: pointer; }
        button:focus-visible { outline: 3px solid #b35900; outline-offset: 3px; }
        @media (prefers-color-scheme: dark) {
        body { background: #111314; color: #f1f3f4; }
        main { background: #1b1e20; }
        .school { color: #c3c9cd; }
        .note { background: #3a3320; color: #f7edd2; }
        button { color: #10161b; background: #9cc8f0; }
        button:focus-visible { outline-color: #ffb366; }
        }

        """
}
