import Delivery
import Logging
import People
import Store
import Synchronization
import Wire

@testable import Outreach

/// Takes every message and remembers it, in the place of a mail server.
final class RecordingChannel: AwaitedChannel {
    let channel: Channel
    let repeatsSafely: Bool
    let places = 8
    private let taken = Mutex<[ClaimedMessage]>([])
    private let verdict: @Sendable (ClaimedMessage) -> AttemptVerdict

    init(
        _ channel: Channel = .email, repeatsSafely: Bool = true,
        _ verdict: @escaping @Sendable (ClaimedMessage) -> AttemptVerdict = { _ in
            AttemptVerdict(.accepted(SMTPReply(250, "2.0.0", "ok")))
        }
    ) {
        (self.channel, self.repeatsSafely) = (channel, repeatsSafely)
        self.verdict = verdict
    }

    /// Everything that was handed over, in order.
    var messages: [OutboundMessage] { taken.withLock { $0.map(\.message) } }

    func attempt(_ message: ClaimedMessage) async -> AttemptVerdict {
        taken.withLock { $0.append(message) }
        return verdict(message)
    }
}

/// A log that nobody reads.
let silentLog = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Waits on the machine's clock; ends early when its task is cancelled.
let realPause: @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }

extension DeskFixture {
    /// A worker that sends what is due.
    func worker(
        through channel: any OutboundChannel, schedule: RetrySchedule = RetrySchedule(),
        policy: SendingPolicy? = nil
    ) -> DeliveryWorker {
        var pace = WorkerPace()
        pace.schedule = schedule
        return DeliveryWorker(
            policy.map(desk(sending:)) ?? desk, channel: channel, pace: pace, log: silentLog,
            pause: realPause)
    }

    /// The same desk where the school has settled otherwise how messages leave.
    func desk(sending policy: SendingPolicy) -> Desk {
        Desk(
            database: desk.database, source: desk.source, localizer: desk.localizer,
            tokens: desk.tokens, identity: desk.identity, phone: desk.phone,
            acknowledgeWithin: desk.acknowledgeWithin, texts: desk.texts, sending: policy)
    }

    /// Sends all that is due, through a channel that takes everything.
    @discardableResult
    func deliver(_ channel: Channel = .email) async -> RecordingChannel {
        let channel = RecordingChannel(channel)
        await worker(through: channel).run(drain: true)
        return channel
    }
}
