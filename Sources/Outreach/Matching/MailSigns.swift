import Inbox
import People
import Wire

/// What a mail says by itself about where it belongs, before anything is looked up: the signed
/// addresses that it came to, and those that it quotes. Each signature is verified once, and none
/// within the transaction that files the mail.
struct MailSigns: Sendable {
    /// What the addresses say that the mail came to, in their order, each once.
    let addressed: [AddressToken.Verdict]
    /// The messages whose signed addresses stand in the body.
    let quoted: [OutboundID]
    /// Message-IDs at our domain that stand in the body; nobody has looked whether they are ours.
    let quotedIDs: [String]
    /// Of the body and the addresses of ours that it came to: the same for two copies of one mail.
    let digest: String

    init(_ claimed: ClaimedInbound, _ read: ReadMessage, _ desk: Desk) {
        let envelope = SignedAddresses(claimed.recipients, desk)
        let header = SignedAddresses(read.recipients, desk, known: envelope)
        // The same words to another message's address are another answer, not a copy. A way in that
        // knows no envelope has the header's word for it.
        digest = Readings.bodyDigest(
            claimed.bytes, to: envelope.isEmpty ? header.addresses : envelope.addresses)
        addressed = envelope.joined(with: header).verdicts
        let proofs = QuotedProofs(
            in: claimed.bytes[Readings.bodyStart(of: claimed.bytes)...], text: read.text,
            domain: desk.identity.domain)
        quoted = proofs.localParts.compactMap { local in
            guard case .valid(let id, _)? = desk.tokens.verdict(on: local) else { return nil }
            return id
        }
        quotedIDs = proofs.messageIDs
    }

    /// It came to an address that is written to for one purpose.
    var isToStopAddress: Bool {
        addressed.contains { verdict in
            guard case .valid(_, .stop) = verdict else { return false }
            return true
        }
    }
}

/// Addresses of ours with a token, folded, once each, in order.
private struct SignedAddresses {
    private let found: [(address: String, verdict: AddressToken.Verdict)]
    var isEmpty: Bool { found.isEmpty }
    var addresses: [String] { found.map(\.address) }
    var verdicts: [AddressToken.Verdict] { found.map(\.verdict) }

    /// `known`: Addresses that were verified already.
    init(_ addresses: [String], _ desk: Desk, known: SignedAddresses? = nil) {
        self.init(
            Set(addresses.map { $0.lowercased() }).compactMap { address in
                if let found = known?.found.first(where: { $0.address == address }) { return found }
                return localPart(of: address, at: desk.identity.domain)
                    .flatMap(desk.tokens.verdict).map { (address: address, verdict: $0) }
            })
    }

    private init(_ found: [(address: String, verdict: AddressToken.Verdict)]) {
        self.found = found.sorted { $0.address < $1.address }
    }

    func joined(with other: SignedAddresses) -> SignedAddresses {
        let known = Set(addresses)
        return SignedAddresses(found + other.found.filter { !known.contains($0.address) })
    }
}
