import MessageFormat

/// A mail as it looks in a mail program: its own HTML in a frame without rights.
///
/// The document stands in `srcdoc`, so that a language stays one file that can be handed on. An
/// empty `sandbox` allows no script, no form and no way out.
struct MailFrame {
    private let rendering: Rendering
    private let title: String
    /// A page of twenty mails draws those that are looked at; a page of six draws all.
    private let isLazy: Bool

    init(_ rendering: Rendering, title: String, isLazy: Bool = true) {
        self.rendering = rendering
        self.title = title
        self.isLazy = isLazy
    }

    var html: String {
        """
        <h3>E-mail</h3>
        <p class="subject"><span class="quiet">Subject:</span> \(foreignText(rendering.subject, rendering.language, tag: "bdi"))</p>
        <iframe sandbox=""\(isLazy ? " loading=\"lazy\"" : "") title="\(staffText(title))" style="--tall:\(height(letters: 56))px;--tall-phone:\(height(letters: 32))px" srcdoc="\(escapeHTML(rendering.html))"></iframe>
        """
    }

    /// About what the mail needs: without a script a frame cannot ask. What is too much is blank,
    /// what is too little can be scrolled.
    private func height(letters: Int) -> Int {
        let wide: Set<String> = ["Hans", "Hant", "Jpan", "Kore", "Ethi", "Mymr"]
        let isWide = wide.contains(rendering.language.likelyScript ?? "")
        let perLine = isWide ? letters * 2 / 3 : letters
        let lines = rendering.text.split(separator: "\n", omittingEmptySubsequences: false)
        let total = lines.reduce(0) { $0 + ($1.isEmpty ? 16 : 30 * (1 + $1.count / perLine)) }
        return min(max(total + 170, 360), 1_800)
    }
}
