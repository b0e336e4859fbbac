import Store
import Synchronization

/// What a provider says of its languages: asked once an hour, and by one for all who want to know.
final class LanguageQuestion: Sendable {
    typealias Answer = Result<ProviderLanguages, TranslatorFailure>

    private struct State {
        var known: (languages: ProviderLanguages, until: Instant)?
        var asking: Task<Answer, Never>?
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Instant
    private let ask: @Sendable (_ within: Duration?) async -> Answer

    /// `ask`: Puts the question to the server, with so much patience, or its usual one.
    init(
        now: @escaping @Sendable () -> Instant,
        ask: @escaping @Sendable (_ within: Duration?) async -> Answer
    ) {
        self.now = now
        self.ask = ask
    }

    /// Asks unless it is known or on its way; waits for nothing.
    func prepare() { _ = begin(within: nil) }

    /// The answer; a failure is not kept.
    func answer(within: Duration?) async -> Answer {
        switch begin(within: within) {
        case .known(let languages): return .success(languages)
        case .asking(let task):
            return await withTaskCancellationHandler {
                await task.value
            } onCancel: {
                task.cancel()
            }
        }
    }

    private enum Beginning {
        case known(ProviderLanguages)
        case asking(Task<Answer, Never>)
    }

    private func begin(within: Duration?) -> Beginning {
        let moment = now()
        return state.withLock { state in
            if let known = state.known, known.until > moment { return .known(known.languages) }
            if let asking = state.asking { return .asking(asking) }
            let task = Task {
                let answer = await ask(within)
                learn(answer)
                return answer
            }
            state.asking = task
            return .asking(task)
        }
    }

    private func learn(_ answer: Answer) {
        let until = now() + .seconds(3_600)
        state.withLock { state in
            state.asking = nil
            if case .success(let languages) = answer { state.known = (languages, until) }
        }
    }
}
