/// One wording of a notice's text message, and when it is taken.
///
/// A mail leaves out the part that has nothing to say. A text message is one sentence, so what it
/// says with a date and without one are two messages.
struct TemplateText: Sendable {
    let key: KeyReference
    /// All must hold; none for the wording that is always possible.
    let conditions: [PartCondition]
}

extension NoticeTemplate {
    /// The text message for these values; nil when the notice has none.
    func text(_ conditions: ConditionValues) -> KeyReference? {
        texts.first { conditions.hold($0.conditions) }?.key
    }

    /// Whether a message is a text message of this notice.
    func isText(_ key: String) -> Bool { texts.contains { $0.key.key == key } }
}
