import Delivery
import Store

/// How many automatic answers one address gets at most, of all kinds together.
///
/// RFC 3834 §2 asks for a limit by sender; each kind has one of its own beside. Two programs that
/// answer each other without saying what they are come to rest at it.
struct AnswerCeiling: Sendable {
    private static let anHour = 6
    private static let aDay = 12
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Whether one more may be sent. What a family asked for is done all the same: only its
    /// confirmation is left out.
    func hasRoom(for reader: Acknowledge.Reader, _ t: borrowing Transaction) throws -> Bool {
        let now = desk.source.now()
        let sent = try Outbox().counts(
            of: AutomaticNotice.allCases.map(\.rawValue), to: reader.address, reader.channel,
            since: now - .seconds(86_400), andSince: now - .seconds(3_600), t)
        return sent.later < Self.anHour && sent.all < Self.aDay
    }
}
