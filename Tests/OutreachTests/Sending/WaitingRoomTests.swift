import Engines
import People
import Store
import Testing

@testable import Delivery
@testable import Outreach

extension ClaimedMessage {
    /// A message that was claimed, for what needs no database.
    static func made(
        _ id: String, to address: String = "a@a.example", _ priority: Priority = .bulk,
        of send: String = "send"
    ) -> ClaimedMessage {
        let epoch = Instant(milliseconds: 0)
        return ClaimedMessage(
            message: OutboundMessage(
                id: OutboundID(text: id), send: SendID(text: send), notice: "event-notice",
                about: ("event", "e1"), answers: nil, school: SchoolID(text: "school"),
                family: FamilyID(text: "hassan"), contact: ContactID(text: "asha"), caseID: nil,
                channel: .email, address: address, rendering: "words", messageID: id,
                inReplyTo: nil,
                isBulk: priority == .bulk, priority: priority, waitsFor: nil, state: .queued,
                attempts: 0, due: epoch, lastReply: nil, language: "so", standing: "draft",
                createdAt: epoch),
            attempt: 1, scheduled: 1, expires: nil, timeZone: "UTC",
            rendering: StoredRendering(
                id: "r", family: nil, language: "so", direction: "ltr", standing: "draft",
                subject: "", text: "", html: "", sources: "[]"),
            organizer: OutboundID(text: id))
    }
}

@Suite struct WaitingRoomTests {
    private let now = Instant(milliseconds: 0)
    private var later: Instant { now + .seconds(6) }

    private func room(places: Int = 8, seats: Int = 64) -> WaitingRoom {
        WaitingRoom(places: places, seats: seats)
    }

    /// Seats `count` messages of a lane.
    private func fill(
        _ room: inout WaitingRoom, _ count: Int, _ lane: String, _ priority: Priority = .bulk
    ) {
        for number in 0..<count {
            room.add(.made("\(priority)\(number)@\(lane)", to: "p@\(lane)", priority))
        }
    }

    /// Starts all that may start.
    private func start(_ room: inout WaitingRoom, at now: Instant) -> [String] {
        var started: [String] = []
        while let next = room.next(now: now) { started.append(next.message.id.text) }
        return started
    }

    @Test func `a paused lane begins nothing until it may go on, and no longer than some seconds`()
    {
        var room = room()
        fill(&room, 2, "a")
        fill(&room, 1, "b")
        room.pause(Lane(of: "p@a", .email), now: now)
        #expect(start(&room, at: now) == ["bulk0@b"])
        room.look(now: now + .seconds(1))
        #expect(start(&room, at: now) == [])
        room.look(now: later)
        #expect(start(&room, at: now) == ["bulk0@a", "bulk1@a"])
        fill(&room, 1, "a")
        room.pause(Lane(of: "p@a", .email), now: later)
        room.resume([Lane(of: "p@a", .email)])
        #expect(start(&room, at: later) == ["bulk0@a"])
    }

    @Test func `what is more urgent goes first, then one lane after another in its order`() {
        var room = room(places: 1)
        fill(&room, 2, "a", .bulk)
        fill(&room, 2, "b", .bulk)
        fill(&room, 1, "b", .direct)
        fill(&room, 1, "a", .urgent)
        var order: [String] = []
        while let next = room.next(now: now) {
            order.append(next.message.id.text)
            #expect(room.active == 1)
            room.leave(next.message.id)
        }
        #expect(
            order == ["urgent0@a", "direct0@b", "bulk0@a", "bulk0@b", "bulk1@a", "bulk1@b"])
        #expect(room.isEmpty)
    }

    @Test func `one lane takes all places only while no other waits`() {
        var room = room()
        fill(&room, 20, "a")
        #expect(start(&room, at: now).count == 8)
        var shared = self.room()
        fill(&shared, 20, "a")
        fill(&shared, 1, "b")
        let started = start(&shared, at: now)
        #expect(started.filter { $0.hasSuffix("@a") }.count == 7)
        #expect(started.contains("bulk0@b"))
    }

    @Test func `a lane that stands still blocks neither others nor what is urgent`() {
        var room = room()
        fill(&room, 64, "stuck")
        #expect(start(&room, at: now).count == 8)
        #expect(room.free(.bulk) == 8 && !room.wantsMore(.bulk))
        // Even before it is seen to stand still, what is urgent finds a seat and a place; the lane
        // that stands still does not get them all.
        #expect(room.wantsMore(.urgent))
        #expect(room.room(for: Lane("fine"), .urgent, among: 1, free: room.free(.urgent)) == 64)
        fill(&room, 5, "stuck", .urgent)
        fill(&room, 1, "fine", .urgent)
        #expect(start(&room, at: now) == ["urgent0@stuck", "urgent0@fine"])
        room.leave(OutboundID(text: "urgent0@fine"))
        fill(&room, 2, "fine", .direct)
        #expect(start(&room, at: now).isEmpty)
        room.look(now: later)
        #expect(start(&room, at: later) == ["direct0@fine"])
        // It keeps few seats of each kind, the first of its own.
        let given = room.giveUp().map(\.message.id.text)
        #expect(given.count == 56 - 2 + 4 - 2)
        #expect(
            Set(room.seated.map(\.message.id.text)) == [
                "bulk8@stuck", "bulk9@stuck", "urgent1@stuck", "urgent2@stuck", "direct1@fine",
            ])
        #expect(room.giveUp().isEmpty)
        #expect(room.wantsMore(.bulk) && room.free(.bulk) == 63)
        #expect(room.room(for: Lane("stuck"), .bulk, among: 2, free: 63) == 0)
        #expect(room.room(for: Lane("other"), .bulk, among: 2, free: 63) == 32)
        // Once it moves again, it has seats and places like others.
        for number in 0..<8 { room.leave(OutboundID(text: "bulk\(number)@stuck")) }
        room.leave(OutboundID(text: "urgent0@stuck"))
        #expect(room.room(for: Lane("stuck"), .bulk, among: 2, free: 63) == 32 - 4)
    }

    @Test func `a lane that stands still gets few new places`() {
        var room = room()
        fill(&room, 8, "slow")
        fill(&room, 8, "fine")
        let first = start(&room, at: now)
        #expect(first.count == 8)
        room.look(now: now + .seconds(5))
        #expect(room.giveUp().isEmpty)
        room.look(now: later)
        for id in first where id.hasSuffix("@fine") { room.leave(OutboundID(text: id)) }
        let next = start(&room, at: later)
        #expect(next.filter { $0.hasSuffix("@slow") }.isEmpty)
        #expect(!next.isEmpty)
    }

    @Test func `what waits can be taken out by a condition`() {
        var room = room(places: 2)
        for number in 0..<6 {
            room.add(.made("m\(number)", to: "p@d\(number % 2)", of: "s\(number % 3)"))
        }
        _ = start(&room, at: now)
        #expect(room.sends == Set(["s0", "s1", "s2"].map { SendID(text: $0) }))
        let removed = room.remove { $0.message.send == SendID(text: "s0") }
        #expect(removed.map(\.message.id.text) == ["m3"])
        #expect(room.waiting == 3 && room.active == 2 && room.held.count == 5)
        #expect(room.remove { _ in true }.count == 3)
        #expect(room.waiting == 0 && !room.isEmpty)
    }

    @Test(arguments: UInt64(1)...20) func `whatever happens, none is lost, doubled or miscounted`(
        _ seed: UInt64
    ) {
        var dice = SeededGenerator(state: seed)
        let places = Int.random(in: 1...10, using: &dice)
        var room = room(places: places, seats: Int.random(in: 1...40, using: &dice))
        var (seated, active, now, made) = (Set<String>(), Set<String>(), self.now, 0)
        for _ in 0..<800 {
            now = now + .milliseconds(Int.random(in: 0...2_000, using: &dice))
            switch Int.random(in: 0..<10, using: &dice) {
            case 0...3:
                let lane = "d\(Int.random(in: 0..<5, using: &dice))"
                guard let priority = Priority.allCases.randomElement(using: &dice),
                    room.room(for: Lane(lane), priority, among: 3, free: room.free(priority)) > 0
                else { continue }
                made += 1
                let one = ClaimedMessage.made("m\(made)", to: "p@\(lane)", priority)
                room.add(one)
                seated.insert("m\(made)")
            case 4...6:
                while let next = room.next(now: now) {
                    #expect(seated.remove(next.message.id.text) != nil)
                    #expect(active.insert(next.message.id.text).inserted)
                }
                // A place that is free is left free only for lanes that have had their share.
                if active.isEmpty { #expect(seated.isEmpty) }
            case 7:
                guard let id = active.sorted().randomElement(using: &dice) else { continue }
                active.remove(id)
                room.leave(OutboundID(text: id))
                room.leave(OutboundID(text: id))
            case 8:
                room.look(now: now)
                for one in room.giveUp() { #expect(seated.remove(one.message.id.text) != nil) }
            default:
                let digit = String(Int.random(in: 0...9, using: &dice))
                for one in room.remove(where: { $0.message.id.text.hasSuffix(digit) }) {
                    #expect(seated.remove(one.message.id.text) != nil)
                }
            }
            #expect(room.waiting == seated.count && room.active == active.count)
            #expect(room.active <= places + room.extra)
            #expect(Set(room.held.map(\.text)) == seated.union(active))
            #expect(room.held.count == seated.count + active.count)
            #expect(room.isEmpty == (seated.isEmpty && active.isEmpty))
        }
        // In the end all of it can be sent.
        for id in active { room.leave(OutboundID(text: id)) }
        while let next = room.next(now: now) {
            #expect(seated.remove(next.message.id.text) != nil)
            room.leave(next.message.id)
        }
        #expect(seated.isEmpty && room.isEmpty)
    }
}
