import People
import Testing

@testable import Inbox

private let hassan = FamilyID(text: "hassan")
private let lopez = FamilyID(text: "lopez")
private let case1 = CaseID(text: "case1")
private let case2 = CaseID(text: "case2")
private let other = CaseID(text: "other")

/// What was asked by text in a case, or by a notice to an audience.
private func asked(_ family: FamilyID = hassan, _ file: CaseID? = case1) -> Lead {
    Lead(.numberPair, family: family, contact: nil, caseID: file)
}

/// A family, or its case, that the number alone leads to.
private func known(_ family: FamilyID = hassan, _ file: CaseID? = case1) -> Lead {
    Lead(.sender, family: family, contact: nil, caseID: file)
}

private func file(_ lead: Lead, unverified: Bool = false) -> Placement {
    .file(lead, isUnverified: unverified, isForeign: false)
}

/// What is known of a number, the latest asked first, and where a text from it goes.
private struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var facts = TextFacts()
    let placement: Placement

    init(
        _ name: String, asked: [(Lead, AskedText.Stage)] = [], usedBy families: [FamilyID] = [],
        cases: [Lead] = [], _ placement: Placement
    ) {
        testDescription = name
        self.placement = placement
        facts.asked = asked.map(AskedText.init)
        facts.senderFamilies = families
        facts.senderCases = cases
    }
}

private let table: [Row] = [
    // Something is open between the two numbers.
    Row(
        "a case asked", asked: [(asked(), .open)], usedBy: [hassan], cases: [known()],
        file(asked())),
    Row(
        "a notice to an audience", asked: [(asked(hassan, nil), .open)], usedBy: [hassan],
        cases: [known()], file(asked(hassan, nil))),
    Row(
        "a case, and before it a notice",
        asked: [(asked(), .open), (asked(hassan, nil), .open)], usedBy: [hassan], file(asked())),
    Row(
        "a notice, and before it a case",
        asked: [(asked(hassan, nil), .open), (asked(), .open)], usedBy: [hassan],
        file(asked(hassan, nil))),
    Row(
        "a notice that is past, and before it a case",
        asked: [(asked(hassan, nil), .over), (asked(), .open)], usedBy: [hassan], file(asked())),
    Row(
        "one of two open cases asked by text", asked: [(asked(), .open)], usedBy: [hassan],
        cases: [known(), known(hassan, case2)], file(asked())),
    Row(
        "a case asked twice", asked: [(asked(), .open), (asked(), .open)], usedBy: [hassan],
        file(asked())),
    Row(
        "a case asked, and one that was closed before it",
        asked: [(asked(), .open), (asked(hassan, case2), .closed)], usedBy: [hassan],
        file(asked())),
    // More than one case.
    Row(
        "two open cases asked", asked: [(asked(), .open), (asked(hassan, case2), .open)],
        usedBy: [hassan],
        .triage(.severalCases, candidates: [asked(), asked(hassan, case2)])),
    Row(
        "two open cases asked, and a notice after them",
        asked: [(asked(hassan, nil), .open), (asked(), .open), (asked(hassan, case2), .open)],
        usedBy: [hassan],
        .triage(
            .severalCases, candidates: [asked(hassan, nil), asked(), asked(hassan, case2)])),
    // A phone of two families.
    Row(
        "a shared phone, one family asked in a case", asked: [(asked(), .open)],
        usedBy: [hassan, lopez], cases: [known(), known(lopez, other)], file(asked())),
    Row(
        "a shared phone, both asked", asked: [(asked(lopez, other), .open), (asked(), .open)],
        usedBy: [hassan, lopez], cases: [known(), known(lopez, other)],
        .triage(.severalFamilies, candidates: [asked(lopez, other), asked()])),
    Row(
        "a shared phone, one asked, the other's case closed before",
        asked: [(asked(), .open), (asked(lopez, other), .closed)], usedBy: [hassan, lopez],
        file(asked())),
    Row(
        "a shared phone, one asked, the other's case closed after",
        asked: [(asked(lopez, other), .closed), (asked(), .open)], usedBy: [hassan, lopez],
        .triage(.noOpenCase, candidates: [asked(lopez, other), asked()])),
    Row(
        "a shared phone and a notice to an audience", asked: [(asked(hassan, nil), .open)],
        usedBy: [hassan, lopez],
        .triage(.sharedAddress, candidates: [asked(hassan, nil), known(lopez, nil)])),
    Row(
        "a shared phone, a notice, and one family asked after it",
        asked: [(asked(), .open), (asked(hassan, nil), .open)], usedBy: [hassan, lopez],
        .triage(
            .severalFamilies,
            candidates: [asked(), asked(hassan, nil), known(lopez, nil)])),
    Row(
        "a shared phone, a notice that is past, and one family asked before it",
        asked: [(asked(hassan, nil), .over), (asked(), .open)], usedBy: [hassan, lopez],
        file(asked())),
    // What was asked is closed.
    Row(
        "a case that was closed", asked: [(asked(), .closed)], usedBy: [hassan],
        .triage(.noOpenCase, candidates: [asked()])),
    Row(
        "a case that was closed, and another that nobody asked by text",
        asked: [(asked(), .closed)], usedBy: [hassan], cases: [known(hassan, case2)],
        .triage(.noOpenCase, candidates: [asked(), known(hassan, case2)])),
    Row(
        "a case that was closed, and before it a notice",
        asked: [(asked(), .closed), (asked(hassan, nil), .open)], usedBy: [hassan],
        .triage(.noOpenCase, candidates: [asked(), asked(hassan, nil)])),
    // The number has another owner than when it was asked.
    Row(
        "a number that left the roster", asked: [(asked(), .open)],
        .triage(.unknownSender, candidates: [asked()])),
    Row(
        "a number that is another family's now", asked: [(asked(), .open)], usedBy: [lopez],
        cases: [known(lopez, other)],
        .triage(.contradiction, candidates: [asked(), known(lopez, other)])),
    // Nothing is open: the sender alone.
    Row("a number that nobody knows", .triage(.unknownSender, candidates: [])),
    Row(
        "a family with one open case", usedBy: [hassan], cases: [known()],
        file(known(), unverified: true)),
    Row(
        "a family with one open case, and a notice that is past",
        asked: [(asked(hassan, nil), .over)], usedBy: [hassan], cases: [known()],
        file(known(), unverified: true)),
    Row(
        "a family without a case", usedBy: [hassan],
        .triage(.noOpenCase, candidates: [known(hassan, nil)])),
    Row(
        "a family with two open cases", usedBy: [hassan],
        cases: [known(), known(hassan, case2)],
        .triage(.severalCases, candidates: [known(), known(hassan, case2)])),
    Row(
        "a shared phone that was asked nothing", usedBy: [hassan, lopez], cases: [known()],
        .triage(.severalFamilies, candidates: [known()])),
]

@Test(arguments: table)
private func `a text goes by what was last asked of its number, and doubt to a person`(
    _ row: Row
) {
    #expect(row.facts.placement() == row.placement)
}

@Test func `no text is filed with a family that does not use its number`() {
    for row in table {
        guard case .file(let lead, let isUnverified, let isForeign) = row.facts.placement()
        else { continue }
        #expect(row.facts.senderFamilies.contains(lead.family), "\(row)")
        #expect(isUnverified == (lead.evidence == .sender), "\(row)")
        #expect(!isForeign)
    }
}

/// Every order in which up to three things were asked of a number that one or two families use.
@Test
func `no text that two open conversations could claim is ever filed with one of two families`() {
    let leads = [asked(), asked(hassan, case2), asked(hassan, nil), asked(lopez, other)]
    let stages: [AskedText.Stage] = [.open, .closed, .over]
    let all = leads.flatMap { lead in stages.map { AskedText(lead, $0) } }
    for first in all {
        for second in all {
            for third in all {
                for families in [[hassan], [hassan, lopez]] {
                    var facts = TextFacts()
                    (facts.asked, facts.senderFamilies) = ([first, second, third], families)
                    guard case .file(let lead, _, _) = facts.placement() else { continue }
                    let open = facts.asked.filter { $0.stage == .open }.map(\.lead)
                    #expect(open.allSatisfy { $0.family == lead.family })
                    #expect(Set(open.compactMap(\.caseID)).count <= 1)
                    #expect(facts.asked.first { $0.stage != .over }?.lead == lead)
                    #expect(lead.caseID != nil || families.count == 1)
                }
            }
        }
    }
}
