import Foundation
import Testing
import Wire

/// One published scenario: see `Tests/Corpora/ical/README.md`.
private struct Scenario: Decodable, Sendable {
    struct Outgoing: Decodable, Sendable {
        let method: String?, sender: String?, recipient: String?, recipientName: String?
        let message: String?
    }

    let id: String
    let message: String?
    let expected_messages: [Outgoing]?
    let expected_object: String?

    /// The name that the table of scopes has.
    var name: String {
        id.replacing("itip-send-", with: "").replacing("itip-receive-", with: "")
    }

    /// The answers in it: what an attendee's program sends, or what comes in.
    var replies: [String] {
        (expected_messages ?? []).filter { $0.method == "REPLY" }.compactMap(\.message)
            + [message].compactMap { $0 }
    }

    static let all = Result {
        let file = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Corpora/ical/itip-scenarios.json")
        return try JSONDecoder().decode([Scenario].self, from: Data(contentsOf: file))
    }

    static func within(_ isWanted: (ITIPScope) -> Bool) throws -> [Scenario] {
        try all.get().filter { ITIPScope.table[$0.name].map(isWanted) ?? false }
    }
}

@Suite struct ITIPScenarioTests {
    @Test func `every scenario has its place in the table, or a reason why not`() throws {
        let names = try Scenario.all.get().map(\.name)
        #expect(names.count == 80)
        #expect(Set(names) == Set(ITIPScope.table.keys))
        let kinds = Dictionary(grouping: ITIPScope.table.values) { scope in
            switch scope {
            case .reads: "reads"
            case .refuses: "refuses"
            case .writes: "writes"
            case .outside: "outside"
            }
        }.mapValues(\.count)
        #expect(kinds == ["reads": 30, "refuses": 6, "writes": 11, "outside": 33])
    }

    @Test func `an answer says what the organizer's object then holds`() throws {
        var read = 0
        for scenario in try Scenario.within({ $0 == .reads }) {
            for text in scenario.replies {
                let reply = try readCalendarReply(Array(text.utf8))
                let event = CalendarProperty.ofFirstEvent(in: text)
                let attendee = try #require(event.first("ATTENDEE"))
                #expect(reply.uid == event.first("UID")?.value, "\(scenario.id)")
                #expect("mailto:\(reply.attendee)" == attendee.value, "\(scenario.id)")
                #expect(reply.partstat == attendee.parameters["PARTSTAT"], "\(scenario.id)")
                #expect(String(reply.sequence) == event.first("SEQUENCE")?.value ?? "0")
                #expect((reply.recurrenceID == nil) == (event.first("RECURRENCE-ID") == nil))
                check(reply, against: scenario)
                read += 1
            }
        }
        #expect(read == 30)
    }

    /// The stored object afterwards has the same person with the same answer under the same UID.
    private func check(_ reply: CalendarReply, against scenario: Scenario) {
        guard let object = scenario.expected_object else { return }
        let properties = CalendarProperty.all(in: object)
        let isThere = properties.contains {
            $0.name == "ATTENDEE" && $0.value == "mailto:\(reply.attendee)"
                && $0.parameters["PARTSTAT"] == reply.partstat
        }
        #expect(isThere, "\(scenario.id)")
        #expect(properties.first("UID")?.value == reply.uid)
    }

    @Test func `what is no answer is refused with its method`() throws {
        for scenario in try Scenario.all.get() {
            guard case .refuses(let reason)? = ITIPScope.table[scenario.name] else { continue }
            let text = try #require(scenario.message)
            let error = #expect(throws: CalendarError.self, "\(scenario.id)") {
                try readCalendarReply(Array(text.utf8))
            }
            #expect(error?.reason == reason, "\(scenario.id)")
        }
    }

    @Test func `our invitation lacks nothing that the scenario's has`() throws {
        var written = 0
        for scenario in try Scenario.within({ $0 == .writes }) {
            for outgoing in scenario.expected_messages ?? [] {
                try check(outgoing, scenario.id)
                written += 1
            }
        }
        #expect(written == 18)
    }

    private func check(_ outgoing: Scenario.Outgoing, _ id: String) throws {
        let text = try #require(outgoing.message)
        let wanted = CalendarProperty.ofFirstEvent(in: text)
        let reader = try #require(
            outgoing.recipient
                ?? wanted.first("ATTENDEE")?.value)
        let ours = CalendarProperty.ofFirstEvent(in: try write(wanted, text, to: reader))
        let attendees = ours.filter { $0.name == "ATTENDEE" }.map(\.value)
        #expect(attendees == [reader])
        for property in wanted {
            switch property.name {
            case "ATTENDEE" where property.value != reader:
                #expect(!attendees.contains(property.value), "\(id) names another")
            case "DURATION":
                #expect(ours.first("DTEND") != nil, "\(id): the end is a time with us")
            case "DTSTAMP": #expect(ours.instant("DTSTAMP") != nil)
            default:
                let mine = try #require(ours.first(property.name), "\(id): \(property.name)")
                #expect(mine.value == property.value, "\(id)")
                for (name, value) in property.parameters {
                    #expect(mine.parameters[name] == value, "\(id): \(property.name);\(name)")
                }
            }
        }
    }

    /// What our writer makes of the same meeting.
    private func write(
        _ event: [CalendarProperty], _ text: String, to reader: String
    ) throws -> String {
        let start = try #require(event.instant("DTSTART"))
        let host = try #require(event.first("ORGANIZER"))
        let guest = event.first { $0.name == "ATTENDEE" && $0.value == reader }
        let method = try #require(CalendarProperty.all(in: text).first("METHOD")?.value)
        let invitation = CalendarInvitation(
            method: try #require(CalendarInvitation.Method(rawValue: method)),
            uid: try #require(event.first("UID")?.value),
            sequence: Int(event.first("SEQUENCE")?.value ?? "") ?? 0, stamp: start,
            start: start, end: event.instant("DTEND") ?? start + 3_600_000,
            summary: event.first("SUMMARY")?.value ?? "", location: "", language: "en")
        return try writeInvitation(
            invitation,
            organizer: Mailbox(
                name: host.parameters["CN"], address: String(host.value.dropFirst(7))),
            attendee: Mailbox(
                name: guest?.parameters["CN"], address: String(reader.dropFirst(7))))
    }
}
