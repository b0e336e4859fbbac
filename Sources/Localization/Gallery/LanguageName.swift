import Foundation
import MessageFormat

/// What a language is called.
struct LanguageName {
    /// For staff: `Somali`.
    let english: String
    /// As its readers call it; `nil` where its catalog does not say.
    let own: String?

    /// Where CLDR has no name, or one that no school uses.
    private static let schoolNames = ["fa-AF": "Dari", "mww": "White Hmong"]

    init(_ language: LanguageTag, in library: NoticeLibrary) {
        english =
            Self.schoolNames[language.text]
            ?? Locale(identifier: "en").localizedString(forIdentifier: language.text)
            ?? language.text
        let key = "common.language.name"
        let sentence = try? Localizer(library: library).sentence(key, in: language)
        // Another language's name for itself would say nothing here.
        own = sentence?.language == language ? sentence?.text : nil
    }
}
