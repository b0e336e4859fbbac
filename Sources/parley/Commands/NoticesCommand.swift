import ArgumentParser
import Localization
import Outreach
import People

/// `parley send notices`: which notices there are to fill in, and what each asks for.
struct NoticesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notices",
        abstract: "Show the notices that you can fill in and send, and what each asks for.",
        discussion: "parley send notices tutoring-offer")

    @OptionGroup var common: CommonOptions
    @Argument(help: "One notice; all of them unless given.")
    var name: String?

    func run() async throws {
        try await common.work { place in
            let forms = NoticeForms(place.desk)
            let zone = try await place.database.read { t in
                try Schools().all(t).first?.timeZone ?? "UTC"
            }
            let templates = try name.map { [try forms.template($0)] } ?? forms.all
            let views = templates.map { NoticeFormView($0, forms, zone: zone) }
            try common.print(views) {
                views.flatMap(\.lines) + [
                    "", "* must be given. Send one:",
                    "parley send notice NOTICE CASE --set NAME=VALUE … --dry-run --as HANDLE",
                ]
            }
        }
    }
}

/// A notice to fill in, for scripts and people.
struct NoticeFormView: Encodable {
    struct Value: Encodable {
        let name: String, type: String, mustBeGiven: Bool, about: String
        let allowed: String?
        let example: String
    }

    let notice: String, title: String, purpose: String, kind: String
    let values: [Value]

    /// `zone`: The school's, for the examples.
    init(_ template: NoticeTemplate, _ forms: NoticeForms, zone: String) {
        (notice, title) = (template.id, template.title)
        (purpose, kind) = (template.purpose, template.kind.rawValue)
        values = forms.asked(by: template).map { variable in
            Value(
                name: variable.name, type: variable.type.rawValue,
                mustBeGiven: forms.mustBeGiven(variable), about: variable.about,
                allowed: variable.isOptional || forms.mustBeGiven(variable)
                    ? variable.allowed : "Filled in where a teacher referred the child.",
                example: variable.typedExample(zone: zone))
        }
    }

    var lines: [String] {
        let reach = kind == NoticeKind.bulk.rawValue ? "to many, or to a case" : "to a case"
        let rows = values.map { value in
            [
                "  \(value.mustBeGiven ? "*" : " ") \(value.name)",
                [value.about, value.allowed].compactMap { $0 }.joined(separator: " "),
            ]
        }
        let examples = values.filter(\.mustBeGiven)
            .map { "--set \($0.name)=\"\($0.example)\"" }
        return ["", "\(notice)  \(reach)", "  \(purpose)"] + columns(rows)
            + ["    e.g. " + examples.joined(separator: " ")]
    }
}
