import Foundation

/// The templates folder as it was read: the good templates, and what is wrong with the others.
struct NoticeTemplates: Sendable {
    private(set) var notices: [NoticeTemplate] = []
    /// What common.mf2 may name.
    private(set) var common: [NoticeVariable] = []
    private(set) var findings: [CatalogFinding] = []

    /// Whether messages can be held to the templates: with a broken common.yaml each would seem
    /// to name what is not there.
    var canJudgeMessages: Bool {
        !findings.contains { $0.severity == .error && $0.file.hasSuffix("/common.yaml") }
    }

    init(_ folder: URL) {
        let root = folder.lastPathComponent
        let names = fileNames(in: folder).filter { $0.hasSuffix(".yaml") }
        if names.isEmpty {
            findings.append(
                SourceFile(path: root, text: "").finding(
                    .unreadableFile, "No templates (*.yaml) are in \(folder.path)."))
        }
        if !names.isEmpty && !names.contains("common.yaml") {
            findings.append(
                SourceFile(path: "\(root)/common.yaml", text: "").finding(
                    .unreadableFile,
                    "This file is missing: it says what the words that all notices share may name.")
            )
        }
        for name in names { read(name, in: folder, "\(root)/\(name)") }
        for template in notices { checkShared(template) }
    }

    private mutating func read(_ name: String, in folder: URL, _ path: String) {
        guard let file = SourceFile.read(folder.appending(path: name), path: path, &findings)
        else { return }
        let id = String(name.dropLast(5))
        if id == "common" {
            common = TemplateReader.readCommon(file, &findings)
        } else if let template = TemplateReader.read(file, id: id, &findings) {
            notices.append(template)
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
