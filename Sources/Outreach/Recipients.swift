import Localization
import MessageFormat
import People
import Store

/// Who gets a notice at which address, and who does not.
public struct Recipients: Sendable {
    /// One address that gets one copy.
    public struct Recipient: Sendable {
        /// Who it is for.
        public let contact: Contact
        /// How it goes there.
        public let channel: Channel
        /// Where it goes.
        public let address: String
        /// Whether another family uses the address too: the copy then says no more than it must.
        public let isShared: Bool

        /// One copy's address.
        public init(
            contact: Contact, channel: Channel, address: String, isShared: Bool = false
        ) {
            self.contact = contact
            self.channel = channel
            self.address = address
            self.isShared = isShared
        }
    }

    /// One contact who gets none.
    public struct LeftOut: Sendable {
        /// Who.
        public let contact: Contact
        /// Why.
        public let reason: Exclusion
    }

    /// In the roster's order; each address once.
    public var recipients: [Recipient] = []
    /// In the roster's order.
    public var leftOut: [LeftOut] = []

    private var taken: Set<Way> = []

    /// One address of a channel.
    struct Way: Hashable {
        let channel: Channel
        let address: String
    }

    init() {}

    /// Decides about one contact.
    ///
    /// `addresses`: Of the channels of `ways`, the preferred of each first.
    mutating func consider(
        _ contact: Contact, edges: [Guardianship], addresses: [Way], _ reach: Reach
    ) {
        if let objection = ContactRule().objection(toAnyOf: edges) {
            leftOut.append(LeftOut(contact: contact, reason: objection))
            return
        }
        let open = addresses.filter { !reach.stopped.contains($0) }
        var ways = reach.ways.channels.compactMap { channel in
            open.first { $0.channel == channel }
        }
        if case .first = reach.ways { ways = Array(ways.prefix(1)) }
        guard !ways.isEmpty else {
            let reason: Exclusion = addresses.isEmpty ? .noAddress : .suppressed
            leftOut.append(LeftOut(contact: contact, reason: reason))
            return
        }
        let fresh = ways.filter { taken.insert($0).inserted }
        if fresh.isEmpty { leftOut.append(LeftOut(contact: contact, reason: .sameAddress)) }
        recipients += fresh.map {
            Recipient(
                contact: contact, channel: $0.channel, address: $0.address,
                isShared: reach.shared.contains($0))
        }
    }

    /// By which ways the notice goes, and what is known about addresses.
    struct Reach {
        let ways: Ways
        var stopped: Set<Way> = []
        var shared: Set<Way> = []

        /// `isUrgent`: It goes out from the number for emergencies, where there is one.
        init(
            _ ways: Ways, isBulk: Bool, isUrgent: Bool = false, _ desk: Desk,
            _ t: borrowing Transaction
        ) throws {
            self.ways = ways
            let separates = isUrgent && desk.texts?.senders.separatesEmergencies == true
            for channel in ways.channels {
                let isEmergency = separates && channel == .sms
                let addresses = try desk.suppressions.stopped(
                    channel, isBulk: isBulk, isEmergency: isEmergency, t)
                for address in addresses {
                    stopped.insert(Way(channel: channel, address: address))
                }
            }
        }
    }
}

/// Which contacts a bulk notice is for.
public struct Audience: Sendable, Codable, Hashable {
    /// Only students of this grade.
    public var grade: String?
    /// Only contacts who read this language.
    public var language: String?

    /// Everybody of a school, or those of a grade or language.
    public init(grade: String? = nil, language: String? = nil) {
        self.grade = grade
        self.language = language
    }

    /// For people.
    public var sentence: String {
        let parts = [grade.map { "grade \($0)" }, language.map { "language \($0)" }]
        let limits = parts.compactMap { $0 }
        return limits.isEmpty ? "the whole school" : limits.joined(separator: ", ")
    }
}

extension Recipients {
    /// Those of one family who may hear about one child.
    static func ofFamily(
        _ family: FamilyID, about student: StudentID?, by ways: Ways, isBulk: Bool = false,
        _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        var reach = try Reach(ways, isBulk: isBulk, desk, t)
        for contact in try Contacts().contacts(of: family, t) {
            let edges = try ContactRule().edges(of: contact.id, t)
                .filter { student == nil || $0.student == student }
            // No edge to the child: the contact has no right to hear about it.
            if edges.isEmpty {
                found.leftOut.append(LeftOut(contact: contact, reason: .mayNotReceive))
                continue
            }
            let addresses = try addresses(of: contact, ways, t)
            for way in addresses
            where try Families().families(using: way.address, way.channel, t).count > 1 {
                reach.shared.insert(way)
            }
            found.consider(contact, edges: edges, addresses: addresses, reach)
        }
        return found
    }

    static func addresses(
        of contact: Contact, _ ways: Ways, _ t: borrowing Transaction
    ) throws -> [Way] {
        var found: [Way] = []
        for channel in ways.channels {
            found += try Contacts().addresses(of: contact.id, channel, t)
                .map { Way(channel: channel, address: $0.address) }
        }
        return found
    }

    /// Those of an audience. A few large queries, so that a district's size is no matter.
    ///
    /// `isUrgent`: It goes out from the number for emergencies, where there is one.
    /// `families`: Only these; `answered`: families of these that need no word, and are left out.
    static func of(
        _ audience: Audience, at school: School, by ways: Ways, isBulk: Bool,
        isUrgent: Bool = false, only families: Set<FamilyID>? = nil, answered: Set<FamilyID> = [],
        _ desk: Desk,
        _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        let reach = try Reach(ways, isBulk: isBulk, isUrgent: isUrgent, desk, t)
        let edges = try Audiences().edges(of: school.id, grade: audience.grade, t)
        var addresses: [ContactID: [Way]] = [:]
        for channel in ways.channels {
            for (contact, own) in try Audiences().addresses(of: school.id, channel, t) {
                addresses[contact, default: []] += own.map { Way(channel: channel, address: $0) }
            }
        }
        for contact in try Audiences().contacts(of: school.id, t) {
            guard let own = edges[contact.id], reads(contact, audience.language),
                families?.contains(contact.family) ?? true
            else { continue }
            if answered.contains(contact.family) {
                found.leftOut.append(LeftOut(contact: contact, reason: .hasAnswered))
                continue
            }
            found.consider(
                contact, edges: own, addresses: addresses[contact.id] ?? [], reach)
        }
        return found
    }

    private static func reads(_ contact: Contact, _ language: String?) -> Bool {
        guard let wanted = language.flatMap({ LanguageTag($0) }) else { return true }
        guard let first = contact.languages.first else { return false }
        return first == wanted || LanguageTag.nearest(to: first, in: [wanted]) != nil
    }
}
