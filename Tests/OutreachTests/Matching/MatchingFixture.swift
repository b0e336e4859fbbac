import Cases
import Delivery
import Inbox
import People
import Store

@testable import Outreach

extension DeskFixture {
    /// A mail from somebody whom nobody knows, which waits.
    func strange(
        _ words: String = "When does the bus come?", from: String = "aunt@example.net"
    ) async throws -> TriageItem {
        var mail = FamilyMail(words)
        (mail.from, mail.subject) = (from, "Hello")
        let received = try await receive(mail)
        guard let item = try await triage().first(where: { $0.inbound == received.id }) else {
            throw Missing()
        }
        return item
    }

    /// The latest entry of a case.
    func last(of file: Case) async throws -> TimelineEntry {
        guard let entry = try await entries(of: file).last else { throw Missing() }
        return entry
    }

    /// Reads what waits to be read.
    func readAll() async {
        await ReadingWorker(desk, log: silentLog, pause: realPause).run(drain: true)
    }
}
