import MessageFormat

extension NoticeWorkspace {
    /// The same notices with other texts in some files of one language, English beside it and no
    /// other: what would be found in them if they were written.
    ///
    /// `texts`: Whole files by notice. `language`: Whose files they are.
    init(_ base: NoticeWorkspace, replacing texts: [String: String], of language: LanguageTag) {
        let root = base.folder.url.lastPathComponent
        var read: [CatalogFinding] = []
        let catalog = CatalogReader.read(
            base.folder.url.appending(path: language.text), path: "\(root)/\(language.text)",
            language: language, replacing: texts, &read)
        let kept = base.findings.filter { finding in
            !finding.file.hasPrefix("\(root)/") || finding.file.hasPrefix("\(root)/en/")
        }
        let rules = UsageRules(templates: base.templates, common: base.common)
        templates = base.templates
        common = base.common
        folder = base.folder
        catalogs = base.catalogs.filter { $0.key == .english }
            .merging([language: catalog]) { $1 }
        findings = kept + read + rules.findings(in: catalog)
    }
}
