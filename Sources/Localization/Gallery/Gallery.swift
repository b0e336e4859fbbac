import MessageFormat
import Wire

/// What a reviewing parent is shown: every notice in every language, as families would meet it,
/// in HTML files that need nothing but a browser. Nothing of it is sent.
///
/// It makes one page at a time and keeps none.
public struct Gallery: Sendable {
    /// The languages with a page, English first.
    public let languages: [LanguageTag]
    /// The languages that would have one, were there no error in their catalogs.
    public let leftOut: [LanguageTag]
    let library: NoticeLibrary
    let status: CatalogStatus
    let sheetNotice: NoticeTemplate

    /// A gallery.
    ///
    /// - Parameters:
    ///   - library: Notices and words.
    ///   - status: How they stand.
    ///   - languages: Those to show beside English; all when empty.
    ///   - sheetNotice: The notice that the contact sheet shows.
    /// - Throws: ``LocalizationProblem/unknownNotice(_:known:)``.
    public init(
        library: NoticeLibrary, status: CatalogStatus, languages: [LanguageTag] = [],
        sheetNotice: String = "meeting-invitation"
    ) throws(LocalizationProblem) {
        self.library = library
        self.status = status
        // A language that is only begun has nothing to show.
        let there = status.languages.filter {
            library.hasNotices(in: $0) || status.broken.contains($0)
        }
        let all = there + status.helpOnly
        let chosen = languages.isEmpty ? all : all.filter(languages.contains)
        self.languages = [.english] + chosen.filter { !status.broken.contains($0) }
        leftOut = chosen.filter(status.broken.contains)
        self.sheetNotice = try Localizer(library: library).template(sheetNotice)
    }

    /// The first page: how everything stands, with a way to each notice.
    public func index() -> GalleryPage {
        GalleryIndex(self).page
    }

    /// All notices in one language, or the sentences about free help where there is no more.
    ///
    /// - Throws: ``LocalizationProblem`` when a notice cannot be formatted.
    public func page(of language: LanguageTag) throws(LocalizationProblem) -> GalleryPage {
        try LanguagePage(self, language).page()
    }

    /// One notice in six scripts side by side.
    ///
    /// - Throws: ``LocalizationProblem`` when it cannot be formatted.
    public func contactSheet() throws(LocalizationProblem) -> GalleryPage {
        try ContactSheet(self).page()
    }

    /// As a family would get it, whatever its standing, and without the English copy: that stands
    /// beside it here.
    func render(
        _ template: NoticeTemplate, _ values: [String: NoticeValue], in language: LanguageTag
    ) throws(LocalizationProblem) -> Rendering {
        let localizer = Localizer(library: library, policy: TranslationPolicy(minimum: .draft))
        return try localizer.render(
            template.id, values: values, for: [language], timeZone: "America/Chicago",
            options: RenderOptions(replyMarker: replyMarker, englishCopy: false))
    }

    /// How a notice stands; `nil` for English, the source.
    func state(_ notice: NoticeTemplate, _ language: LanguageTag) -> TranslationState? {
        language == .english ? nil : status.cell(notice.id, language)?.state ?? .missing
    }
}
