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
        /// Where it goes.
        public let address: String
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

    private var taken: Set<String> = []

    init() {}

    /// Decides about one contact.
    mutating func consider(
        _ contact: Contact, edges: [Guardianship], addresses: [String], stopped: Set<String>
    ) {
        if let objection = ContactRule().objection(toAnyOf: edges) {
            leftOut.append(LeftOut(contact: contact, reason: objection))
        } else if addresses.isEmpty {
            leftOut.append(LeftOut(contact: contact, reason: .noAddress))
        } else if let address = addresses.first(where: { !stopped.contains($0) }) {
            take(address, for: contact)
        } else {
            leftOut.append(LeftOut(contact: contact, reason: .suppressed))
        }
    }

    private mutating func take(_ address: String, for contact: Contact) {
        if taken.insert(address).inserted {
            recipients.append(Recipient(contact: contact, address: address))
        } else {
            leftOut.append(LeftOut(contact: contact, reason: .sameAddress))
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
        _ family: FamilyID, about student: StudentID?, _ desk: Desk, _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        let stopped = try desk.suppressions.stopped(.email, isBulk: false, t)
        for contact in try Contacts().contacts(of: family, t) {
            let edges = try ContactRule().edges(of: contact.id, t)
                .filter { student == nil || $0.student == student }
            // No edge to the child: the contact has no right to hear about it.
            if edges.isEmpty {
                found.leftOut.append(LeftOut(contact: contact, reason: .mayNotReceive))
                continue
            }
            let addresses = try Contacts().addresses(of: contact.id, .email, t).map(\.address)
            found.consider(contact, edges: edges, addresses: addresses, stopped: stopped)
        }
        return found
    }

    /// Those of an audience. A few large queries, so that a district's size is no matter.
    static func of(
        _ audience: Audience, at school: School, isBulk: Bool, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws -> Recipients {
        var found = Recipients()
        let stopped = try desk.suppressions.stopped(.email, isBulk: isBulk, t)
        let edges = try Audiences().edges(of: school.id, grade: audience.grade, t)
        let addresses = try Audiences().addresses(of: school.id, .email, t)
        for contact in try Audiences().contacts(of: school.id, t) {
            guard let own = edges[contact.id], reads(contact, audience.language) else { continue }
            found.consider(
                contact, edges: own, addresses: addresses[contact.id] ?? [], stopped: stopped)
        }
        return found
    }

    private static func reads(_ contact: Contact, _ language: String?) -> Bool {
        guard let wanted = language.flatMap({ LanguageTag($0) }) else { return true }
        guard let first = contact.languages.first else { return false }
        return first == wanted || LanguageTag.nearest(to: first, in: [wanted]) != nil
    }
}
