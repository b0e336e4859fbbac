import People

/// By what an arrival was matched, the strongest first.
public enum Evidence: String, Sendable, Codable, CaseIterable {
    /// A signed reply address.
    case token
    /// In-Reply-To or References name a Message-ID of ours, which nobody can guess.
    case reference
    /// A provider's receipt names a text of ours, by our reference or by the provider's id of it.
    case receipt
    /// A calendar answer names a meeting's UID.
    case calendarUID = "calendar-uid"
    /// A signed address, link or Message-ID of ours that stands in the body, as in a mail that was
    /// quoted or passed on: it proves that the writer has that mail, and less what this one is to.
    case quotedToken = "quoted-token"
    /// In-Reply-To or References name a mail of the same sender's that was filed before.
    case thread
    /// Words that we sent to one case or conversation of the sender's family alone.
    case quotedWords = "quoted-words"
    /// A text between a number of ours and one that we asked something lately.
    case numberPair = "number-pair"
    /// The From line or the caller's number alone, which anybody can write.
    case sender
    /// The same of an address that the roster lacks, and that a person put with a family before.
    case learnt
    /// A person said so.
    case staff
}

extension Evidence {
    /// 0 is the strongest.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    /// Whether it may rest on a From line, which anybody can write: the words are filed as
    /// unverified, and nothing follows from them.
    public var isWeak: Bool {
        switch self {
        case .thread, .quotedWords, .sender, .learnt: true
        case .token, .reference, .receipt, .calendarUID, .quotedToken, .numberPair, .staff: false
        }
    }

    /// For staff, behind "filed by".
    public var sentence: String {
        switch self {
        case .token: "the signed address that it was sent to"
        case .reference: "the message of ours that it answers"
        case .receipt: "the provider's report about a text of ours"
        case .calendarUID: "the meeting that the calendar names"
        case .quotedToken: "a signed address of ours in what it quotes"
        case .thread: "an earlier mail of the same sender's that it follows"
        case .quotedWords: "our own words in what it quotes"
        case .numberPair: "what was asked of the number"
        case .sender: "the sender's address alone"
        case .learnt: "the sender's address, as a person placed it before"
        case .staff: "a person"
        }
    }
}

/// What one module knows about where an arrival may belong.
public struct Lead: Sendable, Hashable {
    /// By what.
    public let evidence: Evidence
    /// The family.
    public let family: FamilyID
    /// Who of the family, when that is known.
    public let contact: ContactID?
    /// The case; nil for what belongs to the family's standing conversation.
    public let caseID: CaseID?
    /// The message of ours that it answers.
    public let message: OutboundID?

    /// Describes a lead.
    public init(
        _ evidence: Evidence, family: FamilyID, contact: ContactID?, caseID: CaseID?,
        message: OutboundID? = nil
    ) {
        self.evidence = evidence
        self.family = family
        self.contact = contact
        self.caseID = caseID
        self.message = message
    }
}

/// All that is known about where an arrival may belong.
public struct MatchFacts: Sendable {
    /// From signed addresses, Message-IDs and calendar UIDs.
    public var leads: [Lead] = []
    /// Addresses that bore a token without a valid signature.
    public var hasInvalidToken = false
    /// The families that use the From address.
    public var senderFamilies: [FamilyID] = []
    /// The families that use the address which the answered message went to. More than one: the
    /// address alone does not say who writes.
    public var sharedBy: [FamilyID] = []
    /// Open concerns of the sender's families.
    public var senderCases: [Lead] = []
    /// It came to a reply address without its signature.
    public var hasStrippedAddress = false
    /// Cases that weak evidence names and that were closed since.
    public var closed: Set<CaseID> = []
    /// What was withdrawn, and the mail names all the same.
    public var withdrawn: [Lead] = []
    /// The families with which a person placed mail of this sender's, where the roster lacks it.
    public var learntFamilies: [FamilyID] = []
    /// The families of each person whom the words of such a sender name in full.
    public var namedPeople: [Set<FamilyID>] = []

    /// Knows nothing.
    public init() {}
}

/// Where an arrival goes.
public enum Placement: Sendable, Hashable {
    /// On a timeline. `isUnverified`: it rests on the From line alone. `isForeign`: the From
    /// address is none that the family has, so somebody else may have forwarded the mail.
    case file(Lead, isUnverified: Bool, isForeign: Bool)
    /// To the tray, with the likeliest places first.
    case triage(TriageReason, candidates: [Lead])
}

/// Why a person has to say where an arrival belongs.
public enum TriageReason: String, Sendable, Codable {
    case unknownSender = "unknown-sender"
    case severalCases = "several-cases"
    case severalFamilies = "several-families"
    case noOpenCase = "no-open-case"
    case sharedAddress = "shared-address"
    case invalidToken = "invalid-token"
    case strippedAddress = "stripped-address"
    case withdrawnAddress = "withdrawn-address"
    case contradiction
    case unreadable
    case setAside = "set-aside"
    case staffAnswer = "staff-answer"

    /// For staff.
    public var sentence: String {
        switch self {
        case .unknownSender: "nobody in the roster has this address"
        case .severalCases: "the sender has more than one open case"
        case .severalFamilies: "more than one family uses this address"
        case .noOpenCase: "the sender has no open case"
        case .sharedAddress: "the notice went to an address that several families share"
        case .invalidToken: "the reply address is damaged or forged"
        case .strippedAddress: "a program has cut off what its reply address said"
        case .withdrawnAddress: "this reply address was withdrawn"
        case .contradiction: "it comes from one family and answers another"
        case .unreadable: "it could not be read"
        case .setAside: "reading it failed three times"
        case .staffAnswer: "it answers a mail to staff; write in the case instead"
        }
    }
}
