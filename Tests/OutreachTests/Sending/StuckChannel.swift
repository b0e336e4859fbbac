import People
import Synchronization
import Wire

@testable import Delivery
@testable import Outreach

/// Never answers about some messages, until the worker gives up on them or the test lets them go;
/// takes all others.
final class StuckChannel: AwaitedChannel {
    let channel: Channel
    let repeatsSafely = true
    let places: Int
    private let isStuck: @Sendable (OutboundMessage) -> Bool
    private let state = Mutex<(begun: [OutboundMessage], taken: [OutboundMessage], isOpen: Bool)>(
        ([], [], false))

    init(
        _ channel: Channel = .email, places: Int = 8,
        _ isStuck: @escaping @Sendable (OutboundMessage) -> Bool
    ) {
        (self.channel, self.places, self.isStuck) = (channel, places, isStuck)
    }

    /// Every message that an attempt began with.
    var begun: [OutboundMessage] { state.withLock { $0.begun } }
    /// Those that were taken.
    var taken: [OutboundMessage] { state.withLock { $0.taken } }
    /// Those that it has not answered about.
    var stuck: Int { state.withLock { $0.begun.count - $0.taken.count } }

    /// Lets everything go.
    func open() { state.withLock { $0.isOpen = true } }

    func attempt(_ message: ClaimedMessage) async -> AttemptVerdict {
        state.withLock { $0.begun.append(message.message) }
        while isStuck(message.message), !state.withLock({ $0.isOpen }) {
            guard !Task.isCancelled else {
                return AttemptVerdict(.later(.transient), reply: "given up")
            }
            await realPause(.milliseconds(5))
        }
        state.withLock { $0.taken.append(message.message) }
        return AttemptVerdict(.accepted(SMTPReply(250, "2.0.0", "ok")))
    }
}

/// What a test waited for did not happen.
struct NeverHappened: Error {
    let what: String
}

/// Waits until something holds, for two minutes.
func eventually(_ what: String, _ holds: () async throws -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while try await !holds() {
        guard ContinuousClock.now < end else { throw NeverHappened(what: what) }
        try await Task.sleep(for: .milliseconds(10))
    }
}

extension DeskFixture {
    /// Adds families whose mails go to one domain.
    func add(_ count: Int, at domain: String) async throws {
        for number in 0..<count {
            let name = "\(domain.prefix { $0 != "." })\(number)"
            try await school.add(
                .init(name, of: name, students: [name], addresses: ["\(name)@\(domain)"]))
        }
    }

    /// How many messages are in a state.
    func count(_ word: MessageState.Word) async throws -> Int {
        try await school.count("SELECT COUNT(*) AS n FROM messages WHERE state = \(word)")
    }
}
