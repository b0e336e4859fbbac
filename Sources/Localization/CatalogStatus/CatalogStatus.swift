import Foundation
import MessageFormat

/// How far the translations are: each notice in each language, with what is left to do.
///
/// It reads whatever lies in the folders, the broken too, and never fails.
public struct CatalogStatus: Sendable {
    /// A notice, for the head of a row.
    public struct Notice: Sendable, Hashable {
        /// Its id.
        public let id: String
        /// Its title for staff.
        public let title: String
    }

    /// One notice in one language.
    public struct Cell: Sendable, Hashable {
        /// That of its worst message, the shared ones included: what a family would meet.
        public let state: TranslationState
        /// How many of its messages stand how; the shared ones are counted too.
        public let messages: [TranslationState: Int]
    }

    /// In the order of their ids.
    public let notices: [Notice]
    /// The languages with a notice, English (the source) left out, by tag.
    public let languages: [LanguageTag]
    /// The languages in which we only offer help, by tag.
    public let helpOnly: [LanguageTag]
    /// The languages with an error in one of their files, English left out, by tag.
    public let broken: [LanguageTag]
    /// Whether there is an error that every language rests on: in a template, in English, in the
    /// name of a folder. Parley does not start then.
    public let hasSharedError: Bool
    private let cells: [String: [LanguageTag: Cell]]

    /// Reads templates and catalogs.
    ///
    /// - Parameters:
    ///   - templates: The folder of `<notice>.yaml`.
    ///   - locales: The folder of `<tag>/<notice>.mf2`.
    public init(templates: URL, locales: URL) {
        self.init(NoticeWorkspace(templates: templates, locales: locales))
    }

    init(_ workspace: NoticeWorkspace) {
        let errors = workspace.findings.filter { $0.severity == .error }
        let concerned = errors.map { Self.language(ofFile: $0.file) }
        let catalogs = workspace.catalogs.filter { $0.key != .english }
        notices = workspace.templates.map { Notice(id: $0.id, title: $0.title) }
        languages = catalogs.filter { $0.value.isMeantForNotices }.keys.sorted()
        helpOnly = catalogs.filter { !$0.value.isMeantForNotices }.keys.sorted()
        broken = Set(concerned.compactMap(\.self)).filter { $0 != .english }.sorted()
        hasSharedError = concerned.contains { $0 == nil || $0 == .english }
        var cells: [String: [LanguageTag: Cell]] = [:]
        for template in workspace.templates {
            for (language, catalog) in catalogs {
                cells[template.id, default: [:]][language] = Cell(
                    template, in: catalog, english: workspace.english,
                    isBroken: broken.contains(language))
            }
        }
        self.cells = cells
    }

    /// `locales/so/urgent.mf2` is of Somali; a template is of no language.
    private static func language(ofFile path: String) -> LanguageTag? {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count > 1, let tag = LanguageTag(parts[1]), tag.text == parts[1] else {
            return nil
        }
        return tag
    }

    /// A notice in a language; `nil` when there is no such notice or language.
    public func cell(_ notice: String, _ language: LanguageTag) -> Cell? {
        cells[notice]?[language]
    }

    /// How many notices of a language stand how.
    public func totals(_ language: LanguageTag) -> [TranslationState: Int] {
        notices.reduce(into: [:]) { totals, notice in
            if let state = cell(notice.id, language)?.state { totals[state, default: 0] += 1 }
        }
    }
}

extension CatalogStatus.Cell {
    /// The same messages as ``NoticeTemplate/standing(in:english:)``: the two must not part.
    init(
        _ template: NoticeTemplate, in catalog: Catalog, english: Catalog?, isBroken: Bool
    ) {
        let state = { (key: String) in
            catalog.entries[key]?.state(against: english?.entries[key]) ?? .missing
        }
        var seen: Set<String> = []
        let needed = (template.references.map(\.key) + NoticeTemplate.frameKeys(template.kind))
            .filter { seen.insert($0).inserted }.map(state)
        let labels = !template.hasTextMessage ? [] : FrameKey.textLabels.map(state)
        let states = needed + labels.filter { $0.standing != .fallback }
        messages = states.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        self.state = isBroken ? .broken : states.min() ?? .missing
    }
}
