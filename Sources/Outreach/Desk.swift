import Cases
import Delivery
import Localization
import People
import Store

/// What every use-case finds on the desk: the database, the languages, the keys, the clock.
public struct Desk: Sendable {
    /// The database.
    public let database: any Database
    /// The clock and the source of ids.
    public let source: ClockAndChance
    /// Turns notices into a family's language.
    public let localizer: Localizer
    /// Signs and recognises addresses of ours.
    public let tokens: AddressToken
    /// Who mails come from.
    public let identity: MailIdentity
    /// A number that families may call; printed in notices.
    public let phone: String?
    /// School days within which a person answers; nil sends no acknowledgement.
    public let acknowledgeWithin: Int?
    /// When somebody is at work; nil where nobody has said, and then no family is told.
    public let staffHours: StaffHours?
    /// The number to call when someone is in danger; nil for that of the school's region.
    public let emergencyNumber: String?
    /// How texts go out and come in; nil where no provider is set.
    public let texts: TextLine?
    /// The channels that are set up, the school's preferred one first.
    public let channels: [Channel]
    /// When and how fast messages leave.
    public let sending: SendingPolicy
    /// The bytes on the database's disk that are kept free of notices to many and of new mail; 0
    /// for none.
    public let keepFree: Int
    /// After how many days what has ended is archived; nil for never.
    public let archiveAfterDays: Int?
    /// How persons' own words are translated.
    public let translating: Translating

    /// Lays the desk.
    public init(
        database: any Database, source: ClockAndChance, localizer: Localizer, tokens: AddressToken,
        identity: MailIdentity, phone: String?, acknowledgeWithin: Int?,
        staffHours: StaffHours? = nil, emergencyNumber: String? = nil, texts: TextLine? = nil,
        preferred: Channel = .email, sending: SendingPolicy = SendingPolicy(),
        keepFree: Int = 0, archiveAfterDays: Int? = 400, translating: Translating = Translating()
    ) {
        self.database = database
        self.source = source
        self.localizer = localizer
        self.tokens = tokens
        self.identity = identity
        self.phone = phone
        self.acknowledgeWithin = acknowledgeWithin
        self.staffHours = staffHours
        self.emergencyNumber = emergencyNumber
        self.texts = texts
        self.sending = sending
        self.keepFree = keepFree
        self.archiveAfterDays = archiveAfterDays
        self.translating = translating
        let open: [Channel] = texts == nil ? [.email] : [.email, .sms]
        channels = open.filter { $0 == preferred } + open.filter { $0 != preferred }
    }

    var audit: Audit { Audit(source) }
    var timeline: Timeline { Timeline(source) }
    var caseBook: CaseBook { CaseBook(source) }
    var meetings: Meetings { Meetings(source) }
    var events: SchoolEvents { SchoolEvents(source) }
    var answers: Answers { Answers(source) }
    var suppressions: Suppressions { Suppressions(source) }
    var drafts: Drafts { Drafts(source) }
    var waitingSends: WaitingSends { WaitingSends(source) }
}
