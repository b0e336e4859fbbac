import Cases
import Engines
import People
import Store
import Testing
import Wire

@testable import Delivery
@testable import Outreach

@Suite struct LeavingTests {
    /// Nine in the evening and some minutes where the school is.
    private func evening(_ engine: Engine) async throws -> DeskFixture {
        let fixture = try await DeskFixture(engine, texts: true, preferred: .sms)
        try await fixture.givePhones()
        fixture.clock.advance(.seconds(12 * 3_600 + 300))
        return fixture
    }

    private static let morning = Instant(milliseconds: 1_795_528_800_000)

    @Test(arguments: Engine.reachable)
    func `a text at night waits for the family's own morning, and says why`(
        _ engine: Engine
    ) async throws {
        let fixture = try await evening(engine)
        try await fixture.school.change(
            "UPDATE families SET time_zone = 'Pacific/Honolulu' WHERE id = 'lopez'")
        let made = try await fixture.announce()
        let texts = made.filter { $0.channel == .sms }
        #expect(texts.count == 3)
        let sent = await fixture.deliver(.sms).messages
        // With the word that goes before a number's first text.
        #expect(sent.map(\.address) == [Phone.rosa, Phone.rosa])
        #expect(await fixture.deliver().messages.count == made.count - 3)
        for text in texts where text.address != Phone.rosa {
            let waiting = try await fixture.message(text.id)
            #expect(waiting.state == .queued && waiting.waitsFor == .quietHours)
            #expect(waiting.due == Self.morning && waiting.attempts == 0)
        }
        fixture.clock.advance(Self.morning - fixture.clock.now - .milliseconds(1))
        #expect(await fixture.deliver(.sms).messages.isEmpty)
        fixture.clock.advance(.milliseconds(1))
        let late = await fixture.deliver(.sms).messages
        #expect(Set(late.map(\.address)) == [Phone.asha, Phone.yusuf])
        for text in late { #expect(try await fixture.message(text.id).waitsFor == nil) }
    }

    @Test(arguments: Engine.reachable)
    func `what is urgent leaves at night, and the answer to a family's own word`(
        _ engine: Engine
    ) async throws {
        let fixture = try await evening(engine)
        let made = try await fixture.announce()
        #expect(await fixture.deliver(.sms).messages.isEmpty)
        let asha = try #require(made.first { $0.address == Phone.asha })
        // As if STOP had come: its confirmation is not kept back by what waits for the morning.
        let send = try await fixture.database.write { t in
            let send = SendID(text: "stop")
            _ = try Outbox().insert(
                NewSend(
                    id: send, school: SchoolID(text: "school"), family: asha.family,
                    notice: AutomaticNotice.stopped.rawValue, about: ("case", "c"), isBulk: false,
                    audience: "", values: "{}", staff: StaffID(text: "amina")),
                fixture.clock.source, t)
            try t.execute(
                "UPDATE messages SET priority = \(Priority.direct) WHERE id = \(asha.id)")
            return send
        }
        fixture.clock.advance(.seconds(1))
        let now = fixture.clock.now
        try await fixture.database.write { t in
            let rendering = try Outbox().rendering(of: asha.id, t)
            _ = try Outbox().insert(
                NewMessage(
                    id: fixture.clock.source.newID(), idempotencyKey: "stop", send: send,
                    school: asha.school, family: asha.family, contact: asha.contact, caseID: nil,
                    channel: .sms, address: asha.address, rendering: rendering?.id ?? "",
                    messageID: "stop@in.school.example", inReplyTo: nil, isBulk: false, due: now,
                    expires: nil), at: now, t)
        }
        _ = try await SendWords(fixture.desk).send(fixture.urgentPlan(), by: "amina")
        let sent = await fixture.deliver(.sms).messages
        #expect(sent.map(\.notice).sorted() == ["stopped", "urgent", "urgent", "urgent"])
        // The urgent one overtakes.
        #expect(sent.first?.notice == "urgent")
        #expect(try await fixture.message(asha.id).state == .queued)
    }

    @Test(arguments: Engine.reachable)
    func `a family gets so many notices to many a day, over all senders, and the rest tomorrow`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        var policy = SendingPolicy()
        policy.ceiling = FamilyCeiling(perDay: 2)
        var sends: [[OutboundMessage]] = []
        for number in 0..<3 {
            sends.append(try await fixture.announce())
            // Another school and another sender count alike.
            if number == 1 {
                try await fixture.school.change(
                    """
                    INSERT INTO schools (id, name, time_zone, language, region, created_at)
                    VALUES ('other', 'Oak', 'America/Chicago', 'en', 'US', 0)
                    """)
                try await fixture.school.change(
                    """
                    UPDATE messages SET school_id = 'other'
                    WHERE send_id = \(sends[1].first?.send ?? SendID(text: ""))
                    """)
            }
            fixture.clock.advance(.seconds(1))
        }
        // Two addresses of one family are one notice.
        try await fixture.school.add(
            .init("uncle", of: "hassan", students: ["ali"], language: "so"))
        let channel = RecordingChannel()
        await fixture.worker(through: channel, policy: policy).run(drain: true)
        let copies = sends.map(\.count)
        #expect(channel.messages.count == copies[0] + copies[1])
        for message in sends[2] {
            let waiting = try await fixture.message(message.id)
            #expect(waiting.state == .queued && waiting.waitsFor == .ceiling)
            // Midnight in Chicago.
            #expect(waiting.due == Instant(milliseconds: 1_795_500_000_000))
        }
        // What concerns one family, and what is urgent, passes.
        _ = try await fixture.invite(try await fixture.refer())
        _ = try await SendWords(fixture.desk).send(fixture.urgentPlan(), by: "amina")
        let more = RecordingChannel()
        await fixture.worker(through: more, policy: policy).run(drain: true)
        #expect(Set(more.messages.map(\.notice)) == ["urgent", "meeting-invitation"])
        fixture.clock.advance(.seconds(86_400))
        let tomorrow = RecordingChannel()
        await fixture.worker(through: tomorrow, policy: policy).run(drain: true)
        #expect(Set(tomorrow.messages.map(\.id)) == Set(sends[2].map(\.id)))
    }

    @Test(arguments: Engine.reachable)
    func `what is just leaving counts for the day as well`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        var policy = SendingPolicy()
        policy.ceiling = FamilyCeiling(perDay: 1)
        let first = try await fixture.announce()
        let stuck = StuckChannel { _ in true }
        let worker = Task { await fixture.worker(through: stuck, policy: policy).run(drain: true) }
        try await eventually("the first are on their way") { stuck.stuck == first.count }
        fixture.clock.advance(.seconds(1))
        let second = try await fixture.announce()
        let other = RecordingChannel()
        await fixture.worker(through: other, policy: policy).run(drain: true)
        #expect(other.messages.isEmpty)
        for message in second {
            #expect(try await fixture.message(message.id).waitsFor == .ceiling)
        }
        stuck.open()
        await worker.value
        #expect(try await fixture.count(.sent) == first.count)
    }
}
