import Cases
import Delivery
import Localization
import MessageFormat
import People
import Store

/// What the database knows of some contacts of an audience, in a few statements, and what follows
/// for each of them.
struct Crowd {
    private let readers: SchoolReaders
    private let edges: [ContactID: [Guardianship]]
    private var addresses: [ContactID: [Recipients.Way]] = [:]
    private var stopped: Set<Recipients.Way> = []
    private var told: Set<FamilyID> = []
    private var answered: Set<FamilyID> = []
    /// The addresses that more than one contact uses.
    private(set) var shared: Set<Recipients.Way> = []

    init(
        _ contacts: [Contact], of readers: SchoolReaders, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        self.readers = readers
        let ids = contacts.map(\.id)
        edges = try Audiences().edges(ofEach: ids, grade: readers.audience.grade, t)
        for (contact, own) in try Audiences().addresses(ofEach: ids, readers.ways.channels, t) {
            addresses[contact] = own.map { used in
                let way = Recipients.Way(channel: used.channel, address: used.address)
                if used.isShared { shared.insert(way) }
                return way
            }
        }
        try findStopped(desk, t)
        guard case .told(let event, let unlessAnswered) = readers.only else { return }
        let families = Array(Set(contacts.map(\.family))).sorted()
        told = try Outbox().families(toldOf: ("event", event.text), among: families, t)
        if unlessAnswered {
            answered = try desk.answers.families(answering: .event(event), among: families, t)
        }
    }

    private mutating func findStopped(_ desk: Desk, _ t: borrowing Transaction) throws {
        let separates = readers.isUrgent && desk.texts?.senders.separatesEmergencies == true
        for channel in readers.ways.channels {
            let stopping = SuppressionScope.stopping(
                isBulk: readers.isBulk, isEmergency: separates && channel == .sms)
            let own = addresses.values.flatMap { $0 }.filter { $0.channel == channel }
            for some in batches(own.map(\.address)) {
                let found = try desk.suppressions.scopes(of: Array(some), channel, t)
                for (address, scopes) in found where !scopes.isDisjoint(with: stopping) {
                    stopped.insert(Recipients.Way(channel: channel, address: address))
                }
            }
        }
    }

    /// What becomes of one of them, whoever else there is.
    func decision(about contact: Contact) -> Recipients.Decision {
        switch readers.only {
        case .everybody: break
        case .told:
            guard told.contains(contact.family) else { return .notMeant }
        case .ofUnknownLanguage:
            guard contact.languages.allSatisfy({ $0 == .undetermined }) else { return .notMeant }
        }
        guard reads(contact), let own = edges[contact.id] else { return .notMeant }
        if answered.contains(contact.family) { return .leftOut(.hasAnswered) }
        return Recipients.Decision(
            edges: own, addresses: addresses[contact.id] ?? [], stopped: stopped, by: readers.ways)
    }

    private func reads(_ contact: Contact) -> Bool {
        guard let wanted = readers.audience.language.flatMap({ LanguageTag($0) }) else {
            return true
        }
        guard let first = contact.languages.first else { return false }
        return first == wanted || LanguageTag.nearest(to: first, in: [wanted]) != nil
    }
}
