import Dispatch
import Inbox
import Localization
import Logging
import People
import Store

/// Reads what the intake kept, and files it. Killed at any moment it loses nothing: what it held
/// is read again, and filing is one transaction.
public struct ReadingWorker: Sendable {
    private let desk: Desk
    private let lease: Duration
    private let rest: Duration
    private let pause: @Sendable (Duration) async -> Void
    private let log: Logger
    /// The words of every language: a family may write another than its own.
    private let words: FamilyWords
    private let sent = SentTexts()
    /// GMime blocks and has locks of its own, so it gets a thread of its own.
    private let queue = DispatchQueue(label: "reading")
    /// How many arrivals are claimed together.
    private static let group = 64

    /// `pause`: Waits; returns early when the task is cancelled.
    public init(
        _ desk: Desk, lease: Duration = .seconds(60), rest: Duration = .milliseconds(500),
        log: Logger, pause: @escaping @Sendable (Duration) async -> Void
    ) {
        self.desk = desk
        self.lease = lease
        self.rest = rest
        self.log = log
        self.pause = pause
        words = FamilyWords(desk.localizer.library)
        for problem in words.problems {
            log.error(
                "words of families can't be read, so STOP in that language is not understood",
                metadata: ["file": "\(problem.file)", "line": "\(problem.line)"])
        }
    }

    /// Works until it is cancelled.
    /// `drain`: Ends by itself once nothing waits.
    public func run(drain: Bool = false) async {
        var claimed: [ClaimedInbound] = []
        // What is claimed is read, also when the end has come meanwhile.
        while !Task.isCancelled || !claimed.isEmpty {
            do {
                if claimed.isEmpty { claimed = try await desk.database.write(claim) }
                if !claimed.isEmpty {
                    claimed = await handle(claimed)
                } else if drain {
                    return
                } else {
                    await pause(rest)
                }
            } catch {
                log.error("nothing could be taken to read", metadata: ["error": "\(error)"])
                if drain { return }
                await pause(.seconds(2))
            }
        }
    }

    /// What ends a reader three times is set aside; from the second time on it is claimed alone, and
    /// takes no other along.
    @Sendable private func claim(_ t: borrowing Transaction) throws -> [ClaimedInbound] {
        let now = desk.source.now()
        for id in try InboundQueue().sweep(now: now, t) {
            try TriageTray(desk.source).put(id, because: .setAside, candidates: [], t)
            try NoteForStaff(desk).note(id, Readings.Result(.triage), t)
        }
        return try InboundQueue().claim(limit: Self.group, lease: lease, now: now, t)
    }

    /// Mails one after another are filed in one transaction, which many commits would take longer
    /// than the reading; texts, which are few bytes and may ask several rows, one by one.
    /// - Returns: What was claimed next, along with the last filing.
    private func handle(_ claimed: [ClaimedInbound]) async -> [ClaimedInbound] {
        var mails: [ClaimedInbound] = []
        for one in claimed {
            if TextSource(name: one.source) == nil {
                mails.append(one)
            } else {
                await handle(mails: mails)
                mails = []
                await handle(one)
            }
        }
        return await handle(mails: mails, claimsNext: !Task.isCancelled)
    }

    @discardableResult
    private func handle(
        mails: [ClaimedInbound], claimsNext: Bool = false
    ) async -> [ClaimedInbound] {
        guard mails.count > 1 else {
            for one in mails { await handle(one) }
            return []
        }
        let receive = ReceiveReply(desk, words, sent)
        let filings = zip(mails, await read(mails)).map { receive.filing(of: $0, $1) }
        do {
            // One commit for both: nothing is read while the disk is waited for.
            let (outcomes, next) = try await desk.finish(filings) { t in
                claimsNext ? try claim(t) : []
            }
            for (one, outcome) in zip(mails, outcomes) { tell(one, outcome) }
            return next
        } catch {
            // Which of them it was shows when each is tried alone.
            for one in mails { await handle(one) }
            return []
        }
    }

    private func tell(_ claimed: ClaimedInbound, _ outcome: ReadingOutcome) {
        log.info("read", metadata: ["inbound": "\(claimed.id)", "outcome": "\(outcome.rawValue)"])
    }

    /// What fails waits until its lease ends; the rest goes on.
    private func handle(_ claimed: ClaimedInbound) async {
        do {
            tell(claimed, try await file(claimed))
        } catch is ReceiptTooEarly {
            // It keeps its claim, so that it is read again when the lease ends.
            log.info("a receipt waits for its message", metadata: ["inbound": "\(claimed.id)"])
        } catch {
            log.error(
                "reading failed", metadata: ["inbound": "\(claimed.id)", "error": "\(error)"])
            if (error as? StoreError)?.isTheDatabases == true { await giveBack(claimed) }
        }
    }

    private func file(_ claimed: ClaimedInbound) async throws -> ReadingOutcome {
        guard let source = TextSource(name: claimed.source) else {
            let receive = ReceiveReply(desk, words, sent)
            guard let read = await read([claimed]).first else { throw CancellationError() }
            return try await receive.file(claimed, read)
        }
        let reading = ProviderReading(desk, source.provider)
        let parts = reading.parts(claimed.bytes, of: source)
        if parts.count > 1 {
            return try await SplitArrival(desk).split(claimed, into: parts, of: source, reading)
        }
        do {
            switch source {
            case .text:
                return try await ReceiveText(desk, words).file(
                    claimed, reading.text(claimed.bytes))
            case .receipt:
                return try await RecordTextReceipt(desk).record(
                    claimed, reading.receipt(claimed.bytes))
            }
        } catch let error as UnreadableArrival {
            log.error(
                "what a text provider brought can't be read",
                metadata: ["inbound": "\(claimed.id)", "reason": "\(error.reason)"])
            return try await desk.putAside(claimed, of: source, because: error)
        }
    }

    private func read(_ claimed: [ClaimedInbound]) async -> [ReadMessage] {
        let optWords = words.optWords
        return await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: claimed.map { readMessage($0.bytes, words: optWords) })
            }
        }
    }

    /// A database that fails says nothing about the arrival: the claim does not count towards
    /// setting it aside. While the database can't be reached there is nothing else to do but wait.
    private func giveBack(_ claimed: ClaimedInbound) async {
        for _ in 0..<30 where !Task.isCancelled {
            await pause(.seconds(1))
            do {
                return try await desk.database.write { t in
                    try InboundQueue().giveBack(claimed.id, claim: claimed.claim, t)
                }
            } catch {
                log.error("the database still fails", metadata: ["error": "\(error)"])
            }
        }
    }
}
