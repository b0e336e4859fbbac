import Delivery
import Store

/// How many automatic answers one address gets at most, of all kinds together.
///
/// RFC 3834 §2 asks for a limit by sender; each kind has one of its own beside. Two programs that
/// answer each other without saying what they are come to rest at it.
struct AnswerCeiling: Sendable {
    private static let anHour = 6
    private static let aDay = 12
    private let now: Instant

    init(_ now: Instant) {
        self.now = now
    }

    /// Whether one more may be sent. What a family asked for is done all the same: only its
    /// confirmation is left out.
    ///
    /// `sent`: What the address got, of a day at least.
    func hasRoom(after sent: [AutomaticAnswer]) -> Bool {
        count(sent, within: .seconds(3_600)) < Self.anHour
            && count(sent, within: .seconds(86_400)) < Self.aDay
    }

    private func count(_ sent: [AutomaticAnswer], within interval: Duration) -> Int {
        sent.count { $0.at >= now - interval }
    }
}
