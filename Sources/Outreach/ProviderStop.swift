import Cases
import Delivery
import Inbox
import People
import Store

/// The reader of a text has stopped texts with its provider or carrier: to us that is the same as
/// STOP. The families of the number learn it, as from a word of theirs, so that somebody phones them.
struct ProviderStop: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// `sender`: The number or name that the text went out from; nil where it is not known.
    /// `inbound`: The receipt that said so; nil where the answer to the request did.
    func record(
        _ message: OutboundMessage, from sender: String?, inbound: InboundID?, _ reply: String,
        _ t: borrowing Transaction
    ) throws {
        let isNew = try desk.suppressions.add(
            message.address, message.channel, desk.scope(ofStopTo: sender), because: .optOut,
            inbound: inbound, t)
        guard isNew else { return }
        for family in try Families().families(using: message.address, message.channel, t) {
            let own = message.family == family ? message.caseID : nil
            let lead = Lead(.token, family: family, contact: nil, caseID: own)
            guard let file = try Conversations(desk).file(of: lead, answering: nil, t) else {
                continue
            }
            var entry = NewEntry(.choice, by: .system, reply)
            (entry.channel, entry.inbound) = (message.channel, inbound)
            entry.subject = "texts stopped with the provider"
            try desk.timeline.add(entry, to: file, t)
        }
    }
}

extension Desk {
    /// How much a wish for no more texts ends, by the number of ours that it was said to. Where
    /// emergencies come from a number of their own, a STOP to another leaves them; said to that
    /// number, or where nobody knows to which, it ends all.
    func scope(ofStopTo sender: String?) -> SuppressionScope {
        guard let senders = texts?.senders, senders.separatesEmergencies, let sender,
            senders.ordinary.contains(sender)
        else { return .all }
        return .ordinary
    }

    /// Whether a message goes out from the number for emergencies.
    func isEmergency(_ message: OutboundMessage) -> Bool {
        message.channel == .sms && message.priority == .urgent
            && texts?.senders.separatesEmergencies == true
    }
}
