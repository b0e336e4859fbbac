import People

/// Why a place is likely: what a person is shown, and how much it weighs. Holds no names.
public enum CandidateReason: String, Sendable, Codable, CaseIterable {
    case token, reference
    case calendarUID = "calendar-uid"
    case quotedToken = "quoted-token"
    case thread
    case numberPair = "number-pair"
    case quotedWords = "quoted-words"
    case learnt
    case senderName = "sender-name"
    case formerAddress = "former-address"
    case subject
    case childNamed = "child-named"
    case contactNamed = "contact-named"
    case rosterAddress = "roster-address"
    case childFullName = "child-full-name"
    case learntCase = "learnt-case"
    case lastSent = "last-sent"
    case recent
    case language

    /// What speaks for a place adds up. The order is the ladder's; below it, what is rarer between
    /// families weighs more.
    public var weight: Int {
        switch self {
        case .token: 100
        case .reference: 90
        case .calendarUID: 80
        case .quotedToken: 70
        case .thread, .numberPair: 60
        case .quotedWords: 50
        case .learnt: 40
        case .senderName, .formerAddress: 30
        case .subject, .childNamed: 25
        case .contactNamed, .rosterAddress: 20
        case .childFullName, .learntCase, .lastSent: 15
        case .recent, .language: 5
        }
    }

    /// For staff.
    public var sentence: String {
        switch self {
        case .token: "it came to the signed address of a message to them"
        case .reference: "it answers a message to them"
        case .calendarUID: "its calendar names their meeting"
        case .quotedToken: "it quotes a signed address from a message to them"
        case .thread: "it follows an earlier mail of theirs"
        case .numberPair: "they were asked something at this number"
        case .quotedWords: "it quotes what we wrote to them"
        case .learnt: "a person put what this sender wrote with this family before"
        case .learntCase: "it was on this case"
        case .senderName: "the sender's name is that of a contact of theirs"
        case .formerAddress: "we wrote to them at this address before"
        case .subject: "its subject is that of a message to them"
        case .childNamed: "the child's first name stands in it"
        case .contactNamed: "a contact's name stands in it"
        case .rosterAddress: "the roster has this address for them"
        case .childFullName: "the child's family name stands in it too"
        case .lastSent: "this address was written to about it last"
        case .recent: "a message went to them in the last two weeks"
        case .language: "it is written in their language"
        }
    }

    /// What speaks for a place that a lead names.
    public init?(_ evidence: Evidence) {
        switch evidence {
        case .token, .receipt: self = .token
        case .reference: self = .reference
        case .calendarUID: self = .calendarUID
        case .quotedToken: self = .quotedToken
        case .thread: self = .thread
        case .quotedWords: self = .quotedWords
        case .numberPair: self = .numberPair
        case .sender: self = .rosterAddress
        case .learnt: self = .learnt
        case .staff: return nil
        }
    }
}

/// A place where an arrival may belong, with all that speaks for it.
public struct Candidate: Sendable, Hashable {
    /// The place, and the strongest evidence for it.
    public let lead: Lead
    /// What speaks for it, the weightiest first.
    public private(set) var reasons: [CandidateReason]
    /// The family.
    public var family: FamilyID { lead.family }
    /// The case; nil for the family's standing conversation, or where it has no open case.
    public var caseID: CaseID? { lead.caseID }
    /// The weights together.
    public var score: Int { reasons.reduce(0) { $0 + $1.weight } }

    /// A place that a lead names.
    public init(_ lead: Lead) {
        self.lead = lead
        reasons = CandidateReason(lead.evidence).map { [$0] } ?? []
    }

    /// A place with what speaks for it.
    public init(_ lead: Lead, reasons: [CandidateReason]) {
        (self.lead, self.reasons) = (lead, reasons)
    }

    /// Adds what speaks for it, once.
    public mutating func add(_ reason: CandidateReason) {
        guard !reasons.contains(reason) else { return }
        reasons.append(reason)
        reasons.sort { $0.weight > $1.weight }
    }
}
