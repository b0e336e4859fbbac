import Cases
import Delivery
import Localization
import MessageFormat
import People
import Store
import Wire

/// What is to be said, about what, and until when it is of use.
public struct NoticeOrder: Sendable {
    /// The template's name.
    public let notice: String
    /// `meeting`, `event`, `case` or `school`, with its id.
    public let about: (kind: String, id: String)
    /// Says *same* together with an address: a notice reaches an address once.
    public let key: String
    /// The school.
    public let school: School
    /// The case, for what concerns one family.
    public var caseFile: Case?
    /// Who was meant, for the record.
    public var audience: String
    /// After this it is not sent any more.
    public let expires: Instant?
    /// What fills the notice's blanks, but for the reader's own name.
    public internal(set) var values: [String: NoticeValue]
    /// What stands in blanks instead where another family uses the address too.
    public var discreet: [String: NoticeValue] = [:]
    /// The blank that takes the reader's name, when the notice has one.
    public let readerName: String?
    /// The Message-ID that it answers; otherwise it follows the case's last message to the reader.
    public var inReplyTo: String?
    /// The numbered answers that it offers, where they are not its template's own.
    public var answers: [OfferedAnswer]?
    /// Whether it is to leave before what is made at the same moment.
    public var leads = false
    /// What it says to a calendar; the summary is each reader's own subject.
    public var calendar: CalendarInvitation?
    /// Whether an address that asked for no more bulk notices is passed over. An emergency is not
    /// a bulk notice.
    public let isBulk: Bool
}

/// A notice that could be sent now, and to whom. Who that is in the end is asked anew each time it
/// is shown, and once more in the transaction that queues it.
public struct NoticePlan: Sendable {
    /// When its messages may leave.
    public enum Start: Sendable {
        /// News to many after the moment in which it can be undone, everything else at once.
        case usual
        /// At once, because a person said so.
        case atOnce
        /// Like what it goes with; nil for at once.
        case released(at: Instant?)
    }

    /// What was asked for.
    public let order: NoticeOrder
    /// Whom it is for.
    let readers: Readers
    /// The numbered answers that it offers; the first is 1.
    public let answers: [OfferedAnswer]
    /// When its messages may leave.
    public var start = Start.usual
    /// The send that it goes with and is steered with: halted, resumed and cancelled.
    var goesBefore: SendID?
    /// Of its readers, only those whose copy is in this language; nil for all.
    var only: LanguageTag?
    /// Other languages whose readers wait by themselves.
    var otherwise: Set<LanguageTag> = []

    /// Whether a copy in a language is of this plan.
    ///
    /// A reader who chose another language while a notice waited gets it now, unless that one waits
    /// by itself.
    func isMeant(_ language: LanguageTag) -> Bool {
        only == nil || language == only || !otherwise.contains(language)
    }

    /// Whether it leaves without the moment in which it can be undone, because a person said so.
    var isAtOnce: Bool { if case .atOnce = start { true } else { false } }

    /// Whether it is news to many rather than what concerns one family.
    func isToMany(_ desk: Desk, _ t: borrowing Transaction) throws -> Bool {
        try order.caseFile == nil && readers.areSeveral(desk, t)
    }
}

/// What a send left behind.
public struct SendReceipt: Sendable {
    /// What staff type; nil when nothing was new.
    public let reference: String?
    /// How many messages were queued.
    public let queued: Int
    /// How many addresses had been written to before.
    public let alreadyThere: Int
    /// How many of those had failed and are tried once more.
    public let sentAgain: Int
    /// How many numbers get a word of who writes before their first text.
    public let welcomed: Int
    /// What waits until its words are translated, by language.
    public let waiting: [WaitingWords]
    /// Until when it can be undone; nil when it leaves at once.
    public let release: Instant?
    /// What was queued, and who was left out, as it was counted while it was written.
    public let preview: NoticePreview
}
