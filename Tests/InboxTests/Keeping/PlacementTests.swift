import People
import Testing

@testable import Inbox

private let hassan = FamilyID(text: "hassan")
private let lopez = FamilyID(text: "lopez")
private let case1 = CaseID(text: "case1")
private let case2 = CaseID(text: "case2")

private func lead(
    _ evidence: Evidence, _ family: FamilyID = hassan, _ file: CaseID? = case1,
    message: String? = nil
) -> Lead {
    Lead(
        evidence, family: family, contact: nil, caseID: file,
        message: message.map(OutboundID.init(text:)))
}

/// What is known, and where it must lead.
private struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var facts = MatchFacts()
    let placement: Placement

    init(
        _ name: String, leads: [Lead] = [], invalid: Bool = false, from: [FamilyID] = [],
        sharedBy: [FamilyID] = [], cases: [Lead] = [], learnt: [FamilyID] = [],
        stripped: Bool = false, withdrawn: [Lead] = [], closed: Set<CaseID> = [],
        named: [Set<FamilyID>] = [], _ placement: Placement
    ) {
        testDescription = name
        self.placement = placement
        facts.leads = leads
        facts.hasInvalidToken = invalid
        facts.senderFamilies = from
        facts.sharedBy = sharedBy
        facts.senderCases = cases
        facts.learntFamilies = learnt
        facts.hasStrippedAddress = stripped
        facts.withdrawn = withdrawn
        facts.closed = closed
        facts.namedPeople = named
    }
}

private func file(
    _ lead: Lead, unverified: Bool = false, foreign: Bool = false
) -> Placement {
    .file(lead, isUnverified: unverified, isForeign: foreign)
}

private let table: [Row] = [
    Row("a token, from the family", leads: [lead(.token)], from: [hassan], file(lead(.token))),
    Row(
        "a token, from an address that nobody knows", leads: [lead(.token)],
        file(lead(.token), foreign: true)),
    Row(
        "a token, from another family's address", leads: [lead(.token)], from: [lopez],
        .triage(.contradiction, candidates: [lead(.token)])),
    Row(
        "a token of a bulk notice", leads: [lead(.token, hassan, nil)], from: [hassan],
        sharedBy: [hassan], file(lead(.token, hassan, nil))),
    Row(
        "a token beats a reference to another case",
        leads: [lead(.reference, hassan, case2), lead(.token)], from: [hassan],
        file(lead(.token))),
    Row(
        "a reference beats a calendar UID",
        leads: [lead(.calendarUID, hassan, case2), lead(.reference)], from: [hassan],
        file(lead(.reference))),
    Row(
        "a token and a reference to another family's case",
        leads: [lead(.token), lead(.reference, lopez, case2)], from: [hassan],
        .triage(.contradiction, candidates: [lead(.token), lead(.reference, lopez, case2)])),
    Row(
        "references to two cases: the nearest counts",
        leads: [lead(.reference), lead(.reference, hassan, case2)], from: [hassan],
        file(lead(.reference))),
    Row(
        "a calendar UID beats the sender's only case", leads: [lead(.calendarUID, hassan, case2)],
        from: [hassan], cases: [lead(.sender)], file(lead(.calendarUID, hassan, case2))),
    Row(
        "a reference beside a damaged token", leads: [lead(.reference)], invalid: true,
        from: [hassan], file(lead(.reference))),
    Row(
        "two messages of one case",
        leads: [lead(.token, message: "m1"), lead(.token, message: "m2")], from: [hassan],
        file(lead(.token, message: "m1"))),
    Row(
        "tokens of two families", leads: [lead(.token), lead(.token, lopez, case2)],
        from: [hassan],
        .triage(.contradiction, candidates: [lead(.token), lead(.token, lopez, case2)])),
    Row(
        "tokens of two cases of one family", leads: [lead(.token), lead(.token, hassan, case2)],
        from: [hassan],
        .triage(.severalCases, candidates: [lead(.token), lead(.token, hassan, case2)])),
    Row(
        "a bulk notice to an address that two families share",
        leads: [lead(.token, hassan, nil)], from: [hassan, lopez], sharedBy: [hassan, lopez],
        cases: [lead(.sender)],
        .triage(
            .sharedAddress,
            candidates: [lead(.token, hassan, nil), lead(.sender, lopez, nil), lead(.sender)])),
    Row(
        "a case's own message to an address that two families share", leads: [lead(.token)],
        from: [hassan, lopez], file(lead(.token))),
    Row(
        "a damaged token alone", invalid: true, from: [hassan], cases: [lead(.sender)],
        .triage(.invalidToken, candidates: [lead(.sender)])),
    Row("nothing at all", .triage(.unknownSender, candidates: [])),
    Row(
        "a sender with one open case", from: [hassan], cases: [lead(.sender)],
        file(lead(.sender), unverified: true)),
    Row(
        "a sender without a case", from: [hassan],
        .triage(.noOpenCase, candidates: [lead(.sender, hassan, nil)])),
    Row(
        "a sender with two open cases", from: [hassan],
        cases: [lead(.sender), lead(.sender, hassan, case2)],
        .triage(.severalCases, candidates: [lead(.sender), lead(.sender, hassan, case2)])),
    Row(
        "a sender's address that two families use, one with a case", from: [hassan, lopez],
        cases: [lead(.sender)], .triage(.severalFamilies, candidates: [lead(.sender)])),
    Row(
        "a signed address in what a parent quotes", leads: [lead(.quotedToken)], from: [hassan],
        file(lead(.quotedToken))),
    Row(
        "a signed address in what a stranger quotes: that person's word",
        leads: [lead(.quotedToken)], file(lead(.quotedToken), unverified: true, foreign: true)),
    Row(
        "an address of another family's in what a parent passes on",
        leads: [lead(.token), lead(.quotedToken, lopez, case2)], from: [hassan],
        .triage(.contradiction, candidates: [lead(.token), lead(.quotedToken, lopez, case2)])),
    Row(
        "two cases of one family in what is passed on",
        leads: [lead(.quotedToken), lead(.quotedToken, hassan, case2)], from: [hassan],
        .triage(
            .severalCases, candidates: [lead(.quotedToken), lead(.quotedToken, hassan, case2)])),
    Row(
        "the sender's own thread, nearest mail first",
        leads: [lead(.thread), lead(.thread, hassan, case2)], from: [hassan],
        cases: [lead(.sender), lead(.sender, hassan, case2)],
        file(lead(.thread), unverified: true)),
    Row(
        "our words, though the sender has two open cases", leads: [lead(.quotedWords)],
        from: [hassan], cases: [lead(.sender), lead(.sender, hassan, case2)],
        file(lead(.quotedWords), unverified: true)),
    Row(
        "our words beside a forged address", leads: [lead(.quotedWords)], invalid: true,
        from: [hassan], cases: [lead(.sender)],
        .triage(.invalidToken, candidates: [lead(.quotedWords), lead(.sender)])),
    Row(
        "a sender whom a person placed before, with one open case", cases: [lead(.learnt)],
        learnt: [hassan], file(lead(.learnt), unverified: true, foreign: true)),
    Row(
        "a sender whom a person placed before, who names that family's people",
        cases: [lead(.learnt)], learnt: [hassan], named: [[hassan], [hassan, lopez]],
        file(lead(.learnt), unverified: true, foreign: true)),
    Row(
        "a sender whom a person placed before, who names another family's", cases: [lead(.learnt)],
        learnt: [hassan], named: [[hassan], [lopez]],
        .triage(.contradiction, candidates: [lead(.learnt)])),
    Row(
        "a sender of the roster's, who names another family's", from: [hassan],
        cases: [lead(.sender)], named: [[lopez]], file(lead(.sender), unverified: true)),
    Row(
        "a sender whom persons placed with two families", cases: [lead(.learnt)],
        learnt: [hassan, lopez], .triage(.severalFamilies, candidates: [lead(.learnt)])),
    Row(
        "an address without its signature, from a sender with one open case", from: [hassan],
        cases: [lead(.sender)], stripped: true, file(lead(.sender), unverified: true)),
    Row(
        "an address without its signature, from a sender with two", from: [hassan],
        cases: [lead(.sender), lead(.sender, hassan, case2)], stripped: true,
        .triage(.strippedAddress, candidates: [lead(.sender), lead(.sender, hassan, case2)])),
    Row(
        "a withdrawn message in References, beside an address that stands",
        leads: [lead(.token)], from: [hassan], withdrawn: [lead(.reference)],
        file(lead(.token))),
    Row(
        "our words to a case that was closed", leads: [lead(.quotedWords)], from: [hassan],
        closed: [case1], .triage(.noOpenCase, candidates: [lead(.quotedWords)])),
    Row(
        "an address that was withdrawn, though a weaker sign is there", leads: [lead(.reference)],
        from: [hassan], withdrawn: [lead(.token)],
        .triage(.withdrawnAddress, candidates: [lead(.token), lead(.reference)])),
]

@Test(arguments: table)
private func `the strongest evidence decides, and doubt goes to a person`(_ row: Row) {
    #expect(row.facts.placement() == row.placement)
}

@Test func `no match that rests on the sender's address is ever verified`() {
    for row in table {
        guard case .file(let lead, let isUnverified, _) = row.facts.placement() else { continue }
        let isForeign = !row.facts.senderFamilies.contains(lead.family)
        #expect(
            isUnverified == (lead.evidence.isWeak || lead.evidence == .quotedToken && isForeign),
            "\(row)")
    }
}
