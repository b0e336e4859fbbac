import Cases
import Delivery
import Engines
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// Puts five hundred conversations through the intake and the reading worker, and looks where each
/// ended. The table is what docs/reliability.md quotes.
@Suite(.serialized) struct `Matching` {
    @Test(arguments: [Engine.sqlite])
    func `puts no conversation in the wrong place, and at least 95 of 100 in the right one`(
        _ engine: Engine
    ) async throws {
        let school = try await CorpusSchool.found(engine)
        let plan = try await CorpusPlan(school, seed: Self.seed)
        let conversations = plan.conversations
        try checkShares(conversations)
        let ends = try await CorpusRun(school.fixture).ends(of: conversations)
        let results = zip(conversations, ends).map { CorpusResult(conversation: $0, end: $1) }
        print(CorpusTable(results).text)
        for result in results {
            if case .wrong(let what) = result.end {
                Issue.record("\(what): \(result.conversation.strata.map(\.rawValue).sorted())")
            }
        }
        let matched = results.count { $0.end == .right }
        #expect(matched * 100 >= results.count * 95, "\(matched) of \(results.count) matched")
        for result in results {
            guard case .triage(let reason, let rank) = result.end else { continue }
            #expect(
                rank.map { $0 <= 3 } ?? false,
                "\(reason.rawValue), rank \(rank ?? 0): \(result.conversation.strata.map(\.rawValue))"
            )
        }
    }

    /// Another seed is tried by `PARLEY_MATCHING_SEED`; the published figures are of this one.
    private static let seed =
        ProcessInfo.processInfo.environment["PARLEY_MATCHING_SEED"].flatMap { UInt64($0) }
        ?? 20_261_126

    private func checkShares(_ all: [CorpusConversation]) throws {
        #expect(all.count == 500)
        func share(_ stratum: Stratum) -> Int {
            all.count { $0.strata.contains(stratum) } * 100 / all.count
        }
        #expect(share(.noToken) >= 40)
        #expect(share(.noReferences) >= 25)
        #expect(share(.sharedPhone) >= 20)
        for stratum in [
            Stratum.sharedPhone, .siblings, .forwarded, .twoCases, .changedSubject,
            .brokenReferences, .strangeAddress, .quotedAlone, .apart, .fresh, .bulk,
        ] {
            let count = all.count { $0.strata.contains(stratum) }
            #expect(count >= 15, "\(stratum.rawValue): \(count)")
        }
    }
}

struct CorpusResult: Sendable {
    let conversation: CorpusConversation
    let end: CorpusEnd
}

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
        case .folded, .recorded, .split, .ignored:
            return .wrong(outcome.rawValue)
        }
    }
}

/// How each stratum fared.
struct CorpusTable {
    private let results: [CorpusResult]

    init(_ results: [CorpusResult]) {
        self.results = results
    }

    var text: String {
        let head = "stratum                          all  matched  triage  top three  wrong"
        let rows = Stratum.allCases.map { stratum in
            row(stratum.rawValue, results.filter { $0.conversation.strata.contains(stratum) })
        }
        return ([head] + rows + [row("all", results)]).joined(separator: "\n")
    }

    private func row(_ name: String, _ some: [CorpusResult]) -> String {
        var matched = 0, triage = 0, near = 0, wrong = 0
        for result in some {
            switch result.end {
            case .right: matched += 1
            case .triage(_, let rank):
                triage += 1
                if let rank, rank <= 3 { near += 1 }
            case .wrong: wrong += 1
            }
        }
        let cells = [(some.count, 5), (matched, 9), (triage, 8), (near, 11), (wrong, 7)]
        return name.padding(toLength: 31, withPad: " ", startingAt: 0)
            + cells.map { number, width in
                String(repeating: " ", count: max(0, width - String(number).count)) + String(number)
            }.joined()
    }
}
