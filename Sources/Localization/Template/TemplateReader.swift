import Foundation
import MessageFormat
import Yams

/// `templates/*.yaml` → templates. Notes every problem and goes on.
struct TemplateReader {
    let file: SourceFile
    let id: String
    private(set) var findings: [CatalogFinding] = []

    /// A template, or `nil` when it is too broken to use.
    static func read(
        _ file: SourceFile, id: String, _ findings: inout [CatalogFinding]
    ) -> NoticeTemplate? {
        var reader = TemplateReader(file: file, id: id)
        let template = reader.template()
        findings += reader.findings
        return template
    }

    /// The variables of `common.yaml`: what the words that all notices share may name.
    static func readCommon(
        _ file: SourceFile, _ findings: inout [CatalogFinding]
    ) -> [NoticeVariable] {
        var reader = TemplateReader(file: file, id: "common")
        defer { findings += reader.findings }
        guard var fields = reader.root() else { return [] }
        _ = fields.text("title")
        _ = fields.text("purpose")
        let variables = fields.required("variables").map { reader.variables($0) } ?? []
        reader.findings += fields.finish()
        return variables
    }

    private init(file: SourceFile, id: String) {
        self.file = file
        self.id = id
    }

    private mutating func root() -> YAMLFields? {
        guard let node = GuardedYAML.read(file, &findings) else { return nil }
        return YAMLFields(node, "A template", in: file, &findings)
    }

    private mutating func template() -> NoticeTemplate? {
        guard var fields = root() else { return nil }
        let title = fields.text("title")
        let purpose = fields.text("purpose")
        let kind = fields.word("kind", as: NoticeKind.self)
        let answer = fields.word("answer", as: AnswerForm.self)
        let variables = fields.required("variables").map { self.variables($0) } ?? []
        let email = fields.required("email").flatMap { self.email($0, variables) }
        let texts = fields.optional("sms").map { self.texts($0, variables) } ?? []
        let answers = self.answers(&fields, to: answer, email?.body ?? [])
        let attachments = fields.words("attachments")
        findings += fields.finish()
        guard let title, let purpose, let kind, let answer, let email else { return nil }
        return NoticeTemplate(
            id: id, title: title, purpose: purpose, kind: kind, answer: answer, answers: answers,
            variables: variables, attachments: attachments, subject: email.subject,
            heading: email.heading, body: email.body, texts: texts, file: file)
    }

    private mutating func email(
        _ node: Node, _ variables: [NoticeVariable]
    ) -> (subject: KeyReference, heading: KeyReference, body: [TemplatePart])? {
        guard var fields = YAMLFields(node, "email", in: file, &findings) else { return nil }
        let subject = fields.required("subject").flatMap { key($0) }
        let heading = fields.required("heading").flatMap { key($0) }
        var body: [TemplatePart] = []
        if let parts = fields.required("body") {
            if let sequence = parts.sequence {
                body = sequence.compactMap { part($0, variables) }
            } else {
                findings.append(file.finding(.badTemplate, parts, "\"body\" is a list of parts."))
            }
        }
        findings += fields.finish()
        guard let subject, let heading else { return nil }
        return (subject, heading, body)
    }

    /// A message's key: with a dot as it stands, without one in this notice's own catalog.
    mutating func key(_ node: Node, guarded: Set<String> = []) -> KeyReference? {
        guard let text = node.string, !text.isEmpty else {
            findings.append(file.finding(.badTemplate, node, "The key of a message belongs here."))
            return nil
        }
        let isWhole = text.hasPrefix("common.") || text.hasPrefix(id + ".")
        return KeyReference(
            key: isWhole ? text : "\(id).\(text)", line: node.mark?.line ?? 0,
            column: node.mark?.column ?? 1, guarded: guarded)
    }

    mutating func note(_ finding: CatalogFinding) { findings.append(finding) }
    mutating func note(_ more: [CatalogFinding]) { findings += more }
}
