import Engines
import Foundation
import Testing

/// Invitations as another calendar library reads them, over their whole life.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct InvitationTests {
    private typealias Invitation = InvitationReader.Invitation

    private static let families = [
        RosterRow(
            student: "S1", child: ("Mateo", "Quintanar"), contact: "C1",
            parent: ("Ana", "Quintanar"), language: "es", email: "ana@many.test",
            household: "F1"),
        RosterRow(
            student: "S1", child: ("Mateo", "Quintanar"), contact: "C2",
            parent: ("Minh", "Tranford"), language: "en", email: "minh@many.test",
            household: "F1"),
        RosterRow(
            student: "S2", child: ("Omar", "Haririan"), contact: "C3",
            parent: ("Fatima", "Haririan"), language: "ar", email: "fatima@many.test",
            household: "F2"),
    ]

    /// One revision: what the calendar is asked to do, and when the meeting begins. Chicago is six
    /// hours behind UTC in winter and five from the second Sunday of March on, the 8th in 2099.
    private struct Revision: Sendable {
        let method: String, status: String
        let start: Int
    }

    private static let revisions = [
        Revision(method: "REQUEST", status: "CONFIRMED", start: utc("2099-03-05T23:30:00Z")),
        Revision(method: "REQUEST", status: "CONFIRMED", start: utc("2099-03-09T23:00:00Z")),
        Revision(method: "CANCEL", status: "CANCELLED", start: utc("2099-03-09T23:00:00Z")),
    ]

    private static func utc(_ text: String) -> Int {
        (try? Date(text, strategy: .iso8601)).map { Int($0.timeIntervalSince1970) } ?? 0
    }

    @Test(arguments: Engine.reachable)
    func `another library reads each revision as one meeting of one reader`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take(Self.families)
        for student in ["S1", "S2"] {
            let meeting = try await office.meeting(office.refer(student))
            try await office.tell("invite", meeting)
            try await office.tell("change", meeting, "--at", "2099-03-09 18:00")
            try await office.tell("cancel", meeting)
        }
        let all = try await InvitationReader.read(sink.kept())
        #expect(all.count == 9)

        for (address, language) in [
            ("ana@many.test", "es"), ("minh@many.test", "en"), ("fatima@many.test", "ar"),
        ] {
            let mine = all.filter { $0.recipient == address }.sorted { $0.sequence < $1.sequence }
            #expect(mine.map(\.sequence) == [0, 1, 2])
            #expect(Set(mine.map(\.uid)).count == 1)
            #expect(mine.compactMap(\.stamp).count == 3)
            #expect(mine.compactMap(\.stamp) == mine.compactMap(\.stamp).sorted())
            // A calendar takes a change only from who invited: the first mail's reply address.
            let organizer = "mailto:\(mine.first?.replyTo ?? "")"
            for (invitation, revision) in zip(mine, Self.revisions) {
                checkTime(invitation, revision)
                checkPeople(invitation, only: address, by: organizer)
                checkWords(invitation, language)
                checkForm(invitation)
            }
        }
        let uids = Dictionary(grouping: all, by: \.uid).mapValues { Set($0.map(\.recipient)) }
        #expect(uids.count == 2)
        #expect(
            Set(uids.values) == [["ana@many.test", "minh@many.test"], ["fatima@many.test"]])
        // A reply address of its own for each reader.
        let addresses = Dictionary(grouping: all, by: \.replyTo).mapValues {
            Set($0.map(\.recipient)).count
        }
        #expect(addresses.values.allSatisfy { $0 == 1 })
    }

    private func checkTime(_ invitation: Invitation, _ revision: Revision) {
        #expect(invitation.method == revision.method)
        #expect(invitation.contentMethod == revision.method)
        #expect(invitation.status == revision.status)
        #expect(invitation.start == revision.start)
        #expect(invitation.end == revision.start + 30 * 60)
    }

    private func checkPeople(
        _ invitation: Invitation, only address: String, by organizer: String
    ) {
        #expect(invitation.attendees.map(\.address) == ["mailto:\(address)"])
        let asks = invitation.attendees.first?.parameters["RSVP"] == "TRUE"
        #expect(asks == (invitation.method == "REQUEST"))
        #expect(invitation.organizers.map(\.address) == [organizer])
        #expect(invitation.organizers.first?.parameters["CN"] == "Amina Warsame")
        #expect(
            invitation.replyTo.wholeMatch(of: /reply\+[0-9a-z]{43}@parley\.test/) != nil,
            "\(invitation.replyTo)")
        #expect(invitation.uid.hasSuffix("@parley.test"))
    }

    private func checkWords(_ invitation: Invitation, _ language: String) {
        #expect(invitation.language == language)
        #expect(invitation.summary == invitation.subject)
        #expect(invitation.location == "Room 12")
        let isArabic = invitation.summary.unicodeScalars
            .contains { (0x600...0x6FF).contains($0.value) }
        #expect(isArabic == (language == "ar"))
    }

    private func checkForm(_ invitation: Invitation) {
        #expect(invitation.version == "2.0")
        #expect(invitation.events == 1)
        #expect(invitation.components == ["VCALENDAR", "VEVENT"])
        #expect(invitation.problems.isEmpty)
        // RFC 5545 §3.1: folded at 75 octets, between characters, every line ended by CRLF.
        #expect(invitation.longestLine <= 75)
        #expect(invitation.strayLineEnds == 0)
        #expect(invitation.brokenCharacters == 0)
    }
}
