import Cases
import Delivery
import People
import Store
import Wire

/// A member of staff ends messages to a number or mail address, whose user asked for it in words of
/// their own, on the phone or in person: the same as STOP, with who did it on record.
public struct StopAddress: Sendable {
    /// What was done.
    public struct Outcome: Sendable {
        /// As the roster has it.
        public let address: String
        /// By which way nothing more goes out.
        public let channel: Channel
        /// False when it had been stopped before.
        public let isNew: Bool
        /// How many families use it.
        public let families: Int
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Ends texts to a number, or notices to many to a mail address; case mail goes on, as after
    /// STOP by mail. It is confirmed once, by the way that it ends.
    /// - Throws: ``Refusal`` for who may not, and for an address that nobody at the school has.
    public func stop(_ given: String, by handle: String) async throws -> Outcome {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let (address, channel) = try address(given, of: staff.school, t)
            let users = try Contacts().contacts(using: address, channel, t)
                .filter { try Families().family($0.family, t)?.school == staff.school }
            guard !users.isEmpty else {
                throw Refusal(
                    "Nobody in the school's roster has \(given). `parley case show` and "
                        + "`parley people call-list` show addresses as the roster has them.")
            }
            let isNew = try end(address, channel, t)
            var families: [FamilyID] = []
            for user in users where !families.contains(user.family) {
                families.append(user.family)
                guard isNew, let file = try Conversations(desk).standing(of: user.family, t) else {
                    continue
                }
                try note(address, channel, by: staff, in: file, t)
                guard families.count == 1 else { continue }
                let reader = Acknowledge.Reader(user, at: address, by: channel)
                try Acknowledge(desk).confirm(
                    .stopped, key: "\(address):\(desk.source.now().milliseconds)", to: reader,
                    in: file, t)
            }
            let details = ["channel": channel.rawValue, "new": isNew ? "yes" : "no"]
            for family in families {
                try desk.audit.record(
                    "people.stop", by: staff.id, on: ("family", family.text), family: family,
                    details: details, t)
            }
            return Outcome(
                address: address, channel: channel, isNew: isNew, families: families.count)
        }
    }

    private func end(
        _ address: String, _ channel: Channel, _ t: borrowing Transaction
    ) throws -> Bool {
        let scope: SuppressionScope =
            channel == .email
            ? .bulk : desk.scope(ofStopTo: desk.texts?.senders.ordinary.first)
        let wasStopped = try desk.suppressions.stops(
            address, channel, isBulk: channel == .email, isEmergency: scope == .all, t)
        return try desk.suppressions.add(
            address, channel, scope, because: .optOut, inbound: nil, t) && !wasStopped
    }

    private func note(
        _ address: String, _ channel: Channel, by staff: StaffMember, in file: Case,
        _ t: borrowing Transaction
    ) throws {
        var entry = NewEntry(.choice, by: .staff(staff.id), "")
        entry.channel = channel
        entry.subject =
            channel == .sms
            ? "texts to \(address) stopped for the family"
            : "notices to \(address) stopped for the family"
        try desk.timeline.add(entry, to: file, t)
    }

    private func address(
        _ given: String, of school: SchoolID, _ t: borrowing Transaction
    ) throws -> (String, Channel) {
        if given.contains("@") {
            guard let address = try? readAddressFolded(given) else {
                throw Refusal("\"\(given)\" is no mail address.")
            }
            return (address, .email)
        }
        let region = try Schools().school(school, t)?.region ?? "ZZ"
        guard let phone = readPhone(given, region: region), phone.possible else {
            throw Refusal(
                "\"\(given)\" is neither a telephone number nor a mail address. Write a number as "
                    + "+16125550142.")
        }
        return (phone.e164, .sms)
    }
}
