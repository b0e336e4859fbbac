import Cases
import Delivery
import Localization
import Logging
import MessageFormat
import People
import Store

/// Sends what has waited for its words: once they may be used, or in English once it has waited for
/// long enough. Each in a transaction of its own; killed at any moment, what was not sent still waits.
struct ReleaseWaiting: Sendable {
    private static let page = 100
    private let desk: Desk
    private let log: Logger

    init(_ desk: Desk, log: Logger) {
        self.desk = desk
        self.log = log
    }

    /// Looks at all that wait.
    func releaseDue() async throws {
        var last: WaitingSendID?
        while true {
            let after = last
            let page = try await desk.database.read { t in
                try desk.waitingSends.page(after: after, limit: Self.page, t)
            }
            for waiting in try await due(page) { await tryRelease(waiting) }
            guard page.count == Self.page, let end = page.last else { return }
            last = end.id
        }
    }

    /// Looks at those that wait for one draft.
    func release(for draft: DraftID) async throws {
        let all = try await desk.database.read { t in try desk.waitingSends.waiting(for: draft, t) }
        for waiting in try await due(all) { await tryRelease(waiting) }
    }

    /// Those for which something is to be done: most go on waiting, and a look is cheap.
    private func due(_ page: [WaitingSend]) async throws -> [WaitingSend] {
        try await desk.database.read { t in
            try page.filter { waiting in try course(of: waiting, t) != .waits }
        }
    }

    /// One that cannot be sent keeps no other waiting.
    private func tryRelease(_ waiting: WaitingSend) async {
        do {
            try await release(waiting)
        } catch {
            log.error(
                "a notice that waits for its words could not be sent",
                metadata: ["waiting": "\(waiting.id)", "error": "\(error)"])
        }
    }

    private func release(_ waiting: WaitingSend) async throws {
        try await desk.database.write { t in
            guard let waiting = try desk.waitingSends.lock(waiting.id, t) else { return }
            switch try course(of: waiting, t) {
            case .waits: return
            case .ends(let state): try desk.waitingSends.end(waiting.id, as: state, t)
            case .goes(let words):
                let send = try send(waiting, words, t)
                try desk.waitingSends.end(
                    waiting.id, as: send == nil ? .withdrawn : .released, send: send, t)
            }
        }
    }

    private enum Course: Equatable {
        case waits
        case ends(WaitingState)
        /// With its words, or in English.
        case goes(Words?)
    }

    private struct Words: Equatable {
        let texts: [String: String]
        let isReviewed: Bool
    }

    private func course(of waiting: WaitingSend, _ t: borrowing Transaction) throws -> Course {
        let now = desk.source.now()
        if let end = waiting.expires, end <= now { return .ends(.expired) }
        guard try isOfUse(waiting, t), let rule = FreeTextRule(rawValue: waiting.rule),
            let draft = try desk.drafts.draft(waiting.draft, t), draft.state != .withdrawn
        else { return .ends(.withdrawn) }
        // What went out at once to other readers may have been halted or undone since.
        switch try waiting.send.flatMap({ try Outbox().find(sendNamed: $0.text, t) })?.course {
        case .cancelled: return .ends(.withdrawn)
        case .paused: return .waits
        case .running, .undoable, nil: break
        }
        if case .ready(let texts, let isReviewed) = try FindWords(desk).words(
            of: draft, by: rule, t)
        {
            return .goes(Words(texts: texts, isReviewed: isReviewed))
        }
        if let english = waiting.englishAt, english <= now { return .goes(nil) }
        return .waits
    }

    /// Whether what it is about stands as it did: a meeting that has been moved or called off since
    /// is told of by another notice.
    private func isOfUse(_ waiting: WaitingSend, _ t: borrowing Transaction) throws -> Bool {
        guard waiting.about.kind == "meeting" else { return true }
        guard let meeting = try desk.meetings.find(MeetingID(text: waiting.about.id), t) else {
            return false
        }
        return waiting.key.hasPrefix("meeting:\(meeting.id):\(meeting.sequence)")
    }

    /// Queues its messages, to whoever may have them now and has none yet.
    /// - Returns: The send's reference; nil when there was nobody.
    private func send(
        _ waiting: WaitingSend, _ words: Words?, _ t: borrowing Transaction
    ) throws -> String? {
        guard let school = try Schools().school(waiting.school, t),
            let staff = try Staff().member(waiting.staff, t),
            let language = LanguageTag(waiting.language)
        else { return nil }
        let stored = try fromJSON(waiting.order, as: StoredOrder.self)
        guard var order = try stored.order(at: school, desk, t) else { return nil }
        if let words {
            order = order.saying(words.texts, in: language, isReviewed: words.isReviewed)
        }
        let readers = try stored.readers.readers(of: school.id, desk, t)
        var plan = try SendNotice(desk).plan(order, for: readers)
        plan.only = language
        plan.otherwise = try Set(
            desk.waitingSends.languages(of: waiting.key, t).compactMap { LanguageTag($0) })
        plan.goesBefore = waiting.send
        if stored.isAtOnce { plan.start = .atOnce }
        return try SendNotice(desk).commit(plan, by: staff, t).reference
    }
}
