import Cases
import Foundation
import Inbox
import People
import Store

@testable import Outreach

/// Takes conversations in and has them read.
struct CorpusRun: Sendable {
    private let fixture: DeskFixture

    init(_ fixture: DeskFixture) {
        self.fixture = fixture
    }

    func ends(of conversations: [CorpusConversation]) async throws -> [CorpusEnd] {
        let desk = try fixture.lineDesk()
        var ids: [InboundID] = []
        for conversation in conversations {
            var last: InboundID?
            for arrival in conversation.arrivals {
                fixture.clock.advance(.seconds(1))
                last = try await keep(arrival, desk)
            }
            guard let last else { throw Missing() }
            ids.append(last)
        }
        await ReadingWorker(desk, log: silentLog, pause: realPause).run(drain: true)
        let kept = ids
        return try await fixture.database.read { t in
            try zip(conversations, kept).map { try end(of: $0, $1, t) }
        }
    }

    private func keep(
        _ arrival: CorpusConversation.Arrival, _ desk: Desk
    ) async throws -> InboundID {
        switch arrival {
        case .mail(let bytes, let recipients):
            return try await TakeMail(desk, mailboxes: ["liaison"]).keep(
                Arrival(
                    source: "lmtp", deliveryID: nil, reversePath: "", recipients: recipients,
                    bytes: bytes)
            ).id
        case .text(let words, let number):
            let id = fixture.clock.source.randomText(digits: 12)
            let bytes = try JSONSerialization.data(
                withJSONObject: [
                    "type": "sms.received", "timestamp": "2026-11-24T15:00:00Z",
                    "data": ["id": id, "from": number, "to": Phone.school, "text": words],
                ] as [String: Any])
            return try await TakeText(desk).keep(
                text: Array(bytes), deliveryID: id, from: DeskFixture.provider
            ).id
        }
    }

    private func end(
        of conversation: CorpusConversation, _ id: InboundID, _ t: borrowing Transaction
    ) throws -> CorpusEnd {
        guard let row = try t.row("SELECT * FROM readings WHERE raw_id = \(id)") else {
            return .wrong("not read")
        }
        let outcome: ReadingOutcome = try row["outcome"]
        switch outcome {
        case .filed:
            guard let caseID: CaseID = try row["case_id"],
                let file = try fixture.desk.caseBook.find(caseID, t)
            else { return .wrong("filed nowhere") }
            let isRight =
                conversation.caseID.map { $0 == file.id }
                ?? (file.kind == .general && file.family == conversation.family)
            let evidence: String? = try row["evidence"]
            return isRight ? .right : .wrong("by \(evidence ?? "nothing")")
        case .triage:
            guard let item = try TriageTray(fixture.clock.source).find(named: id.text, t) else {
                return .wrong("in no tray")
            }
            let rank = item.candidates.firstIndex {
                $0.family == conversation.family && $0.caseID == conversation.caseID
            }
            return .triage(item.reason, rank: rank.map { $0 + 1 })
        case .folded, .waiting, .recorded, .split, .loop, .ignored:
            return .wrong(outcome.rawValue)
        }
    }
}
