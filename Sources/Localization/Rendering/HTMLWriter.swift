import MessageFormat

/// A letter as HTML: one column that fits a phone, all style inline, nothing loaded from
/// elsewhere, language and direction said at the root and wherever they change.
struct HTMLWriter {
    private let direction: TextDirection
    private var body = ""

    static func write(_ framed: FramedLetter) -> String {
        var writer = HTMLWriter(direction: framed.letter.language.direction)
        writer.fill(framed)
        let language = framed.letter.language
        return HTMLLayout.page(
            language: language.text, direction: language.direction.rawValue,
            title: escapeHTML(framed.letter.subject.bare), body: writer.body)
    }

    private init(direction: TextDirection) {
        self.direction = direction
    }

    private mutating func fill(_ framed: FramedLetter) {
        if let marker = framed.marker {
            body += "<p style=\"\(HTMLStyle.marker)\" class=\"quiet\">\(escapeHTML(marker))</p>\n"
        }
        for line in framed.top {
            body +=
                "<p\(foreign(line.language)) style=\"\(HTMLStyle.top)\" class=\"top\">\(html(line))</p>\n"
        }
        body += "<h1 style=\"\(HTMLStyle.heading)\">\(html(framed.letter.heading))</h1>\n"
        add(framed.letter)
        body += "<hr style=\"\(HTMLStyle.rule)\" class=\"rule\">\n"
        for line in framed.foot {
            body += "<p style=\"\(HTMLStyle.foot)\" class=\"quiet\">\(html(line))</p>\n"
        }
        guard let copy = framed.copy else { return }
        body += "<hr style=\"\(HTMLStyle.rule)\" class=\"rule\">\n"
        body += "<p style=\"\(HTMLStyle.foot)\" class=\"quiet\">\(html(copy.intro))</p>\n"
        var english = HTMLWriter(direction: copy.letter.language.direction)
        english.body += "<h2 style=\"\(HTMLStyle.heading)\">\(html(copy.letter.heading))</h2>\n"
        english.add(copy.letter)
        body +=
            "<div lang=\"\(copy.letter.language.text)\" dir=\"\(english.direction.rawValue)\">\n"
        body += english.body + "</div>\n"
    }

    private mutating func add(_ letter: Letter) {
        for block in letter.blocks {
            switch block {
            case .paragraph(let line): paragraph(html(line))
            case .facts(let rows, _): facts(rows)
            case .words(let intro, let note, let text, let language):
                words(intro, note, text, language, in: letter.language)
            case .choices(let intro, let lines):
                paragraph("<strong>\(html(intro))</strong>")
                body += "<div style=\"\(HTMLStyle.choices)\">\n"
                for (index, line) in lines.enumerated() {
                    body +=
                        "<p style=\"\(HTMLStyle.choice)\" class=\"card\"><strong>\(index + 1)</strong>"
                    body += " = \(html(line))</p>\n"
                }
                body += "</div>\n"
            }
        }
    }

    private mutating func paragraph(_ html: String) {
        body += "<p style=\"\(HTMLStyle.paragraph)\">\(html)</p>\n"
    }

    private mutating func facts(_ rows: [(label: Line, value: Line)]) {
        let side = direction == .rightToLeft ? "right" : "left"
        body += "<table style=\"\(HTMLStyle.facts)\" class=\"card\">\n"
        for row in rows {
            body +=
                "<tr><th scope=\"row\" align=\"\(side)\" style=\"\(HTMLStyle.label)text-align:\(side)\" class=\"quiet\">"
            body += "\(html(row.label))</th>"
            body +=
                "<td style=\"\(HTMLStyle.value)text-align:\(side)\">\(html(row.value))</td></tr>\n"
        }
        body += "</table>\n"
    }

    private mutating func words(
        _ intro: Line?, _ note: Line?, _ text: String, _ language: LanguageTag,
        in outer: LanguageTag
    ) {
        if let intro { paragraph("<strong>\(html(intro))</strong>") }
        if let note {
            body += "<p style=\"\(HTMLStyle.foot)\" class=\"quiet\">\(html(note))</p>\n"
        }
        let mark = language == outer ? "" : foreign(language)
        let lines = text.split(separator: "\n").map { escapeHTML(String($0)) }
        body += "<div\(mark) style=\"\(HTMLStyle.words)\" class=\"card\">"
        body += lines.joined(separator: "<br>") + "</div>\n"
    }

    private func foreign(_ language: LanguageTag) -> String {
        " lang=\"\(language.text)\" dir=\"\(language.direction.rawValue)\""
    }

    /// A telephone number or a count stays in one piece.
    private func nowrap(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let isNumber =
            scalars.count <= 20 && scalars.contains { ("0"..."9").contains($0) }
            && !scalars.contains(where: \.properties.isAlphabetic)
        return isNumber ? " style=\"white-space:nowrap\"" : ""
    }

    private func html(_ line: Line) -> String {
        line.spans.map { span in
            switch span {
            case .text(let text): escapeHTML(text)
            case .isolate: ""
            case .value(let text): "<bdi\(nowrap(text))>\(escapeHTML(text))</bdi>"
            case .english(let text): "<bdi lang=\"en\" dir=\"ltr\">\(escapeHTML(text))</bdi>"
            case .open(let markup): "<\(markup.rawValue)>"
            case .close(let markup): "</\(markup.rawValue)>"
            case .lineBreak: "<br>"
            }
        }
        .joined()
    }
}

/// Text as it may stand in an element or in a quoted attribute.
func escapeHTML(_ text: String) -> String {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}
