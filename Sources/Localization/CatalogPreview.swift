import Foundation
import MessageFormat

/// A notice as a family would see it, with the template's example values, for the terminal.
public struct CatalogPreview: Sendable {
    /// Which part to show.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        /// Subject and plain text.
        case text
        /// The HTML document, for a browser.
        case html
        /// The text message.
        case sms
    }

    private let library: NoticeLibrary

    /// A preview over a library.
    public init(library: NoticeLibrary) {
        self.library = library
    }

    /// Shows a notice in a language, whatever its standing: this goes to no family.
    ///
    /// - Throws: ``LocalizationProblem`` when the notice is unknown or cannot be formatted.
    public func show(
        _ notice: String, in language: LanguageTag, form: Form = .text,
        values: [String: NoticeValue]? = nil, timeZone: String = "America/Chicago",
        options: RenderOptions = RenderOptions()
    ) throws(LocalizationProblem) -> String {
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
        let template = try localizer.template(notice)
        let rendering = try localizer.render(
            notice, values: values ?? template.exampleValues, for: [language], timeZone: timeZone,
            options: options)
        switch form {
        case .html: return rendering.html
        case .sms: return (rendering.sms ?? "This notice has no text message.") + "\n"
        case .text: return head(rendering, template, asked: language) + rendering.text
        }
    }

    private func head(
        _ rendering: Rendering, _ template: NoticeTemplate, asked: LanguageTag
    ) -> String {
        var lines = ["Notice:   \(template.id) (\(template.title))"]
        lines.append("Language: \(rendering.language.text), \(standing(rendering, asked))")
        lines.append("Subject:  \(rendering.subject)")
        return lines.joined(separator: "\n") + "\n\n"
    }

    private func standing(_ rendering: Rendering, _ asked: LanguageTag) -> String {
        switch rendering.reason {
        case .asked, .schoolLanguage: rendering.standing.rawValue
        case .noCatalog: "because there is no catalog for \(asked.text)"
        case .incomplete: "because the catalog for \(asked.text) is incomplete or in doubt"
        case .belowMinimum: "because \(asked.text) may not be sent"
        }
    }
}
