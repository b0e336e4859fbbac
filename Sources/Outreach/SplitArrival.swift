import Inbox
import People
import Store

/// Takes apart what a provider brought in one request: several texts or receipts. Each is kept as an
/// arrival of its own, to be read like any other; the whole stays as it came.
struct SplitArrival: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Keeps the parts, in one transaction with the end of the whole.
    ///
    /// The address that the whole came to names one message at most, and so says nothing of the
    /// parts. A part that has come before is kept once.
    func split(
        _ claimed: ClaimedInbound, into parts: [[UInt8]], of kind: TextSource,
        _ reading: ProviderReading
    ) async throws -> ReadingOutcome {
        let read = ReadMessage(split: parts.count)
        let digest = Readings.bodyDigest(claimed.bytes)
        return try await desk.finish(claimed) { t in
            for (index, part) in parts.enumerated() {
                // A moment apart each, so that they are read in their order.
                let now = desk.source.now() + .milliseconds(index)
                let source = ClockAndChance(now: { now }, bits: desk.source.bits)
                _ = try Intake(source).keep(
                    Arrival(
                        source: kind.name, deliveryID: reading.deliveryID(part, of: kind),
                        reversePath: "", recipients: [], bytes: part), t)
            }
            let result = Readings.Result(.split)
            try Readings(desk.source).insert(read, of: claimed.id, bodyDigest: digest, result, t)
            return result
        }
    }
}
