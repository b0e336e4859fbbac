import Engines
import Store
import Synchronization
import Testing

@testable import Localization

@Suite struct LanguageQuestionTests {
    /// Answers when it is told to, and counts.
    private final class Provider: Sendable {
        let asked = Mutex(0)
        let answer: LanguageQuestion.Answer
        let gate = AsyncStream<Void>.makeStream()

        init(_ answer: LanguageQuestion.Answer) {
            self.answer = answer
        }

        func ask() async -> LanguageQuestion.Answer {
            asked.withLock { $0 += 1 }
            for await _ in gate.stream { break }
            return Task.isCancelled ? .failure(TranslatorFailure(.unreachable, "gone")) : answer
        }

        func open() { gate.continuation.finish() }
    }

    private let clock = FixedClock()

    private func question(_ provider: Provider) -> LanguageQuestion {
        LanguageQuestion(now: clock.source.now) { _ in await provider.ask() }
    }

    @Test func `who wants to know at once is told by one question, and for an hour`() async {
        let provider = Provider(.success(.any))
        let question = question(provider)
        question.prepare()
        let answers = await withTaskGroup(of: LanguageQuestion.Answer.self) { group in
            for _ in 0..<20 { group.addTask { await question.answer(within: nil) } }
            provider.open()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == Array(repeating: .success(.any), count: 20))
        #expect(await question.answer(within: nil) == .success(.any))
        #expect(provider.asked.withLock { $0 } == 1)
        clock.advance(.seconds(3_601))
        #expect(await question.answer(within: nil) == .success(.any))
        #expect(provider.asked.withLock { $0 } == 2)
    }

    @Test func `a failure is told and asked again`() async {
        let provider = Provider(.failure(noTranslation))
        let question = question(provider)
        provider.open()
        #expect(await question.answer(within: nil) == .failure(noTranslation))
        #expect(await question.answer(within: nil) == .failure(noTranslation))
        #expect(provider.asked.withLock { $0 } == 2)
    }

    @Test func `who is cancelled does not wait for the server`() async {
        let provider = Provider(.success(.any))
        let question = question(provider)
        let task = Task { await question.answer(within: nil) }
        while provider.asked.withLock({ $0 }) == 0 { await Task.yield() }
        task.cancel()
        #expect(await task.value == .failure(TranslatorFailure(.unreachable, "gone")))
    }
}
