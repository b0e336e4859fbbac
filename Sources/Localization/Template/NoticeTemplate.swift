/// What a notice is to the school's rules: whose limits, quiet hours and opt-outs it falls under.
public enum NoticeKind: String, Sendable, Hashable, CaseIterable {
    /// A closure, a danger: sent at once.
    case urgent
    /// About one child.
    case `case`
    /// News to many; a family may stop it.
    case bulk
    /// An answer of the system itself.
    case service
}

/// What the family is asked for.
public enum AnswerForm: String, Sendable, Hashable, CaseIterable {
    /// Nothing.
    case none
    /// Words.
    case reply
    /// One of the numbered answers.
    case rsvp
}

/// What one notice asks for, and which messages each channel uses: `templates/<notice>.yaml`.
///
/// It holds no words: those are in the catalogs, English among them.
public struct NoticeTemplate: Sendable {
    /// The file's name without its ending: `meeting-invitation`.
    public let id: String
    /// For staff.
    public let title: String
    /// When to use it, for staff.
    public let purpose: String
    /// What rules it falls under.
    public let kind: NoticeKind
    /// What the family is asked for.
    public let answer: AnswerForm
    /// What each of its numbered answers comes to, the first of them 1; empty where it has none.
    public let answers: [AnswerMeaning]
    /// Its variables, in the order of the file.
    public let variables: [NoticeVariable]
    /// What is attached, made anew for each recipient: `invitation`.
    public let attachments: [String]

    let subject: KeyReference
    let heading: KeyReference
    let body: [TemplatePart]
    /// Its text message: the first whose conditions hold. The last has none.
    let texts: [TemplateText]
    let file: SourceFile

    /// Whether it can go out as a text message.
    public var hasTextMessage: Bool { !texts.isEmpty }

    /// The variable of that name.
    public func variable(_ name: String) -> NoticeVariable? {
        variables.first { $0.name == name }
    }

    /// An example of every variable, for previews and tests.
    public var exampleValues: [String: NoticeValue] {
        Dictionary(variables.map { ($0.name, $0.example) }, uniquingKeysWith: { first, _ in first })
    }

    /// Every message it names, in order, with the variables that are sure to have a value there.
    var references: [KeyReference] {
        [subject, heading] + body.flatMap(\.references) + texts.map(\.key)
    }
}

/// A message that a template names.
struct KeyReference: Sendable, Hashable {
    /// Whole key: `meeting-invitation.subject`, `common.sender`.
    let key: String
    let line: Int
    let column: Int
    /// Optional variables that have a value wherever this message is used.
    var guarded: Set<String> = []
}
