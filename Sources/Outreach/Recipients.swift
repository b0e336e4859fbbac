import People

/// Who gets a notice at which address, and who does not: all of it for a family, a page of it for
/// an audience.
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

    /// How they were found; nil where that was not asked of one family.
    var search: Search?

    /// What was asked to find the readers of one family.
    struct Search: Sendable {
        let family: FamilyID
        let student: StudentID?
        let ways: Ways
        let isBulk: Bool
    }

    /// The addresses that have their copy.
    private var taken: Set<Way>

    /// One address of a channel.
    struct Way: Hashable {
        let channel: Channel
        let address: String
    }

    /// `taken`: The addresses that have their copy by a contact who stands before these.
    init(taken: Set<Way> = []) {
        self.taken = taken
    }

    /// Puts down what was decided about a contact.
    ///
    /// `shared`: The addresses that another family uses too.
    mutating func add(_ contact: Contact, _ decision: Decision, shared: Set<Way> = []) {
        switch decision {
        case .notMeant: return
        case .leftOut(let reason): leftOut.append(LeftOut(contact: contact, reason: reason))
        case .reached(let ways):
            let fresh = ways.filter { taken.insert($0).inserted }
            if fresh.isEmpty { leftOut.append(LeftOut(contact: contact, reason: .sameAddress)) }
            recipients += fresh.map {
                Recipient(
                    contact: contact, channel: $0.channel, address: $0.address,
                    isShared: shared.contains($0))
            }
        }
    }
}

extension Recipients {
    /// Whether a contact gets a notice, and by which ways, whoever else does.
    enum Decision: Equatable {
        /// It is not for them.
        case notMeant
        case leftOut(Exclusion)
        /// One way or more.
        case reached([Way])

        /// Decides by the rules of a contact's edges and addresses.
        ///
        /// `addresses`: Of the channels of `ways`, the preferred of each first. `stopped`: Those of
        /// them that may not be written to.
        init(edges: [Guardianship], addresses: [Way], stopped: Set<Way>, by ways: Ways) {
            if let objection = ContactRule().objection(toAnyOf: edges) {
                self = .leftOut(objection)
                return
            }
            let open = addresses.filter { !stopped.contains($0) }
            var chosen = ways.channels.compactMap { channel in
                open.first { $0.channel == channel }
            }
            if case .first = ways { chosen = Array(chosen.prefix(1)) }
            guard chosen.isEmpty else {
                self = .reached(chosen)
                return
            }
            self = .leftOut(addresses.isEmpty ? .noAddress : .suppressed)
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
