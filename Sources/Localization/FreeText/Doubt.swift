/// Something in a draft that a person should look at before a family reads it.
///
/// A doubt never mends anything by itself; what is certainly wrong (a slot lost, doubled or
/// changed) is no doubt, and such a translation is not taken at all.
public struct Doubt: Sendable, Hashable, Codable {
    /// What looks wrong.
    public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
        /// A figure that the source lacks.
        case addedNumber = "added-number"
        /// A figure of the source that is gone.
        case lostNumber = "lost-number"
        /// A web or mail address that the source lacks.
        case addedLink = "added-link"
        /// Letters of another script than the language is written in.
        case wrongScript = "wrong-script"
        /// The words are those of the source.
        case untranslated
        /// Far longer than such a sentence usually becomes.
        case tooLong = "too-long"
        /// Far shorter than such a sentence usually becomes.
        case tooShort = "too-short"
        /// A word or phrase again and again, as programs do when they lose the thread.
        case repeated
        /// The school's word for a term is missing.
        case glossary
        /// A word that the school does not use.
        case forbidden
        /// Translated back, it does not say what the source says.
        case meaning
        /// Translated back, "not" has come or gone.
        case negation
        /// It comes from a similar sentence; what differs has to be changed.
        case similar
        /// The name, number or address of somebody at the school.
        case name
        /// A word that may be somebody's name and is on no list.
        case unlisted
        /// A machine has to bend or place a name, and may have placed it wrongly.
        case slotOrder = "slot-order"
        /// A control character, a mark that turns the line around, or markup of another program.
        case hidden
    }

    /// What looks wrong.
    public let kind: Kind
    /// The words in question, or a figure; may be empty. No protected word stands here.
    public let detail: String

    /// States a doubt.
    public init(_ kind: Kind, _ detail: String = "") {
        self.kind = kind
        self.detail = detail
    }
}
