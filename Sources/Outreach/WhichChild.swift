import Cases
import Delivery
import Inbox
import People
import Store
import Wire

/// Asks a family with several open cases which child its text is about, and files by the answer.
///
/// Only where one family alone uses the number, so that no child's name reaches another, and where
/// the given names tell the cases apart. Without an answer the text waits for a person, as ever.
struct WhichChild: Sendable {
    private let desk: Desk
    private let words: FamilyWords
    /// For how long an answer counts.
    private static let patience = Duration.seconds(2 * 86_400)

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
    }

    /// Asks, where that is set up and can be done; the text itself waits in the tray.
    func ask(
        about claimed: ClaimedInbound, _ candidates: [Lead], _ sender: TextSender,
        _ t: borrowing Transaction
    ) throws {
        guard desk.texts?.asksWhichChild == true, let reader = sender.reader,
            sender.facts.senderFamilies == [reader.family],
            let file = try Conversations(desk).standing(of: reader.family, t)
        else { return }
        // A child of whom one of the readers may not hear is named to none of them.
        guard let names = try names(of: candidates, for: sender.users, t),
            (2...4).contains(names.count), Set(names.map(OptWords.fold)).count == names.count
        else { return }
        _ = try Acknowledge(desk).ask(
            names, to: Acknowledge.Reader(reader, atNumber: sender.number), claimed.id, in: file, t)
    }

    /// Files a text that says which child was meant, and before it the texts that waited for that.
    /// - Returns: Nil when it says no such thing; triage when it names a child without an open case.
    func take(
        _ claimed: ClaimedInbound, _ read: ReadMessage, from sender: TextSender,
        _ t: borrowing Transaction
    ) throws -> Readings.Result? {
        guard desk.texts?.asksWhichChild == true, let family = sender.reader?.family,
            sender.facts.senderFamilies == [family],
            let asked = try Outbox().latest(
                AutomaticNotice.whichChild.rawValue, to: sender.number, .sms, t),
            asked.family == family, asked.createdAt >= desk.source.now() - Self.patience,
            try isReadBefore(claimed, asked, sender, t),
            try !desk.timeline.isAnswered(asked.id, t),
            let name = name(in: read.reply, of: asked, sender)
        else { return nil }
        let waiting = try TriageTray(desk.source).textsOfSeveralCases(
            from: sender.number, since: asked.createdAt - .seconds(60), t)
        // Where a person has placed the text that it was asked about, it asks nothing more.
        guard waiting.contains(where: { $0.at <= asked.createdAt + .seconds(5) }) else {
            return nil
        }
        let open = try desk.caseBook.open(of: family, t).filter { $0.kind == .concern }
        let meant = try open.filter { try student(of: $0, t)?.givenName == name }
        guard meant.count == 1, let file = meant.first else {
            // Closed since it was offered. The number answers that question and no other: with one
            // case left it must not be taken for an answer to that one's invitation.
            try TriageTray(desk.source).put(
                claimed.id, because: .noOpenCase, candidates: sender.facts.senderCases, t)
            return Readings.Result(.triage)
        }
        for item in waiting { try put(item, into: file, sender, t) }
        var entry = NewEntry(text: read, of: claimed, from: sender)
        entry.subject = "which child: \(name)"
        (entry.message, entry.evidence) = (asked.id, Evidence.numberPair.rawValue)
        let id = try desk.timeline.add(entry, to: file, t)
        return Readings.Result(filed: id, in: file, by: .numberPair)
    }

    /// Whether the question had gone out when the text came, and nothing was asked of the number
    /// since: else a number answers something else.
    private func isReadBefore(
        _ claimed: ClaimedInbound, _ asked: OutboundMessage, _ sender: TextSender,
        _ t: borrowing Transaction
    ) throws -> Bool {
        let sent = try Outbox().sent(to: sender.number, .sms, since: asked.createdAt, t)
        return claimed.receivedAt > asked.createdAt && sent.contains { $0.id == asked.id }
            && !sender.asked.contains { $0.createdAt > asked.createdAt }
    }

    /// A number that was offered, or the name itself.
    private func name(
        in body: String, of asked: OutboundMessage, _ sender: TextSender
    ) -> String? {
        let kept = asked.answers.flatMap { try? fromJSON($0, as: [OfferedAnswer].self) } ?? []
        let names = kept.map(\.words)
        if let number = words.number(in: body, from: sender.users) {
            return names.indices.contains(number - 1) ? names[number - 1] : nil
        }
        let own = OptWords.fold(body)
        return names.first { OptWords.fold($0) == own }
    }

    /// Files a text that waited as if its place had been known: what it answers counts.
    private func put(
        _ item: TriageItem, into file: Case, _ sender: TextSender, _ t: borrowing Transaction
    ) throws {
        guard
            try TriageTray(desk.source).settle(
                item.inbound, bySenderInto: file.id, at: desk.source.now(), t)
        else { return }
        let message = sender.asked.first { $0.caseID == file.id }
        let lead = Lead(
            .numberPair, family: file.family, contact: message?.contact, caseID: file.id,
            message: message?.id)
        let claimed = ClaimedInbound(waiting: item)
        let text = InboundText(
            id: nil, from: sender.number, to: "", text: item.words, mediaCount: item.attachments)
        var read = ReadMessage(text, from: sender.number)
        let result = try FileText(desk, words).file(
            claimed, &read, at: lead, isUnverified: false, from: sender, t)
        guard let entry = result.entry else { return }
        try Readings(desk.source).assign(
            item.inbound, to: file.id, entry: entry, by: .numberPair, t)
        try InboundQueue().assign(item.inbound, to: file.family, t)
    }

    /// The given names of the children whose open cases may be meant; nil where one of those who
    /// use the number may not be told of one of them.
    private func names(
        of candidates: [Lead], for readers: [Contact], _ t: borrowing Transaction
    ) throws -> [String]? {
        var names: [String] = []
        for lead in candidates {
            guard let id = lead.caseID, let file = try desk.caseBook.find(id, t),
                file.state == .open, let student = try student(of: file, t)
            else { continue }
            let edges = try ContactRule().edges(of: student.id, t)
            for reader in readers {
                guard let edge = edges.first(where: { $0.contact == reader.id }),
                    ContactRule().objection(to: edge) == nil
                else { return nil }
            }
            names.append(student.givenName)
        }
        return names
    }

    private func student(of file: Case, _ t: borrowing Transaction) throws -> Student? {
        try file.student.flatMap { try Students().student($0, t) }
    }
}
