import Engines
import People
import Store

@testable import Delivery

/// A school with an outbox and a send that messages can belong to.
struct OutboxFixture: Sendable {
    let school: SmallSchool
    let clock = FixedClock()
    let send = SendID(text: "send")
    let lease = Duration.seconds(60)
    var database: any Database { school.database }

    init(_ engine: Engine) async throws {
        school = try await SmallSchool(engine, clock: clock)
        try await school.add(.init("asha", of: "hassan", students: ["ali"]))
        let send = send
        try await decide(send)
        try await database.write { t in try Outbox().insert(Self.rendering, of: send, t) }
    }

    /// Keeps a decision to send. `release`: Until then it can be undone.
    @discardableResult
    func decide(_ send: SendID, release: Instant? = nil) async throws -> SendID {
        let source = clock.source
        try await database.write { t in
            _ = try Outbox().insert(
                NewSend(
                    id: send, school: SchoolID(text: "school"), family: nil,
                    notice: "event-notice", about: ("event", "e1"), isBulk: true, audience: "all",
                    values: "{}", staff: StaffID(text: "amina"), release: release), source, t)
        }
        return send
    }

    static let rendering = StoredRendering(
        id: "r1", family: nil, language: "so", direction: "ltr", standing: "draft",
        subject: "Kulan", text: "Salaan", html: "<p>Salaan</p>", sources: "[]")

    func message(
        _ key: String, due: Instant? = nil, expires: Instant? = nil, channel: Channel = .email,
        to address: String? = nil, priority: Priority? = nil, isHeld: Bool = false,
        of other: SendID? = nil
    ) -> NewMessage {
        NewMessage(
            id: clock.source.newID(), idempotencyKey: key, send: other ?? send,
            school: SchoolID(text: "school"), family: FamilyID(text: "hassan"),
            contact: ContactID(text: "asha"), caseID: nil, channel: channel,
            address: address ?? "\(key)@example.org", rendering: "r1",
            messageID: "\(key)@in.school.example",
            inReplyTo: nil, isBulk: true, priority: priority, isHeld: isHeld,
            due: due ?? clock.now, expires: expires)
    }

    /// Puts messages in the outbox.
    /// - Returns: How many were new.
    @discardableResult
    func enqueue(_ messages: [NewMessage]) async throws -> Int {
        let now = clock.now
        return try await database.write { t in
            try messages.filter { try Outbox().insert($0, at: now, t) }.count
        }
    }

    func claim(
        _ limit: Int = 10, _ channel: Channel = .email
    ) async throws -> [ClaimedMessage] {
        let (now, lease) = (clock.now, lease)
        return try await database.write { t in
            try Outbox().claim(channel, limit: limit, lease: lease, now: now, t)
        }
    }

    /// Enqueues one message and takes it.
    func claimOne(_ key: String = "one") async throws -> ClaimedMessage {
        try await enqueue([message(key)])
        guard let claimed = try await claim(1).first else { throw Missing() }
        return claimed
    }

    @discardableResult
    func settle(
        _ claimed: ClaimedMessage, _ event: MessageState.Event
    ) async throws -> [OutboundID] {
        let now = clock.now
        return try await database.write { t in
            try Outbox().settle(
                [
                    Settlement(
                        message: claimed.message.id, attempt: claimed.attempt, event: event)
                ], now: now, t)
        }
    }

    func sweep(_ channel: Channel = .email, repeats: Bool = true) async throws -> Int {
        let now = clock.now
        return try await database.write { t in
            try Outbox().sweep(channel, repeats: repeats, now: now, t)
        }
    }

    func message(_ id: OutboundID) async throws -> OutboundMessage {
        let found = try await database.read { t in try Outbox().message(id, t) }
        guard let found else { throw Missing() }
        return found
    }

    /// Number and outcome of each attempt of a message.
    func attempts(of id: OutboundID) async throws -> [String] {
        try await database.read { t in
            try t.rows("SELECT * FROM attempts WHERE message_id = \(id) ORDER BY number").map {
                let (number, outcome, reply): (Int, String, String) = (
                    try $0["number"], try $0["outcome"], try $0["reply"]
                )
                let ended: Instant? = try $0["ended_at"]
                return "\(number) \(outcome) \(reply)\(ended == nil ? " open" : "")"
            }
        }
    }
}

/// What a test had put there is not there.
struct Missing: Error {}

extension Outbox {
    /// Takes messages of a channel that are due, as a worker without rules would: by priority,
    /// within it in turn by lane, within that in the order of their time.
    func claim(
        _ channel: Channel, limit: Int, lease: Duration, now: Instant,
        _ t: borrowing Transaction
    ) throws -> [ClaimedMessage] {
        var taken: [ClaimedMessage] = []
        for priority in Priority.allCases {
            for backlog in try lanes(channel, priority, t) where backlog.due <= now {
                let range = ClaimRange(
                    channel, priority, backlog.lane, limit: limit - taken.count)
                guard range.limit > 0 else { return taken }
                let ids = try candidates(range, now: now, t)
                let found = try load(ids, known: [:], t)
                try take(found, lease: lease, now: now, t)
                taken += found
            }
        }
        return taken
    }
}
