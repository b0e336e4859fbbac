import Inbox
import People
import Store

@testable import Outreach

/// What makes a conversation hard, or easy; it may be several of these.
enum Stratum: String, Sendable, CaseIterable {
    case token = "a signed address in To"
    case noToken = "no token in any address"
    case noReferences = "no References"
    case brokenReferences = "broken References"
    case changedSubject = "another subject"
    case siblings = "siblings"
    case twoCases = "two cases of one child"
    case apart = "households apart"
    case sharedPhone = "a phone of two families"
    case sharedMail = "a mailbox of two families"
    case forwarded = "forwarded"
    case strangeAddress = "from another address"
    case quotedAlone = "nothing but a quote"
    case ownThread = "a mail after one's own"
    case fresh = "a new mail, no quote"
    case calendar = "a calendar's answer"
    case bulk = "to a notice to everybody"
    case text = "a text message"
}

/// One conversation: what arrives, and where it belongs.
struct CorpusConversation: Sendable {
    /// How it comes.
    enum Arrival: Sendable {
        case mail([UInt8], to: [String])
        /// A provider's request: words, number.
        case text(String, from: String)
    }

    var strata: Set<Stratum>
    /// In order of coming; the last is looked at.
    var arrivals: [Arrival]
    let family: FamilyID
    /// Nil for the family's standing conversation.
    let caseID: CaseID?
}

/// Where a conversation ended.
enum CorpusEnd: Sendable, Hashable {
    case right
    /// In the tray; `rank`: of the right place among the candidates, from 1.
    case triage(TriageReason, rank: Int?)
    case wrong(String)
}
