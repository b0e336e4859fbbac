import Localization

/// The notices that a person fills in and sends.
public struct NoticeForms: Sendable {
    private let library: NoticeLibrary

    /// Those of a desk.
    public init(_ desk: Desk) {
        library = desk.localizer.library
    }

    /// All of them, in the order of their files.
    public var all: [NoticeTemplate] { library.notices.filter { $0.ownCommand == nil } }

    /// The notice of that name.
    /// - Throws: ``Refusal`` for one that there is not, or that another command sends.
    public func template(_ name: String) throws(Refusal) -> NoticeTemplate {
        guard let template = library.notice(name) else {
            let near = nearName(to: name, in: all.map(\.id)).map { " Did you mean \($0)?" } ?? ""
            throw Refusal(
                "There is no notice \"\(name)\".\(near) `parley send notices` shows those that "
                    + "you can send.")
        }
        if let command = template.ownCommand {
            throw Refusal("The notice \(name) can't be filled in. \(command)")
        }
        return template
    }

    /// What the desk fills in where a teacher referred the child, and a person may say otherwise.
    static let fromReferral = "teacher"

    /// Whether a person must give a value, whatever the case.
    public func mustBeGiven(_ variable: NoticeVariable) -> Bool {
        !variable.isOptional && variable.name != Self.fromReferral
    }

    /// The values that a person gives; the desk fills in the others.
    public func asked(by template: NoticeTemplate) -> [NoticeVariable] {
        let filled: Set = ["parent", "student", "school", "liaison", "phone"]
        return template.variables.filter { !filled.contains($0.name) }
    }
}
