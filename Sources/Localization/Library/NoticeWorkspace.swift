import Foundation
import MessageFormat

/// Everything that lies in the templates and locales folders, the good and the bad.
///
/// Loading takes it when nothing is wrong with it; the check goes on from here.
struct NoticeWorkspace: Sendable {
    private(set) var templates: [NoticeTemplate] = []
    private(set) var common: [NoticeVariable] = []
    private(set) var catalogs: [LanguageTag: Catalog] = [:]
    private(set) var findings: [CatalogFinding] = []

    init(templates: URL, locales: URL) {
        readTemplates(templates)
        readCatalogs(locales)
        for template in self.templates { checkShared(template) }
        findings += UsageRules(workspace: self).findings()
    }

    var english: Catalog? { catalogs[.english] }

    /// The languages, English first, then by tag.
    var languages: [LanguageTag] {
        catalogs.keys.sorted { ($0 == .english ? "" : $0.text) < ($1 == .english ? "" : $1.text) }
    }

    private mutating func readTemplates(_ folder: URL) {
        let root = folder.lastPathComponent
        let names = fileNames(in: folder).filter { $0.hasSuffix(".yaml") }
        if names.isEmpty {
            findings.append(
                SourceFile(path: root, text: "").finding(
                    .unreadableFile, "No templates (*.yaml) are in \(folder.path())."))
        }
        if !names.isEmpty && !names.contains("common.yaml") {
            findings.append(
                SourceFile(path: "\(root)/common.yaml", text: "").finding(
                    .unreadableFile,
                    "This file is missing: it says what the words that all notices share may name.")
            )
        }
        for name in names {
            let path = "\(root)/\(name)"
            guard let file = SourceFile.read(folder.appending(path: name), path: path, &findings)
            else { continue }
            let id = String(name.dropLast(5))
            if id == "common" {
                common = TemplateReader.readCommon(file, &findings)
            } else if let template = TemplateReader.read(file, id: id, &findings) {
                templates.append(template)
            }
        }
    }

    private mutating func readCatalogs(_ folder: URL) {
        let root = folder.lastPathComponent
        for name in fileNames(in: folder) {
            let url = folder.appending(path: name)
            guard (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true else {
                continue
            }
            let path = "\(root)/\(name)"
            guard let tag = LanguageTag(name), tag.text == name else {
                findings.append(
                    SourceFile(path: path, text: "").finding(
                        .wrongLocale,
                        "This folder's name is not a language tag as BCP 47 writes it, like \"so\" or \"zh-Hant\"."
                    ))
                continue
            }
            catalogs[tag] = CatalogReader.read(url, path: path, language: tag, &findings)
        }
        if catalogs[.english] == nil {
            findings.append(
                SourceFile(path: root, text: "").finding(
                    .unreadableFile,
                    "The English catalog, \(root)/en, is missing: it is the source of all others."))
        }
    }

    /// A variable that common.yaml knows too is of the same type there.
    private mutating func checkShared(_ template: NoticeTemplate) {
        for variable in template.variables {
            guard let shared = common.first(where: { $0.name == variable.name }),
                shared.type != variable.type
            else { continue }
            findings.append(
                template.file.finding(
                    .badTemplate,
                    "\"\(variable.name)\" is of type \(variable.type.rawValue) here and of type \(shared.type.rawValue) in common.yaml."
                ))
        }
    }
}
