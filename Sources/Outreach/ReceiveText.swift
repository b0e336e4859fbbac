import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Files a parent's text: into the case or conversation that was last asked about on its number, or
/// the triage tray. One transaction, so that a kill leaves all of it or nothing.
public struct ReceiveText: Sendable {
    private let desk: Desk
    private let words: FamilyWords

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.init(desk, FamilyWords(desk.localizer.library))
    }

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
    }

    /// Files one text, or has a part of a long one wait for the others.
    /// - Throws: ``StoreError``; the arrival then waits to be read again.
    public func file(
        _ claimed: ClaimedInbound, _ text: InboundText
    ) async throws -> ReadingOutcome {
        if let part = text.part, let reference = part.reference {
            return try await JoinParts(desk, words).take(claimed, text, part, reference)
        }
        return try await desk.finish(claimed) { t in try result(of: text, claimed, t) }
    }

    /// Files one text within a transaction, and keeps what was read.
    func result(
        of text: InboundText, _ claimed: ClaimedInbound, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let number = try number(of: text, t)
        var read = ReadMessage(text, from: number ?? text.from)
        let result = try place(claimed, &read, from: number, to: text.to, t)
        let digest = Readings.bodyDigest(claimed.bytes)
        try Readings(desk.source).insert(read, of: claimed.id, bodyDigest: digest, result, t)
        if result.outcome != .ignored {
            try KeptMedia(desk.source).expect(
                text.mediaURLs, of: text.mediaCount, beside: claimed.id, family: result.family, t)
        }
        return result
    }

    private func place(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, from number: String?,
        to own: String, _ t: borrowing Transaction
    ) throws -> Readings.Result {
        guard let number else {
            try TriageTray(desk.source).put(
                claimed.id, because: .unknownSender, candidates: [], t)
            return Readings.Result(.triage)
        }
        // A text of ours that came back is no family's, and must start no talk with ourselves.
        if desk.texts?.senders.all.contains(number) == true { return Readings.Result(.ignored) }
        if try TriageTray(desk.source).isReadAgain(claimed.id, t) {
            return try placeAgain(claimed, &read, from: number, t)
        }
        let sender = try TextSender(
            number, saying: read.reply, desk, before: claimed.receivedAt, t)
        let placement = sender.facts.placement()
        if !sender.users.isEmpty, let reaction = readReaction(read.reply) {
            return try FileReaction(desk).file(
                reaction, claimed, &read, from: sender, placement, t)
        }
        if let result = try obey(claimed, &read, sender, to: own, placement, t) { return result }
        if let result = try WhichChild(desk, words).take(claimed, read, from: sender, t) {
            return result
        }
        switch placement {
        case .file(let lead, let isUnverified, _):
            return try FileText(desk, words).file(
                claimed, &read, at: lead, isUnverified: isUnverified, from: sender, t)
        case .triage(let reason, let candidates):
            read.guessLanguage(of: sender.users)
            if words.probablyAsksToStop(read.reply) {
                read.evidence.append("probably asks for no more messages")
            }
            if reason == .severalCases {
                try WhichChild(desk, words).ask(about: claimed, candidates, sender, t)
            }
            return try triage(claimed, read, reason, from: number, candidates, t)
        }
    }

    /// A text that waited: it is filed by what had been asked of its number when it came, and its
    /// words are neither obeyed nor taken for an answer; the family may have said otherwise since.
    private func placeAgain(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, from number: String,
        _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let sender = try TextSender(
            number, saying: read.reply, desk, before: claimed.receivedAt, t)
        switch sender.facts.placement() {
        case .file(let lead, _, _):
            return try FileText(desk, words).file(
                claimed, &read, at: lead, isUnverified: true, from: sender, t)
        case .triage(let reason, let candidates):
            read.guessLanguage(of: sender.users)
            return try triage(claimed, read, reason, from: number, candidates, t)
        }
    }

    /// Does what a word asks for that concerns the number; nil when the text is none of these.
    ///
    /// YES takes STOP back where that had been said, and answers what was asked everywhere else.
    private func obey(
        _ claimed: ClaimedInbound, _ read: inout ReadMessage, _ sender: TextSender,
        to own: String, _ placement: Placement, _ t: borrowing Transaction
    ) throws -> Readings.Result? {
        let word = words.meaning(of: read.reply, from: sender.users)
        let obey = ObeyWord(desk)
        switch word {
        case .out:
            let scope = desk.scope(ofStopTo: ourNumber(own))
            return try obey.stop(claimed, &read, from: sender, scope, placement, t)
        case .help: return try obey.help(claimed, &read, from: sender, placement, t)
        case .yes where !words.isPlainYes(read.reply, from: sender.users): return nil
        case .back, .yes:
            let isLifted = try desk.suppressions.lift(sender.number, .sms, t)
            guard isLifted || word == .back else { return nil }
            return try obey.resume(
                claimed, &read, from: sender, placement, isLifted: isLifted, t)
        case .no, nil: return nil
        }
    }

    /// The one of our numbers that a provider means, who writes it with or without the plus; nil
    /// where it is none.
    private func ourNumber(_ written: String) -> String? {
        desk.texts?.senders.all.first { sender in
            [written, "+\(written)"].contains { readPhone($0, region: "ZZ")?.e164 == sender }
                || written == sender
        }
    }

    /// The number as the roster has it. Providers write it with or without the plus, and without it
    /// can mean two things: the one that the roster knows is taken.
    /// - Returns: Nil for what is no number that could be called, such as a firm's name.
    private func number(of text: InboundText, _ t: borrowing Transaction) throws -> String? {
        var found: [String] = []
        for school in try Schools().all(t) {
            for form in [text.from, "+\(text.from)"] {
                guard let phone = readPhone(form, region: school.region), phone.possible,
                    !found.contains(phone.e164)
                else { continue }
                found.append(phone.e164)
            }
        }
        return try found.first { try !Contacts().contacts(using: $0, .sms, t).isEmpty }
            ?? found.first
    }

    private func triage(
        _ claimed: ClaimedInbound, _ read: ReadMessage, _ reason: TriageReason, from number: String,
        _ leads: [Lead], _ t: borrowing Transaction
    ) throws -> Readings.Result {
        let ranked = try RankCandidates(desk).rank(read, .sms, from: number, leads, t)
        try TriageTray(desk.source).put(claimed.id, because: reason, ranked: ranked, t)
        return Readings.Result(.triage)
    }
}
