import Cases
import Delivery
import Localization
import People
import Store

@testable import Outreach

extension DeskFixture {
    /// What an offer of a ride takes; its answers are 1 yes, 2 no, 3 please contact me.
    static let ride = ["occasion=meeting", "starts=2026-12-03 17:30", "place=Room 12"]

    /// What a notice would say to a case's family.
    func fill(
        _ notice: String, _ file: Case, _ values: [String], translations: [String] = [],
        way: ChosenWay? = nil, by handle: String = "amina"
    ) async throws -> NoticePlan {
        try await SendFilled(desk).plan(
            notice, about: file.reference, TypedValues(values, translations: translations),
            way: way, by: handle)
    }

    /// Sends it by mail.
    func mail(
        _ notice: String, _ file: Case, _ values: [String]
    ) async throws -> OutboundMessage {
        let plan = try await fill(notice, file, values)
        clock.advance(.seconds(1))
        let receipt = try await SendFilled(desk).send(plan, by: "amina")
        guard let message = try await messages(of: receipt).first else { throw Missing() }
        return message
    }

    /// Sends it by text.
    func text(
        _ notice: String, _ file: Case, _ values: [String], number: String = Phone.asha,
        of contact: String = "asha"
    ) async throws -> OutboundMessage {
        try await text(try await fill(notice, file, values).order, to: number, of: contact)
    }

    /// The families that wait, by case.
    func waiting() async throws -> [CaseID: Waiting] {
        try await database.read { t in
            try Timeline(clock.source).waiting(at: SchoolID(text: "school"), t)
        }
    }

    /// The sentence with which something is refused; empty when it was done.
    func refusal(_ work: () async throws -> Void) async throws -> String {
        do {
            try await work()
            return ""
        } catch let refusal as Refusal {
            return refusal.description
        }
    }
}
