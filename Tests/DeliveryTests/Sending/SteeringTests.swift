import Engines
import People
import Store
import Testing

@testable import Delivery

/// The outbox of some sends that are halted, let go on and ended.
struct Steering: Sendable {
    let fixture: OutboxFixture
    var send: SendID { fixture.send }

    init(_ engine: Engine) async throws {
        fixture = try await OutboxFixture(engine)
    }

    init(_ fixture: OutboxFixture) {
        self.fixture = fixture
    }

    func pause(_ send: SendID? = nil) async throws -> Int? {
        let (send, now) = (send ?? self.send, fixture.clock.now)
        return try await fixture.database.write { t in try Outbox().pause(send, now: now, t) }
    }

    func resume(_ send: SendID? = nil) async throws -> Int? {
        let (send, now) = (send ?? self.send, fixture.clock.now)
        return try await fixture.database.write { t in try Outbox().resume(send, now: now, t) }
    }

    /// How many are kept from leaving, and how many a worker has.
    func cancel(_ send: SendID? = nil) async throws -> [Int]? {
        let (send, now) = (send ?? self.send, fixture.clock.now)
        return try await fixture.database.write { t in
            try Outbox().cancel(send, now: now, t).map { [$0.cancelled, $0.leaving] }
        }
    }

    func release() async throws -> Int {
        let now = fixture.clock.now
        return try await fixture.database.write { t in try Outbox().release(now: now, t) }
    }

    func nextRelease() async throws -> Instant? {
        try await fixture.database.read { t in try Outbox().nextRelease(t) }
    }

    func giveBack(_ claimed: [ClaimedMessage]) async throws {
        let now = fixture.clock.now
        try await fixture.database.write { t in try Outbox().giveBack(claimed, now: now, t) }
    }

    func requeue(_ ids: [OutboundID]) async throws -> Set<OutboundID> {
        let now = fixture.clock.now
        return try await fixture.database.write { t in try Outbox().requeue(ids, now: now, t) }
    }

    /// Whether a message of that key may be made anew.
    func isFree(_ key: String) async throws -> Bool {
        try await fixture.database.read { t in try Outbox().known([key], t).isEmpty }
    }

    /// How many messages are in a state.
    func count(_ word: MessageState.Word) async throws -> Int {
        try await fixture.school.count("SELECT COUNT(*) AS n FROM messages WHERE state = \(word)")
    }
}

@Suite struct SteeringTests {
    @Test(arguments: Engine.reachable)
    func `pause, resume and cancel touch what waits, in every state, and once`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let words = MessageState.Word.allCases
        for name in ["p", "c"] {
            let send = try await fixture.decide(SendID(text: name))
            try await fixture.enqueue(words.map { fixture.message(name + $0.rawValue, of: send) })
            for word in words {
                try await fixture.school.change(
                    """
                    UPDATE messages SET state = \(word)
                    WHERE idempotency_key = \(name + word.rawValue)
                    """)
            }
        }
        func states(_ send: String) async throws -> [String: String] {
            try await fixture.database.read { t in
                try t.rows(
                    "SELECT message_id, state FROM messages WHERE send_id = \(send)"
                ).reduce(into: [:]) { all, row in
                    let (id, state): (String, String) = (
                        try row["message_id"], try row["state"]
                    )
                    all[String(id.prefix { $0 != "@" }.dropFirst())] = state
                }
            }
        }
        func expected(_ changed: [String: String]) -> [String: String] {
            Dictionary(uniqueKeysWithValues: words.map { ($0.rawValue, $0.rawValue) })
                .merging(changed) { $1 }
        }
        let (paused, cancelled) = (SendID(text: "p"), SendID(text: "c"))
        #expect(try await steering.resume(paused) == nil)
        #expect(try await steering.pause(paused) == 3)
        #expect(try await steering.pause(paused) == nil)
        #expect(try await states("p") == expected(["queued": "held", "deferred": "held"]))
        #expect(try await steering.resume(paused) == 3)
        #expect(try await steering.resume(paused) == nil)
        let again = ["held", "queued", "deferred"].map { ($0, "queued") }
        #expect(
            try await states("p") == expected(Dictionary(uniqueKeysWithValues: again)))
        #expect(try await steering.cancel(cancelled) == [4, 1])
        #expect(try await steering.cancel(cancelled) == nil)
        #expect(try await steering.pause(cancelled) == nil)
        #expect(try await steering.resume(cancelled) == nil)
        let ended = ["held", "queued", "deferred", "unclear"].map { ($0, "cancelled") }
        #expect(
            try await states("c") == expected(Dictionary(uniqueKeysWithValues: ended)))
        // Only what cannot have reached anybody may be made anew.
        for word in words {
            let isFree = [.held, .queued, .deferred, .failed].contains(word)
            #expect(try await steering.isFree("c" + word.rawValue) == isFree, "\(word)")
            #expect(try await !steering.isFree("p" + word.rawValue), "\(word)")
        }
        // The other send was left alone.
        #expect(try await steering.pause(SendID(text: "nobody's")) == nil)
    }

    /// What a worker says of a message whose send was halted meanwhile, where it stands then, and
    /// whether the notice may be made anew.
    private static let outcomes:
        [(MessageState.Event, paused: MessageState.Word, cancelled: MessageState.Word, Bool)] = [
            (.accepted(reply: "250"), .sent, .sent, false),
            (.refused(reply: "550"), .failed, .failed, true),
            (
                .refusedForNow(reply: "451", next: Instant(milliseconds: 1)), .held, .cancelled,
                true
            ),
            (.refusedForNow(reply: "451", next: nil), .failed, .failed, true),
            (
                .answerUnknown(reply: "cut", next: Instant(milliseconds: 1)), .unclear, .cancelled,
                false
            ),
            (.answerUnknown(reply: "cut", next: nil), .failed, .failed, false),
            (.leftUnclear(reply: "cut"), .unclear, .unclear, false),
        ]

    @Test(arguments: Engine.reachable)
    func `what comes back from the wire stands where its send stands`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        for (number, row) in Self.outcomes.enumerated() {
            for isPaused in [true, false] {
                let key = "\(number)\(isPaused)"
                let send = try await fixture.decide(SendID(text: key))
                try await fixture.enqueue([fixture.message(key, of: send)])
                let claimed = try #require(try await fixture.claim(1).first)
                if isPaused {
                    #expect(try await steering.pause(send) == 0)
                } else {
                    #expect(try await steering.cancel(send) == [0, 1])
                }
                #expect(try await fixture.settle(claimed, row.0).isEmpty)
                let message = try await fixture.message(claimed.message.id)
                #expect(message.state == (isPaused ? row.paused : row.cancelled), "\(row.0)")
                #expect(try await steering.isFree(key) == (!isPaused && row.3), "\(row.0)")
                fixture.clock.advance(.seconds(60))
                #expect(try await fixture.claim().isEmpty, "\(row.0)")
                guard isPaused else { continue }
                _ = try await steering.resume(send)
                let goesOn = [.held, .unclear].contains(row.paused) && number != 6
                let next = try await fixture.claim()
                #expect(next.map(\.attempt) == (goesOn ? [2] : []), "\(row.0)")
                for one in next { try await fixture.settle(one, .accepted(reply: "250")) }
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `what was taken and not tried stands as before, and of a halted send stays`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let next = fixture.clock.now
        let rows: [(String, MessageState.Event?, MessageState.Word)] = [
            ("new", nil, .queued), ("late", .refusedForNow(reply: "451", next: next), .deferred),
            ("cut", .answerUnknown(reply: "cut", next: next), .unclear),
        ]
        for (name, event, word) in rows {
            for halt in ["no", "pause", "cancel"] {
                let send = try await fixture.decide(SendID(text: name + halt))
                let message = fixture.message(name + halt, of: send)
                try await fixture.enqueue([message])
                if let event {
                    let first = try #require(try await fixture.claim(1).first)
                    try await fixture.settle(first, event)
                }
                let before = try await fixture.message(message.id)
                let attempts = try await fixture.attempts(of: message.id)
                let claimed = try await fixture.claim(1)
                #expect(claimed.map(\.message.id) == [message.id])
                if halt == "pause" { _ = try await steering.pause(send) }
                if halt == "cancel" { _ = try await steering.cancel(send) }
                try await steering.giveBack(claimed)
                // Given back twice, or after it was settled, it is left alone.
                try await steering.giveBack(claimed)
                let after = try await fixture.message(message.id)
                let expected: MessageState.Word =
                    switch halt {
                    case "pause": word == .unclear ? .unclear : .held
                    case "cancel": .cancelled
                    default: word
                    }
                #expect(after.state == expected, "\(name) \(halt)")
                #expect(after.attempts == before.attempts && after.due == before.due)
                #expect(after.lastReply == before.lastReply)
                #expect(try await fixture.attempts(of: message.id) == attempts)
                let isFree = halt == "cancel" && word != .unclear
                #expect(try await steering.isFree(name + halt) == isFree)
                #expect(try await fixture.claim().count == (halt == "no" ? 1 : 0))
                try await fixture.school.change("UPDATE messages SET state = 'sent'")
            }
        }
    }

    @Test(arguments: Engine.reachable)
    func `what a dead worker had of a cancelled send does not leave, and waits for nobody`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        try await fixture.enqueue([
            fixture.message("mail"), fixture.message("text", channel: .sms, to: "+12025550101"),
        ])
        #expect(try await fixture.claim().count == 1)
        #expect(try await fixture.claim(1, .sms).count == 1)
        #expect(try await steering.cancel() == [0, 2])
        fixture.clock.advance(fixture.lease + .seconds(1))
        #expect(try await fixture.sweep() == 1)
        #expect(try await fixture.sweep(.sms, repeats: false) == 1)
        #expect(try await steering.count(.cancelled) == 1)
        // A text waits for a receipt or a person as ever.
        #expect(try await steering.count(.unclear) == 1)
        #expect(try await !steering.isFree("mail"))
        #expect(try await fixture.claim().isEmpty)
    }

    @Test(arguments: Engine.reachable)
    func `what was cancelled and is sent anew reaches everybody who has not had it`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let keys = (0..<6).map { "k\($0)" }
        try await fixture.enqueue(keys.map { fixture.message($0, to: "\($0)@a.example") })
        let claimed = try await fixture.claim(3)
        let names = claimed.map { String($0.message.messageID.prefix(2)) }
        try await fixture.settle(claimed[0], .accepted(reply: "250"))
        try await fixture.settle(claimed[1], .refused(reply: "550"))
        #expect(try await steering.cancel() == [3, 1])
        try await steering.giveBack([claimed[2]])
        let second = try await fixture.decide(SendID(text: "second"))
        #expect(try await fixture.enqueue(keys.map { fixture.message($0 + "x", of: second) }) == 6)
        var free: [String] = []
        for key in keys where try await steering.isFree(key) { free.append(key) }
        #expect(free == keys.filter { $0 != names[0] })
        // Cancelled once more: keys never collide.
        #expect(try await steering.cancel(second) == [6, 0])
    }
}

@Suite struct UndoTests {
    @Test(arguments: Engine.reachable)
    func `what can be undone no more leaves, some thousands at a time`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let end = fixture.clock.now + .seconds(60)
        let send = try await fixture.decide(SendID(text: "many"), release: end)
        let messages = (0..<5_100).map { fixture.message("m\($0)", isHeld: true, of: send) }
        let now = fixture.clock.now
        let made = try await fixture.database.write { t in
            try Outbox().insert(messages, at: now, t).count
        }
        #expect(made == 5_100)
        #expect(try await steering.nextRelease() == end)
        fixture.clock.advance(.seconds(59))
        #expect(try await steering.release() == 0)
        #expect(try await fixture.claim().isEmpty)
        fixture.clock.advance(.seconds(1))
        #expect(try await steering.release() == 5_000)
        #expect(try await steering.nextRelease() == end)
        #expect(try await steering.release() == 100)
        #expect(try await steering.release() == 0)
        #expect(try await steering.nextRelease() == nil)
        #expect(try await steering.count(.queued) == 5_100)
        #expect(try await fixture.claim(1).first?.message.due == end)
    }

    @Test(arguments: Engine.reachable)
    func `halted while it can be undone, a send begins neither by itself nor before its time`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let end = fixture.clock.now + .seconds(60)
        for name in ["late", "soon", "never"] {
            let send = try await fixture.decide(SendID(text: name), release: end)
            try await fixture.enqueue([fixture.message(name, isHeld: true, of: send)])
        }
        let (late, soon, never) = (
            SendID(text: "late"), SendID(text: "soon"), SendID(text: "never")
        )
        #expect(try await steering.pause(late) == 1)
        #expect(try await steering.pause(soon) == 1)
        #expect(try await steering.cancel(never) == [1, 0])
        #expect(try await steering.nextRelease() == nil)
        // Resumed within the moment, it can still be undone.
        #expect(try await steering.resume(soon) == 1)
        #expect(try await steering.nextRelease() == end)
        #expect(try await steering.count(.held) == 2)
        fixture.clock.advance(.seconds(61))
        #expect(try await steering.release() == 1)
        #expect(try await steering.release() == 0)
        #expect(try await fixture.claim().map(\.message.send) == [soon])
        #expect(try await steering.resume(late) == 1)
        #expect(try await fixture.claim().map(\.message.send) == [late])
        #expect(try await steering.release() == 0)
        #expect(try await steering.nextRelease() == nil)
        #expect(try await steering.count(.cancelled) == 1)
    }
}

@Suite struct RequeueTests {
    @Test(arguments: Engine.reachable)
    func `a person's new try begins the schedule anew, within its send's course`(
        _ engine: Engine
    ) async throws {
        let steering = try await Steering(engine)
        let fixture = steering.fixture
        let soon = fixture.clock.now + .seconds(30)
        var messages: [String: NewMessage] = [:]
        for name in ["plain", "paused", "ended", "over"] {
            let send = try await fixture.decide(SendID(text: name))
            let message = fixture.message(
                name, expires: name == "over" ? soon : nil, of: send)
            messages[name] = message
            try await fixture.enqueue([message])
            for number in 1...3 {
                let claimed = try #require(try await fixture.claim(1).first)
                #expect((claimed.attempt, claimed.scheduled) == (number, number))
                try await fixture.settle(
                    claimed,
                    .refusedForNow(reply: "451", next: number < 3 ? fixture.clock.now : nil))
            }
        }
        _ = try await steering.pause(SendID(text: "paused"))
        _ = try await steering.cancel(SendID(text: "ended"))
        fixture.clock.advance(.seconds(31))
        let ids = messages.mapValues(\.id)
        let queued = try await steering.requeue(Array(ids.values))
        #expect(queued == Set([ids["plain"], ids["paused"]].compactMap { $0 }))
        #expect(try await steering.requeue(Array(ids.values)).isEmpty)
        let again = try await fixture.claim()
        #expect(again.map(\.message.id) == [ids["plain"]])
        #expect(again.map(\.attempt) == [4] && again.map(\.scheduled) == [1])
        #expect(again.first?.message.messageID == "plain@in.school.example")
        #expect(try await steering.resume(SendID(text: "paused")) == 1)
        #expect(try await fixture.claim().map(\.scheduled) == [1])
        // The notice that was cancelled may be made anew; it is not tried in the old send.
        let now = fixture.clock.now
        let tried = try await fixture.database.write { t in
            try Outbox().sendAgain(["ended", "over", "plain"], at: now, t)
        }
        #expect(tried == 0)
        #expect(try await steering.isFree("ended"))
    }
}
