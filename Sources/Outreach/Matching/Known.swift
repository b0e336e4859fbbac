import Cases
import Delivery
import Inbox
import People
import Store

/// What the database says about a group of mails, asked for all of them at once where the filing of one
/// changes nothing that another needs; what it changes, such as a conversation that is opened or a
/// language that is chosen, is told to this. It lives as long as the transaction that files the group.
struct Known {
    var ours = NamedMessages()
    var people = KnownPeople()
    var cases: KnownCases
    /// Message-IDs that are those of mails to staff.
    private(set) var toStaff: Set<String> = []
    /// The arrivals that are read again after a person had them put back.
    private(set) var readAgain: Set<InboundID> = []
    private var lately: [String: [AutomaticAnswer]]
    /// The arrivals of whose mail no copy came before.
    private var firstCopies: Set<InboundID> = []
    private let readings: Readings

    /// Asks for all that some mails name.
    init(_ mails: [MailNames], _ desk: Desk, _ t: borrowing Transaction) throws {
        cases = KnownCases(desk)
        readings = Readings(desk.source)
        firstCopies = try readings.claim(Self.identities(of: mails), t)
        toStaff = try StaffMails().known(Self.unique(mails.flatMap(\.staffMails)), t)
        readAgain = try TriageTray(desk.source).readAgain(among: mails.map(\.inbound), t)
        try ours.ask(
            mails.flatMap(\.messages), bearing: Self.unique(mails.flatMap(\.messageIDs)), t)
        let senders = Set(mails.compactMap(\.from))
        let since = desk.source.now() - Acknowledge.longest
        let answers = try Outbox().automatic(toEach: Array(senders), .email, since: since, t)
        lately = senders.reduce(into: [:]) { $0[$1] = answers[$1] ?? [] }
        let shared = ours.found.filter { $0.caseID == nil }.map(\.address)
        try people.ask(senders.union(shared), t)
        try cases.ask(people.families.union(ours.found.map(\.family)), t)
    }

    /// The arrival that has a mail already; nil when it is this one's.
    func copy(
        of identity: String, bodyDigest: String, for id: InboundID, _ t: borrowing Transaction
    ) throws -> InboundID? {
        if firstCopies.contains(id) { return nil }
        return try readings.claim(identity, bodyDigest: bodyDigest, for: id, t)
    }

    /// The automatic answers that an address got lately, for whoever may send it one more: after that
    /// it is not known any more, and nil.
    mutating func takeAnswers(to address: String?) -> [AutomaticAnswer]? {
        address.flatMap { lately.removeValue(forKey: $0) }
    }

    /// In the order of the identities: readers of the same mails by two ways wait for each other in
    /// one order. Of two copies the one that came first is claimed first.
    private static func identities(
        of mails: [MailNames]
    ) -> [(identity: String, bodyDigest: String, id: InboundID)] {
        let all = mails.enumerated().compactMap { place, mail in
            mail.identity.map { (place: place, identity: $0, mail: mail) }
        }
        return all.sorted {
            ($0.identity, $0.mail.digest, $0.place) < ($1.identity, $1.mail.digest, $1.place)
        }.map { ($0.identity, bodyDigest: $0.mail.digest, id: $0.mail.inbound) }
    }

    private static func unique(_ texts: [String]) -> [String] { Array(Set(texts)) }
}
