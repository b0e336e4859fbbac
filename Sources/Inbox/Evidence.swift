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
    /// A text between a number of ours and one that we asked something lately.
    case numberPair = "number-pair"
    /// The From line or the caller's number alone, which anybody can write.
    case sender
    /// A person said so.
    case staff
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
        case .contradiction: "it comes from one family and answers another"
        case .unreadable: "it could not be read"
        case .setAside: "reading it failed three times"
        case .staffAnswer: "it answers a mail to staff; write in the case instead"
        }
    }
}

extension MatchFacts {
    /// Decides by the strongest evidence, and asks a person rather than guess: a wrong match shows
    /// one family's words in another's case.
    public func placement() -> Placement {
        // Whatever the rungs, evidence for two families is evidence for none; and a mail from one
        // known family to another's address was forwarded, or is a mistake of theirs or ours.
        let named = Set(leads.map(\.family))
        let isOthers = !senderFamilies.isEmpty && named.isDisjoint(with: senderFamilies)
        if named.count > 1 || (!named.isEmpty && isOthers) {
            return .triage(.contradiction, candidates: leads + senderCases)
        }
        for evidence in [Evidence.token, .reference, .calendarUID] {
            let found = leads.filter { $0.evidence == evidence }
            guard !found.isEmpty else { continue }
            return placement(by: found)
        }
        if hasInvalidToken { return .triage(.invalidToken, candidates: senderCases) }
        return placementBySender()
    }

    private func placement(by found: [Lead]) -> Placement {
        guard let lead = found.first else { return .triage(.unknownSender, candidates: []) }
        // Of Message-IDs the nearest counts; addresses have no order.
        if lead.evidence == .token, Set(found.map(\.caseID)).count > 1 {
            return .triage(.severalCases, candidates: found)
        }
        // A case's own message went to one family; a bulk notice to a shared address did not.
        if lead.caseID == nil, Set(sharedBy).count > 1 {
            return .triage(.sharedAddress, candidates: found + senderCases)
        }
        let isForeign = !senderFamilies.contains(lead.family)
        return .file(lead, isUnverified: false, isForeign: isForeign)
    }

    private func placementBySender() -> Placement {
        let families = Set(senderFamilies)
        if families.isEmpty { return .triage(.unknownSender, candidates: []) }
        if families.count > 1 { return .triage(.severalFamilies, candidates: senderCases) }
        guard let only = senderCases.first else {
            return .triage(.noOpenCase, candidates: candidatesWithoutCase())
        }
        guard senderCases.count == 1 else {
            return .triage(.severalCases, candidates: senderCases)
        }
        return .file(only, isUnverified: true, isForeign: false)
    }

    private func candidatesWithoutCase() -> [Lead] {
        senderFamilies.map { Lead(.sender, family: $0, contact: nil, caseID: nil) }
    }
}
