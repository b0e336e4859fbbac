import Foundation
import MessageFormat

/// Finds in templates and catalogs what would hurt a family, and says where it stands.
public struct CatalogCheck: Sendable {
    private let workspace: NoticeWorkspace

    /// All rules, errors first.
    public static let rules: [CatalogRule] = CatalogRule.ID.allCases.map(\.rule)

    /// Reads everything in the two folders; never fails, for what cannot be read is a finding.
    public init(templates: URL, locales: URL) {
        self.init(NoticeWorkspace(templates: templates, locales: locales))
    }

    /// The same over what has been read already.
    init(_ workspace: NoticeWorkspace) {
        self.workspace = workspace
    }

    /// The languages that have a folder, English first.
    public var languages: [LanguageTag] { workspace.languages }

    /// Everything that is wrong, in the order of files and lines.
    ///
    /// - Parameters:
    ///   - languages: Those to look at; all when empty. What breaks loading is always shown.
    ///   - requireReviewed: Whether an entry that no person has reviewed counts as wrong.
    /// - Returns: The findings; none when all is well.
    public func findings(
        languages: [LanguageTag] = [], requireReviewed: Bool = false
    ) -> [CatalogFinding] {
        let wanted = languages.isEmpty ? workspace.languages : languages
        var found = workspace.findings
        let library = NoticeLibrary.whole(workspace)
        for language in wanted {
            guard let catalog = workspace.catalogs[language] else {
                found.append(
                    SourceFile(path: "locales/\(language.text)", text: "").finding(
                        .missingKey,
                        "There is no catalog for \(language.text) yet. \(advice(language))"))
                continue
            }
            found += check(catalog, requireReviewed)
            if let library {
                found += LengthRules(library: library, language: language).findings()
            }
        }
        return withoutEchoes(found).sorted {
            ($0.file, $0.line, $0.column) < ($1.file, $1.line, $1.column)
        }
    }

    private func advice(_ language: LanguageTag) -> String {
        NewLanguage.advice(on: language.text, in: workspace.folder.url)
    }

    /// Leaves out warnings at the very place of an error: one thing is wrong there, not two.
    private func withoutEchoes(_ findings: [CatalogFinding]) -> [CatalogFinding] {
        let errors = Set(
            findings.filter { $0.severity == .error }.map { "\($0.file):\($0.line):\($0.column)" })
        return findings.filter {
            $0.severity == .error || $0.line == 0
                || !errors.contains("\($0.file):\($0.line):\($0.column)")
        }
    }

    private func check(_ catalog: Catalog, _ requireReviewed: Bool) -> [CatalogFinding] {
        let keys = KeyRules(workspace: workspace, catalog: catalog)
        var found = keys.findings()
        for entry in catalog.entries.values {
            let isSMS = keys.smsKeys.contains(entry.key)
            found += TextRules(entry: entry, isSMS: isSMS).findings()
            guard catalog.language != .english,
                let english = workspace.english?.entries[entry.key]
            else { continue }
            found += TranslationRules(
                entry: entry, english: english, requireReviewed: requireReviewed
            ).findings()
        }
        return found
    }
}
