import MessageFormat
import Wire

/// A notice in one language: the mail, the text message, and every other wording it can have.
struct NoticeCard {
    private let page: LanguagePage
    private let notice: NoticeTemplate
    private let language: LanguageTag

    init(_ page: LanguagePage, _ notice: NoticeTemplate) {
        self.page = page
        self.notice = notice
        language = page.language
    }

    func html() throws(LocalizationProblem) -> String {
        let cases = notice.cases(in: language)
        let example = try reading(notice.exampleValues)
        var variants = ""
        for other in cases where !other.label.isEmpty {
            variants += try variant(other, besides: example)
        }
        let more =
            variants.isEmpty
            ? "" : "<h3>Other wordings</h3>\n<div class=\"variants\">\n\(variants)</div>\n"
        return """
            <article class="card" id="\(notice.id)" aria-labelledby="\(notice.id)-title">
            <h2 id="\(notice.id)-title">\(staffText(notice.title)) <code>\(notice.id)</code></h2>
            \(standing)
            <p class="quiet">\(staffText(notice.purpose))</p>
            <div class="channels">
            <div>
            \(MailFrame(example.own, title: "E-mail: \(notice.title), \(page.name.english)").html)
            </div>
            <div>
            \(text(example))
            \(plain(example))
            </div>
            </div>
            \(more)</article>

            """
    }

    /// The notice in the language, and in English beside it.
    private struct Reading {
        let own: Rendering
        let english: Rendering?
    }

    private func reading(_ values: [String: NoticeValue]) throws(LocalizationProblem) -> Reading {
        let own = try page.gallery.render(notice, values, in: language)
        let english =
            own.language == .english
            ? nil : try page.gallery.render(notice, values, in: .english)
        return Reading(own: own, english: english)
    }

    private var standing: String {
        guard let state = page.gallery.state(notice, language) else { return "" }
        return
            "<p class=\"state\">\(stateSign(state)) \(state.name): \(state.meaning)</p>"
    }

    private func text(_ reading: Reading) -> String {
        guard let sms = reading.own.sms else { return "" }
        return "<h3>Text message</h3>\n\(bubble(sms, reading.own.language))"
    }

    /// As on a phone, with what it costs.
    private func bubble(_ sms: String, _ language: LanguageTag) -> String {
        let measure = SMSMeasure(sms)
        let parts = measure.segments == 1 ? "1 part" : "\(measure.segments) parts"
        return """
            \(foreignText(sms, language, tag: "p", style: "bubble"))
            <p class="quiet">\(parts), \(measure.encoding.rawValue)</p>

            """
    }

    /// The mail's words without its look, and the English of both, folded.
    private func plain(_ reading: Reading) -> String {
        let own = folded("The e-mail as plain text", reading.own.text, reading.own.language)
        guard let english = reading.english else { return own }
        let words = [english.subject, english.text, english.sms].compactMap(\.self)
            .joined(separator: "\n\n")
        return own + folded("The English, for comparison", words, .english)
    }

    private func folded(_ title: String, _ text: String, _ language: LanguageTag) -> String {
        "<details><summary>\(title)</summary>\(foreignText(text, language, tag: "pre"))</details>\n"
    }

    /// Only what is worded otherwise than in the example; nothing when all is the same.
    private func variant(
        _ other: NoticeCase, besides example: Reading
    ) throws(LocalizationProblem) -> String {
        let reading = try reading(other.values)
        let mail = changes(reading.own, example.own)
        let sms = reading.own.sms == example.own.sms ? nil : reading.own.sms
        guard !mail.isEmpty || sms != nil else { return "" }
        var html = "<h4>\(staffText(other.label))</h4>\n"
        html += mail.map { foreignText($0, reading.own.language, tag: "p", style: "lines") + "\n" }
            .joined()
        if let sms { html += bubble(sms, reading.own.language) }
        if let english = reading.english, let first = example.english {
            let text = english.sms == first.sms ? nil : english.sms
            let lines = changes(english, first) + [text].compactMap(\.self)
            html += folded("In English", lines.joined(separator: "\n\n"), .english)
        }
        return "<section>\n\(html)</section>\n"
    }

    /// The lines of a mail that another does not have, its subject among them.
    private func changes(_ new: Rendering, _ old: Rendering) -> [String] {
        var seen = Set(lines(old))
        return lines(new).filter { seen.insert($0).inserted }
    }

    private func lines(_ rendering: Rendering) -> [String] {
        [rendering.subject] + rendering.text.split(separator: "\n").map(String.init)
    }
}
