import Inbox
import People
import Store
import Wire

/// Puts the parts of a long text together that a provider brings one by one.
///
/// Each is kept before it is acknowledged, as any arrival. What is known of a text stands in the
/// database, so that a kill loses no part and doubles none: a part waits, is filed with the others
/// by whoever reads the last one, or by whoever reads it again once the time is over.
struct JoinParts: Sendable {
    private let desk: Desk
    private let words: FamilyWords

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
    }

    /// What comes of an arrival.
    private enum End {
        case read(Readings.Result)
        case waits
    }

    /// Takes one part.
    ///
    /// `reference`: What it has in common with the others.
    func take(
        _ claimed: ClaimedInbound, _ text: InboundText, _ part: TextPart, _ reference: String
    ) async throws -> ReadingOutcome {
        let key = WaitingParts.key(
            source: claimed.source, from: text.from, to: text.to, reference: reference,
            count: part.count)
        return try await desk.database.write { t in
            let parts = WaitingParts(desk.source)
            try parts.lock(key, t)
            switch try end(of: claimed, text, part, key, t) {
            case .waits:
                guard try parts.wait(claimed.id, claim: claimed.claim, t) else {
                    throw StoreError.conflict("a part was taken over while it was read")
                }
                return .waiting
            case .read(let result):
                guard
                    try InboundQueue().finish(
                        [(claimed.id, claim: claimed.claim, family: result.family)], t)
                else { throw StoreError.conflict("a part was taken over while it was read") }
                try NoteForStaff(desk).note(claimed.id, result, t)
                return result.outcome
            }
        }
    }

    private func end(
        of claimed: ClaimedInbound, _ text: InboundText, _ part: TextPart, _ key: String,
        _ t: borrowing Transaction
    ) throws -> End {
        let parts = WaitingParts(desk.source)
        let known = try parts.parts(
            of: key, since: claimed.receivedAt - WaitingParts.memory, t)
        if let own = known.first(where: { $0.inbound == claimed.id }) {
            return try again(own, known, claimed, text, part, t)
        }
        let digest = WaitingParts.digest(text.text)
        let place = PartPlace(
            number: part.number, of: part.count, digest: digest, at: claimed.receivedAt,
            among: known)
        let row = { (text: InboundID, state: KeptPart.State) in
            KeptPart(
                claimed.id, of: text, number: part.number, digest: digest,
                receivedAt: claimed.receivedAt, state)
        }
        switch place {
        case .copy(let twin):
            var result = Readings.Result(.folded)
            result.foldedInto = twin
            try keepReading(text, of: claimed, result, t)
            return .read(result)
        case .waits(let first):
            try parts.keep(row(first ?? claimed.id, .waiting), of: key, t)
            try keepReading(text, of: claimed, Readings.Result(.waiting), t)
            return .waits
        case .completes(let others):
            let own = row(others.first?.text ?? claimed.id, .waiting)
            try parts.keep(own, of: key, t)
            return .read(try file(others + [own], part.count, claimed, text, t))
        case .late(let first):
            try parts.keep(row(first, .filed), of: key, t)
            return .read(try ReceiveText(desk, words).result(of: text, claimed, t))
        }
    }

    /// An arrival that was read before: its time is over, or others were quicker.
    private func again(
        _ own: KeptPart, _ known: [KeptPart], _ claimed: ClaimedInbound, _ text: InboundText,
        _ part: TextPart, _ t: borrowing Transaction
    ) throws -> End {
        switch own.state {
        case .waiting: return .waits
        case .filed:
            guard try Readings(desk.source).holds(claimed.id, t) else {
                // A person has it read anew: with the parts that stood with it.
                let parts = try known.filter { part in
                    try part.inbound == own.inbound
                        || Readings(desk.source).carrier(of: part.inbound, t) == own.inbound
                }
                guard parts.count > 1 || own.text == own.inbound else {
                    // It came late and stands by itself: the others are not missing.
                    return .read(try ReceiveText(desk, words).result(of: text, claimed, t))
                }
                return .read(try file(parts, part.count, claimed, text, t))
            }
            var result = Readings.Result(.folded)
            result.family = try Readings(desk.source).family(of: claimed.id, t)
            return .read(result)
        case .due:
            let siblings = known.filter { $0.text == own.text }
            return .read(try file(siblings, part.count, claimed, text, t))
        }
    }

    /// Files a text under the arrival at hand, with marks for what is missing.
    private func file(
        _ parts: [KeptPart], _ count: Int, _ claimed: ClaimedInbound, _ text: InboundText,
        _ t: borrowing Transaction
    ) throws -> Readings.Result {
        var texts: [Int: InboundText] = [:]
        for part in parts { texts[part.number] = try read(part.inbound, claimed, text, t) }
        let words = Self.words(of: texts.mapValues(\.text), count)
        let isWhole = texts.count == count
        let all = texts.sorted { $0.key < $1.key }.map(\.value)
        let joined = InboundText(
            id: text.id, from: text.from, to: text.to,
            text: words.joined(separator: isWhole ? "" : " "),
            mediaCount: all.map(\.mediaCount).reduce(0, +), mediaURLs: all.flatMap(\.mediaURLs))
        try Readings(desk.source).forget(claimed.id, t)
        let result = try ReceiveText(desk, self.words).result(of: joined, claimed, t)
        try WaitingParts(desk.source).settle(parts, under: claimed.id, family: result.family, t)
        try Readings(desk.source).fold(parts.map(\.inbound), into: claimed.id, result, t)
        return result
    }

    /// The texts in order, with one mark for each gap.
    static func words(of texts: [Int: String], _ count: Int) -> [String] {
        var words: [String] = []
        var next = 1
        func skip(to end: Int) {
            guard next < end else { return }
            let parts = next == end - 1 ? "part \(next)" : "parts \(next)–\(end - 1)"
            words.append("[\(parts) of \(count) did not arrive]")
        }
        for (number, text) in texts.sorted(by: { $0.key < $1.key }) {
            skip(to: number)
            words.append(text)
            next = number + 1
        }
        skip(to: count + 1)
        return words
    }

    /// The text of a part; nil where its bytes are gone or can't be read any more.
    private func read(
        _ id: InboundID, _ claimed: ClaimedInbound, _ text: InboundText, _ t: borrowing Transaction
    ) throws -> InboundText? {
        if id == claimed.id { return text }
        guard let provider = TextSource(name: claimed.source)?.provider,
            let bytes = try InboundQueue().bytes(of: id, t)
        else { return nil }
        return try? ProviderReading(desk, provider).text(bytes)
    }

    private func keepReading(
        _ text: InboundText, of claimed: ClaimedInbound, _ result: Readings.Result,
        _ t: borrowing Transaction
    ) throws {
        try Readings(desk.source).insert(
            ReadMessage(text, from: text.from), of: claimed.id,
            bodyDigest: Readings.bodyDigest(claimed.bytes), result, t)
    }
}
