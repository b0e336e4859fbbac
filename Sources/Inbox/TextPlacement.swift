import People

/// One thing that was asked of a number by text, and whether its conversation still goes on.
public struct AskedText: Sendable, Hashable {
    /// How a conversation stands.
    public enum Stage: Sendable, Hashable {
        /// Its case is open, or its notice is still of interest.
        case open
        /// Its case was closed.
        case closed
        /// Its notice is past: the event has been, or it is too long ago.
        case over
    }

    /// Where an answer to it goes; without a case, to the family's standing conversation.
    public let lead: Lead
    /// How its conversation stands.
    public let stage: Stage

    /// Describes what was asked.
    public init(_ lead: Lead, _ stage: Stage) {
        self.lead = lead
        self.stage = stage
    }
}

/// All that is known about where a text may belong. A text bears no token and no subject: only the
/// number that it comes from, which several contacts and families may share.
public struct TextFacts: Sendable {
    /// What was asked of the number lately, the latest first.
    public var asked: [AskedText] = []
    /// The families that use the number, by the roster.
    public var senderFamilies: [FamilyID] = []
    /// The families with which a person placed texts of this number's, where the roster lacks it.
    public var learntFamilies: [FamilyID] = []
    /// The families of each person whom the words of such a sender name in full.
    public var namedPeople: [Set<FamilyID>] = []
    /// Open concerns of these families.
    public var senderCases: [Lead] = []

    /// Knows nothing.
    public init() {}
}

extension TextFacts {
    /// Files a text by what was last asked of its number, and asks a person wherever that could be
    /// wrong: a wrong match shows one family's words in another's case.
    public func placement() -> Placement {
        let open = asked.filter { $0.stage == .open }.map(\.lead)
        if families(of: open).count > 1 {
            let isCases = open.contains { $0.caseID != nil }
            return .triage(isCases ? .severalFamilies : .sharedAddress, candidates: candidates)
        }
        guard let latest = asked.first(where: { $0.stage != .over }) else {
            return placementBySender()
        }
        // Closing a case tells the family nothing: its answer may well be to the closed one.
        if latest.stage == .closed { return .triage(.noOpenCase, candidates: candidates) }
        if senderFamilies.isEmpty { return .triage(.unknownSender, candidates: candidates) }
        // The number has passed on to another family since.
        guard senderFamilies.contains(latest.lead.family) else {
            return .triage(.contradiction, candidates: candidates)
        }
        if Set(open.compactMap(\.caseID)).count > 1 {
            return .triage(.severalCases, candidates: candidates)
        }
        return .file(latest.lead, isUnverified: false, isForeign: false)
    }

    /// The families that open conversations may be with: a notice to an audience goes to a shared
    /// number once, and is meant for all who share it.
    private func families(of open: [Lead]) -> Set<FamilyID> {
        let asked = Set(open.map(\.family))
        guard open.contains(where: { $0.caseID == nil }) else { return asked }
        return asked.union(senderFamilies)
    }

    /// Nothing is open on the number: the sender alone counts, as a From line does.
    private func placementBySender() -> Placement {
        var facts = MatchFacts()
        facts.senderFamilies = senderFamilies
        facts.learntFamilies = learntFamilies
        facts.namedPeople = namedPeople
        facts.senderCases = senderCases
        return facts.placement()
    }

    /// Each place once, the latest asked first, then the other open cases, then families that had
    /// part in neither.
    private var candidates: [Lead] {
        var found: [Lead] = []
        for lead in asked.filter({ $0.stage != .over }).map(\.lead) + senderCases
        where !found.contains(where: { ($0.family, $0.caseID) == (lead.family, lead.caseID) }) {
            found.append(lead)
        }
        for family in senderFamilies where !found.contains(where: { $0.family == family }) {
            found.append(Lead(.sender, family: family, contact: nil, caseID: nil))
        }
        return found
    }
}
