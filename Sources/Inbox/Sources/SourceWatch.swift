/// Takes from a ``Source`` whatever waits there, again and again: each arrival is kept, and only then
/// acknowledged.
///
/// Any number of programs may watch one source: the intake keeps equal bytes once, and what another
/// has taken away is no error.
public struct SourceWatch<Origin: Source>: Sendable {
    private let source: Origin
    private let rest: Duration
    private let keep: @Sendable (Arrival) async throws -> Keeping
    private let pause: @Sendable (Duration) async -> Void
    private let tell: @Sendable (SourceEvent) -> Void

    /// After so many arrivals in a row that can't be kept, the fault is not theirs.
    private static var patience: Int { 3 }

    /// What a problem is about, so that each is told once.
    private enum Subject: Hashable {
        case source, keeping
        case item(Origin.Item)
    }

    private struct State {
        var told: [Subject: String] = [:]
        /// Kept, though the source can't be told: not to be kept over and over.
        var unacknowledged: Set<Origin.Item> = []
    }

    /// A watch that has not begun.
    /// - Parameters:
    ///   - source: Where arrivals wait.
    ///   - rest: How long to wait between two looks.
    ///   - keep: Makes an arrival durable before it returns.
    ///   - pause: Waits; returns early when the task is cancelled.
    ///   - tell: Hears what happened, for a log.
    public init(
        _ source: Origin, every rest: Duration = .seconds(2),
        keep: @escaping @Sendable (Arrival) async throws -> Keeping,
        pause: @escaping @Sendable (Duration) async -> Void,
        tell: @escaping @Sendable (SourceEvent) -> Void
    ) {
        self.source = source
        self.rest = rest
        self.keep = keep
        self.pause = pause
        self.tell = tell
    }

    /// Watches until it is cancelled.
    /// - Parameter drain: Takes what is there now, and ends.
    public func run(drain: Bool = false) async {
        var state = State()
        while !Task.isCancelled {
            await look(&state)
            if drain { return }
            await pause(rest)
        }
    }

    private func look(_ state: inout State) async {
        do {
            let items = try await source.waiting()
            forget(allBut: items, &state)
            var failures = 0
            for item in items {
                guard !Task.isCancelled, failures < Self.patience else { return }
                failures = await handle(item, &state) ? 0 : failures + 1
            }
        } catch {
            report(error, about: .source, &state)
        }
    }

    /// - Returns: False when the arrival could not be kept.
    private func handle(_ item: Origin.Item, _ state: inout State) async -> Bool {
        do {
            if !state.unacknowledged.contains(item) {
                guard let arrival = try await source.take(item) else { return true }
                guard let keeping = await kept(arrival, &state) else { return false }
                state.unacknowledged.insert(item)
                tell(keeping.event)
            }
            try await source.acknowledge(item)
            state.unacknowledged.remove(item)
        } catch {
            report(error, about: .item(item), &state)
        }
        return true
    }

    private func kept(_ arrival: Arrival, _ state: inout State) async -> Keeping? {
        do {
            let keeping = try await keep(arrival)
            state.told[.keeping] = nil
            return keeping
        } catch {
            report(error, about: .keeping, &state)
            return nil
        }
    }

    private func report(_ error: any Error, about subject: Subject, _ state: inout State) {
        // What a watch that is ending broke off is no problem.
        guard !Task.isCancelled else { return }
        let sentence = "\(error)"
        // What stands in the way of many things at once is one problem.
        let isKnown = state.told.values.contains(sentence)
        state.told[subject] = sentence
        if !isKnown { tell(.problem(sentence)) }
    }

    /// What has gone needs no memory; what comes back is told again.
    private func forget(allBut items: [Origin.Item], _ state: inout State) {
        state.told[.source] = nil
        guard !state.told.isEmpty || !state.unacknowledged.isEmpty else { return }
        let there = Set(items)
        state.unacknowledged.formIntersection(there)
        state.told = state.told.filter { subject, _ in
            if case .item(let item) = subject { there.contains(item) } else { true }
        }
    }
}

extension Keeping {
    fileprivate var event: SourceEvent {
        switch self {
        case .kept(let id): .kept(id)
        case .repeated(let id): .repeated(id)
        }
    }
}
