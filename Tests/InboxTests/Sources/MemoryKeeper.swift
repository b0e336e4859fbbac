import Synchronization
import Wire

@testable import Inbox

/// Keeps mails in memory, and does as told.
final class MemoryKeeper: MailKeeper {
    private let state = Mutex<[ReceivedMail]>([])
    private let answer: @Sendable (ReceivedMail) async throws -> KeepAnswer

    init(
        _ answer: @escaping @Sendable (ReceivedMail) async throws -> KeepAnswer = { _ in
            .kept("id7")
        }
    ) {
        self.answer = answer
    }

    var mails: [ReceivedMail] { state.withLock { $0 } }

    func verdict(on recipient: String) -> RecipientVerdict {
        if recipient.hasPrefix("no@") { return .noSuchMailbox }
        return recipient.hasSuffix("@in.test") ? .accept : .noRelaying
    }

    func keep(_ mail: ReceivedMail) async throws -> KeepAnswer {
        let answer = try await answer(mail)
        state.withLock { $0.append(mail) }
        return answer
    }
}

/// A gate that keepers wait at.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>(
        (false, []))

    func pass() async {
        await withCheckedContinuation { done in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(done) }
                return state.isOpen
            }
            if isOpen { done.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            defer { state = (true, []) }
            return state.waiting
        }
        for done in waiting { done.resume() }
    }

    var count: Int { state.withLock { $0.waiting.count } }
}
