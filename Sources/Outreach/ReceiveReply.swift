import Cases
import Delivery
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store
import Wire

/// Files what was read: into the right case, the family's standing conversation, a message's
/// state, or the triage tray. One transaction, so that a kill leaves all of it or nothing.
public struct ReceiveReply: Sendable {
    let desk: Desk
    let words: FamilyWords
    private let sent: SentTexts

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.init(desk, FamilyWords(desk.localizer.library))
    }

    init(_ desk: Desk, _ words: FamilyWords, _ sent: SentTexts = SentTexts()) {
        self.desk = desk
        self.words = words
        self.sent = sent
    }

    /// Files one arrival.
    /// - Throws: ``StoreError``; the arrival then waits to be read again.
    public func file(
        _ claimed: ClaimedInbound, _ read: ReadMessage
    ) async throws -> ReadingOutcome {
        let (outcomes, _) = try await desk.finish([filing(of: claimed, read)]) { _ in }
        guard let outcome = outcomes.first else {
            throw StoreError.statement("an arrival was not filed")
        }
        return outcome
    }

    /// How an arrival is filed, once there is a transaction.
    func filing(of claimed: ClaimedInbound, _ read: ReadMessage) -> Filing {
        let signs = MailSigns(claimed, read, desk)
        return Filing(claimed, naming: MailNames(claimed, read, signs)) { known, t in
            try result(claimed, read, signs, &known, t)
        }
    }

    private func result(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ signs: MailSigns,
        _ known: inout Known, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        var read = read
        let result =
            if let early = try copyOrLoop(claimed, &read, signs, &known, t)
                ?? AnswerOfStaff(desk).take(claimed, read, among: known.toStaff, t)
            { early } else { try place(claimed, &read, signs, &known, t) }
        try Readings(desk.source).insert(
            read, of: claimed.id, bodyDigest: signs.digest, result, t)
        return result
    }

    /// A copy that came by another way is folded; our own mail that came back is let lie.
    private func copyOrLoop(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, _ signs: MailSigns,
        _ known: inout Known, _ t: borrowing Transaction
    ) throws -> Readings.Result? {
        if let identity = read.identity,
            let earlier = try known.copy(
                of: identity, bodyDigest: signs.digest, for: claimed.id, t)
        {
            var result = Readings.Result(.folded)
            result.foldedInto = earlier
            return result
        }
        switch try ReturnedMail(desk, sent).find(read, signs, &known, t) {
        case .own(let sign):
            read.evidence.insert("loop: " + sign, at: 0)
            return Readings.Result(.loop)
        case .withOtherWords(let sign):
            (read.kind, read.mayBePerson) = (.autoReply, true)
            read.evidence.insert("\(sign); but it holds other words", at: 0)
            return nil
        case nil: return nil
        }
    }

    private func place(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, _ signs: MailSigns,
        _ known: inout Known, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        // A stop address is written to for one purpose, whatever a mail program adds to the word.
        let isToStop = signs.isToStopAddress
        if isToStop, [.reply, .new].contains(read.kind) { read.kind = .optOut }
        switch read.kind {
        case .bounce, .receipt, .complaint:
            if let result = try RecordReport(desk).record(claimed, read, t) { return result }
            return try triage(claimed, read, .unknownSender, [], t)
        case .unreadable:
            return try triage(claimed, read, .unreadable, [], t)
        case .reply, .new, .rsvp, .optOut, .optIn, .autoReply, .reaction:
            let facts = try GatherFacts(desk, sent).facts(of: signs, read, &known, t)
            try cutWhatWeWrote(from: &read, facts, &known, t)
            if !isToStop { try correct(&read, facts, &known, t) }
            let isAgain = known.readAgain.contains(claimed.id)
            switch facts.placement() {
            case .triage(let reason, let candidates):
                if read.kind == .optOut, !isAgain {
                    try endBulk(facts.leads + facts.withdrawn, claimed.id, t)
                }
                return try triage(claimed, read, reason, candidates, t)
            case .file(let lead, let isUnverified, let isForeign):
                let place = FileReply.Place(
                    lead: lead, message: try lead.message.flatMap { try known.ours.message($0, t) },
                    isUnverified: isUnverified || isAgain, isForeign: isForeign)
                return try FileReply(desk, words, sent).file(
                    claimed, &read, at: place, &known, t)
            }
        }
    }

    /// Programs that quote without any mark are found out by what we wrote ourselves.
    private func cutWhatWeWrote(
        from read: inout ReadMessage, _ facts: MatchFacts, _ known: inout Known,
        _ t: borrowing Transaction
    ) throws {
        guard read.mayHoldSentWords else { return }
        let renderings = try facts.leads.compactMap(\.message).prefix(5).compactMap { id in
            try known.ours.message(id, t).flatMap { try sent.rendering(of: $0, t) }
        }
        // The HTML says what the text says; it is only read where that may matter.
        guard read.mayRepeat(renderings.map(sent.words)) else { return }
        let texts = renderings.flatMap { [$0.text, sent.html(of: $0)] }
        read.cut(knowing: texts, words: words.optWords)
    }

    /// A word that ends messages or begins them in some language may be an answer in the writer's:
    /// then that is what it is.
    private func correct(
        _ read: inout ReadMessage, _ facts: MatchFacts, _ known: inout Known,
        _ t: borrowing Transaction
    ) throws {
        guard [.optOut, .optIn].contains(read.kind) else { return }
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        var writers = try from.map { try known.people.contacts(using: $0, t) } ?? []
        writers += try facts.leads.compactMap { lead in
            try lead.contact.flatMap { try Contacts().contact($0, t) }
        }
        switch words.meaning(of: read.reply, from: writers) {
        case .yes, .no, .help: read.kind = .reply
        default: break
        }
    }

    /// Ends bulk notices to the addresses of the answered messages: which address is meant is
    /// plain, also when a person has to say whose words they are. What is only quoted was not
    /// answered.
    private func endBulk(
        _ leads: [Lead], _ inbound: InboundID, _ t: borrowing Transaction
    ) throws {
        let answered = leads.filter { [.token, .reference].contains($0.evidence) }
        for id in answered.compactMap(\.message) {
            guard let message = try Outbox().message(id, t) else { continue }
            try desk.suppressions.add(
                message.address, .email, .bulk, because: .optOut, inbound: inbound, t)
        }
    }

    private func triage(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ reason: TriageReason,
        _ leads: [Lead], _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let from = read.from.flatMap { try? readAddressFolded($0.address) }
        let ranked = try RankCandidates(desk).rank(read, .email, from: from, leads, t)
        try TriageTray(desk.source).put(claimed.id, because: reason, ranked: ranked, t)
        return Readings.Result(.triage)
    }
}

/// The local part of an address at a domain of ours.
func localPart(of address: String, at domain: String) -> String? {
    guard let at = address.lastIndex(of: "@"),
        address[address.index(after: at)...].lowercased() == domain.lowercased()
    else { return nil }
    return String(address[..<at])
}
