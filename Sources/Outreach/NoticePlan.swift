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
    public let values: [String: NoticeValue]
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

/// A notice that could be sent now: what each reader would get, and who is left out.
public struct NoticePlan: Sendable {
    /// One copy.
    public struct Copy: Sendable {
        /// For whom.
        public let recipient: Recipients.Recipient
        /// What it says.
        public let rendering: Rendering
        /// The number of that text among the plan's: equal numbers are equal words.
        let number: Int

        /// The words as they go out on this channel.
        public var words: String {
            switch recipient.channel {
            case .email: rendering.text
            case .sms: rendering.sms ?? ""
            }
        }
    }

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
    /// When its messages may leave.
    public var start = Start.usual
    /// The send that it goes before and is steered with.
    var goesBefore: SendID?
    /// What each address gets.
    public let copies: [Copy]
    /// Who gets nothing, and why.
    public let leftOut: [Recipients.LeftOut]
    /// The numbered answers that it offers; the first is 1.
    public let answers: [OfferedAnswer]
    /// What the texts among the copies take, and cost.
    public let texts: TextEstimate

    /// Whether it is news to many rather than what concerns one family.
    var isToMany: Bool { order.caseFile == nil && copies.count > 1 }

    /// How many copies there are in each language, with how the translation stands.
    public var languages: [(language: LanguageTag, standing: Standing, count: Int)] {
        let groups = Dictionary(grouping: copies) {
            [$0.rendering.language.text, $0.rendering.standing.rawValue]
        }
        return groups.values.compactMap { group in
            group.first.map { ($0.rendering.language, $0.rendering.standing, group.count) }
        }.sorted { ($1.count, $0.language) < ($0.count, $1.language) }
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
    public var welcomed = 0
    /// Until when it can be undone; nil when it leaves at once.
    public var release: Instant?
}
