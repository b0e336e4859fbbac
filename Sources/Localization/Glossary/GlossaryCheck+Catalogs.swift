import Foundation
import MessageFormat

/// A message of a catalog in which a school's words are missing.
public struct GlossaryFinding: Sendable, Hashable, Codable, CustomStringConvertible {
    /// From the locales folder on.
    public let file: String
    /// 1-based.
    public let line: Int
    /// The whole key: `meeting-invitation.subject`.
    public let key: String
    /// The language's tag.
    public let language: String
    /// What a person should look at.
    public let doubt: Doubt

    /// `file:line: sentence`.
    public var description: String {
        let sentence =
            doubt.kind == .forbidden
            ? "\"\(doubt.detail)\" is a word that the school does not use."
            : "The school's word is missing: \(doubt.detail)."
        return "\(file):\(line): \(sentence) [\(key)]"
    }
}

extension GlossaryCheck {
    /// Checks catalogs: each message against its English one, its variants taken together.
    /// - Parameters:
    ///   - templates: The folder of templates.
    ///   - locales: The folder of catalogs.
    ///   - languages: Those to look at; all that have terms when empty.
    ///   - terms: A school's terms in all languages.
    /// - Returns: The findings in the order of files and lines.
    /// - Throws: ``CatalogProblems`` where the catalogs can't be read.
    public static func findings(
        templates: URL, locales: URL, languages: [LanguageTag], terms: [GlossaryTerm]
    ) throws(CatalogProblems) -> [GlossaryFinding] {
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        if let problems = CatalogProblems(errorsAmong: workspace.findings) { throw problems }
        let wanted = Set(languages.isEmpty ? terms.map(\.language) : languages)
        var found: [GlossaryFinding] = []
        for (language, catalog) in workspace.catalogs where wanted.contains(language) {
            let terms = terms.filter { $0.language == language }
            for entry in catalog.entries.values {
                guard let english = workspace.english?.entries[entry.key] else { continue }
                let doubts = findings(source: english.words, target: entry.words, terms: terms)
                found += doubts.map {
                    GlossaryFinding(
                        file: entry.file.path, line: entry.entry.line, key: entry.key,
                        language: language.text, doubt: $0)
                }
            }
        }
        return found.sorted { ($0.file, $0.line, $0.key) < ($1.file, $1.line, $1.key) }
    }
}

extension CatalogEntry {
    /// The text of all its variants.
    fileprivate var words: String {
        message.model.patterns.map { pattern in
            pattern.elements.map { element in
                if case .text(let text) = element { text } else { " " }
            }.joined()
        }.joined(separator: "\n")
    }
}
