import Inbox
import People

/// The places that were found so far.
struct LikelyPlaces {
    var found: [Candidate] = []

    /// The heaviest first; of two alike the one that was found first.
    var inOrder: [Candidate] {
        found.enumerated().sorted { one, other in
            (one.element.score, other.offset) > (other.element.score, one.offset)
        }.map(\.element)
    }

    /// Leaves the heaviest alone.
    mutating func keep(_ count: Int) {
        if found.count > count { found = Array(inOrder.prefix(count)) }
    }

    mutating func add(_ lead: Lead) {
        let reason = CandidateReason(lead.evidence)
        guard let index = index(lead.family, lead.caseID) else {
            return found.append(Candidate(lead))
        }
        if let reason { found[index].add(reason) }
    }

    mutating func add(_ family: FamilyID, _ caseID: CaseID?, _ reason: CandidateReason?) {
        let index: Int
        if let known = self.index(family, caseID) {
            index = known
        } else {
            let lead = Lead(.sender, family: family, contact: nil, caseID: caseID)
            index = found.count
            found.append(Candidate(lead, reasons: []))
        }
        if let reason { found[index].add(reason) }
    }

    func holdsConversation(of family: FamilyID) -> Bool { index(family, nil) != nil }

    func holds(_ family: FamilyID) -> Bool { found.contains { $0.family == family } }

    mutating func addLast(family: FamilyID, caseID: CaseID?) {
        if let index = index(family, caseID) { found[index].add(.lastSent) }
    }

    private func index(_ family: FamilyID, _ caseID: CaseID?) -> Int? {
        found.firstIndex { $0.family == family && $0.caseID == caseID }
    }
}
