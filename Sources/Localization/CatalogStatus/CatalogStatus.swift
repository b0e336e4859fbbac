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
    /// The languages with an error in one of their files, English among them.
    public let broken: [LanguageTag]
    /// Whether a template has an error: its notice is then missing here.
    public let hasBrokenTemplates: Bool
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
        let brokenFiles = Set(
            workspace.findings.filter { $0.severity == .error }.map(\.file))
        let catalogs = workspace.catalogs.filter { $0.key != .english }
        notices = workspace.templates.map { Notice(id: $0.id, title: $0.title) }
        languages = catalogs.filter(\.value.hasNotices).keys.sorted()
        helpOnly = catalogs.filter { !$0.value.hasNotices }.keys.sorted()
        broken = workspace.catalogs.filter { _, catalog in
            brokenFiles.contains { $0.hasPrefix(catalog.folder + "/") }
        }
        .keys.sorted()
        // A template's path has its folder and no other: templates/urgent.yaml.
        hasBrokenTemplates = brokenFiles.contains { file in
            !workspace.catalogs.values.contains { file.hasPrefix($0.folder + "/") }
        }
        var cells: [String: [LanguageTag: Cell]] = [:]
        for template in workspace.templates {
            for (language, catalog) in catalogs {
                cells[template.id, default: [:]][language] = Cell(
                    template, in: catalog, english: workspace.english, brokenFiles: brokenFiles)
            }
        }
        self.cells = cells
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
        _ template: NoticeTemplate, in catalog: Catalog, english: Catalog?,
        brokenFiles: Set<String>
    ) {
        let state = { (key: String) in
            catalog.entries[key]?.state(against: english?.entries[key]) ?? .missing
        }
        var seen: Set<String> = []
        let needed = (template.references.map(\.key) + NoticeTemplate.frameKeys(template.kind))
            .filter { seen.insert($0).inserted }.map(state)
        let labels = template.sms == nil ? [] : FrameKey.textLabels.map(state)
        let states = needed + labels.filter { $0.standing != .fallback }
        messages = states.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let files = [template.id + ".mf2", "common.mf2", "words.yaml", "overlay.yaml"]
        let isBroken = files.contains { brokenFiles.contains("\(catalog.folder)/\($0)") }
        self.state = isBroken ? .broken : states.min() ?? .missing
    }
}
