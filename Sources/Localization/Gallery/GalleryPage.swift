/// One file of the gallery.
public struct GalleryPage: Sendable, Hashable {
    /// Its name in the folder: `so.html`.
    public let name: String
    /// A whole HTML document; it loads nothing from elsewhere and runs no script.
    public let html: String

    /// A page in the syntax that HTML and XML share, so that a strict reader can check it.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - title: Plain text, for the head.
    ///   - body: HTML, what is in `main`.
    init(name: String, title: String, body: String) {
        self.name = name
        html = """
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>\(escapeHTML(title))</title>
            <style>
            \(GalleryStyle.css)
            </style>
            </head>
            <body>
            <a class="skip" href="#content">Skip to the content</a>
            <nav aria-label="Gallery"><a href="index.html">All languages</a> <a href="contact-sheet.html">Six scripts side by side</a></nav>
            <main id="content" tabindex="-1">
            \(body)</main>
            <footer><p>Example values, invented names. Nothing on these pages was sent to anybody.</p></footer>
            </body>
            </html>

            """
    }
}
