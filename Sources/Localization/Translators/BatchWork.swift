import Store

/// One batch at one service, with all its tries; what came of it.
struct BatchWork: Sendable {
    let line: ServiceLine
    /// All segments as they travel, by their indexes; nil for those that cannot or need not.
    let carried: [CarriedSegment?]
    let request: TranslationBatch
    let budget: any TranslationBudget
    let source: ClockAndChance
    let wait: @Sendable (Duration) async throws -> Void

    /// What came of segments, by their indexes.
    struct Result: Sendable {
        var answers: [(index: Int, answer: Swift.Result<SegmentAnswer, TranslatorFailure>)] = []
        var calls: [TranslatorCall] = []
    }

    /// Translates segments, in as many requests as it takes. `isPaid`: Their characters are counted
    /// already.
    func run(_ indexes: [Int], isPaid: Bool) async -> Result {
        await run(indexes, isPaid: isPaid, until: source.now() + line.service.timeout)
    }

    private func run(_ indexes: [Int], isPaid: Bool, until end: Instant) async -> Result {
        var result = Result()
        let characters = characters(of: indexes)
        var isPaid = isPaid
        var last: TranslatorFailure?
        for attempt in 1...RetryWait.tries {
            if let refusal = line.refusal() {
                return await failed(indexes, last ?? refusal, isPaid ? characters : 0, result)
            }
            if !isPaid, let failure = await pay(for: characters) {
                line.released()
                return await failed(indexes, failure, 0, result)
            }
            let failure: TranslatorFailure
            switch await ask(indexes, characters, until: end, &result) {
            case nil: return result
            case let found?: failure = found
            }
            last = failure
            isPaid = failure.costsNothing
            if indexes.count > 1, failure.kind == .tooLarge || failure.kind == .malformed {
                await giveBack(isPaid ? characters : 0)
                return await halves(indexes, until: end, result)
            }
            let left = end - source.now()
            let pause = RetryWait.after(
                failure, attempt: attempt, left: left, chance: source.fraction())
            guard let pause, (try? await wait(pause)) != nil else {
                return await failed(indexes, failure, isPaid ? characters : 0, result)
            }
        }
        return result
    }

    /// The characters of segments on their way together.
    func characters(of indexes: [Int]) -> Int {
        indexes.reduce(0) { $0 + (carried[$1]?.characters ?? 0) }
    }

    /// Counts what is about to leave.
    func pay(for characters: Int) async -> TranslatorFailure? {
        do {
            let limit = line.service.charactersPerMonth
            if try await budget.take(characters, from: line.name, limit: limit) { return nil }
            return TranslatorFailure(
                .budget,
                "Its characters for this month are used up. Raise "
                    + "translation.providers.\(line.name).characters_per_month, or wait.")
        } catch {
            // What is not counted does not leave.
            return TranslatorFailure(
                .budget, "Its characters could not be counted. Check the database.")
        }
    }

    /// Makes one request.
    /// - Returns: Nil when it was answered.
    private func ask(
        _ indexes: [Int], _ characters: Int, until end: Instant, _ result: inout Result
    ) async -> TranslatorFailure? {
        let began = source.now()
        let batch = request.with(indexes.compactMap { carried[$0] })
        let answer = await line.translator.translate(
            batch, within: max(.milliseconds(1), end - began))
        let call = { (outcome: String) in
            TranslatorCall(
                service: line.name, kind: line.translator.kind, host: line.translator.host,
                pair: request.pair, segments: indexes, characters: characters, outcome: outcome,
                milliseconds: Int((source.now() - began).milliseconds), at: began)
        }
        switch answer {
        case .answered(let answers):
            line.succeeded()
            let damaged = answers.count { if case .refused = $0 { true } else { false } }
            result.calls.append(call(damaged == 0 ? "answered" : "answered, \(damaged) damaged"))
            result.answers += zip(indexes, answers).map { ($0, .success($1)) }
            return nil
        case .failed(let failure):
            result.calls.append(call(failure.kind.rawValue))
            let until = line.learn(from: failure, patience: end - source.now())
            if let until {
                try? await budget.pause(line.name, until: until, because: failure.kind.rawValue)
            }
            return failure
        }
    }

    private func halves(_ indexes: [Int], until end: Instant, _ before: Result) async -> Result {
        var result = before
        let middle = indexes.count / 2
        for half in [Array(indexes[..<middle]), Array(indexes[middle...])] {
            let part = await run(half, isPaid: false, until: end)
            result.answers += part.answers
            result.calls += part.calls
        }
        return result
    }

    private func failed(
        _ indexes: [Int], _ failure: TranslatorFailure, _ paid: Int, _ before: Result
    ) async -> Result {
        await giveBack(paid)
        var result = before
        result.answers += indexes.map { ($0, .failure(failure.of(line.name))) }
        return result
    }

    /// A count that is too high loses a little budget; that is better than no draft.
    private func giveBack(_ characters: Int) async {
        guard characters > 0 else { return }
        try? await budget.giveBack(characters, to: line.name)
    }
}
