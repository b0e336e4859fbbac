import Foundation
import MessageFormat

/// Everything that lies in the templates and locales folders, the good and the bad.
///
/// Loading takes it when nothing is wrong with it; the check goes on from here.
struct NoticeWorkspace: Sendable {
    let templates: [NoticeTemplate]
    let common: [NoticeVariable]
    let folder: LocalesFolder
    let catalogs: [LanguageTag: Catalog]
    let findings: [CatalogFinding]

    init(templates: URL, locales: URL) {
        let read = NoticeTemplates(templates)
        let folder = LocalesFolder(locales)
        var findings = read.findings + folder.findings
        var catalogs: [LanguageTag: Catalog] = [:]
        for language in folder.languages {
            catalogs[language] = folder.catalog(language, &findings)
        }
        for language in folder.datesOnly { _ = folder.catalog(language, &findings) }
        let rules = UsageRules(templates: read.notices, common: read.common)
        findings += rules.missing(inEnglish: catalogs[.english])
        for language in folder.languages where read.canJudgeMessages {
            if let catalog = catalogs[language] { findings += rules.findings(in: catalog) }
        }
        self.templates = read.notices
        common = read.common
        self.folder = folder
        self.catalogs = catalogs
        self.findings = findings
    }

    /// English first, then by tag.
    var languages: [LanguageTag] { folder.languages }
    var english: Catalog? { catalogs[.english] }
}
