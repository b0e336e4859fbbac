/// All segments that go to one service by one way: cut into batches, as many at once as the service
/// has connections.
struct ServiceWork: Sendable {
    /// Characters in a batch, so that a long letter does not become one request that no server takes.
    static let largest = 8_000

    private let work: BatchWork

    init(_ work: BatchWork) {
        self.work = work
    }

    func run(_ indexes: [Int]) async -> BatchWork.Result {
        var all = BatchWork.Result()
        let batches = cut(indexes, &all)
        await withTaskGroup(of: BatchWork.Result.self) { group in
            var next = batches.makeIterator()
            for _ in 0..<work.line.service.connections {
                guard let batch = next.next() else { break }
                group.addTask { await work.run(batch) }
            }
            for await result in group {
                all.answers += result.answers
                all.calls += result.calls
                if let batch = next.next() { group.addTask { await work.run(batch) } }
            }
        }
        return all
    }

    /// `refused`: What cannot travel is noted there.
    private func cut(_ indexes: [Int], _ refused: inout BatchWork.Result) -> [[Int]] {
        let translator = work.line.translator
        var batches: [[Int]] = []
        var (batch, size) = ([Int](), 0)
        for index in indexes {
            let segment = work.segments[index]
            guard let length = translator.characters(of: segment, way: work.request.way) else {
                let failure = TranslatorFailure(
                    .uncarried, "Words in it look like the mark of a slot.",
                    service: work.line.name)
                refused.answers.append((index, .failure(failure)))
                continue
            }
            let isFull = batch.count >= translator.largestBatch || size + length > Self.largest
            if isFull, !batch.isEmpty {
                batches.append(batch)
                (batch, size) = ([], 0)
            }
            batch.append(index)
            size += length
        }
        if !batch.isEmpty { batches.append(batch) }
        return batches
    }
}

/// What has come of each segment so far.
struct DraftProgress: Sendable {
    private let segments: [TextSegment]
    private let pair: LanguagePair
    private var drafts: [DraftOutcome?]
    private var failures: [[TranslatorFailure]]
    private var calls: [TranslatorCall] = []

    init(_ segments: [TextSegment], _ pair: LanguagePair) {
        self.segments = segments
        self.pair = pair
        drafts = Array(repeating: nil, count: segments.count)
        failures = Array(repeating: [], count: segments.count)
    }

    /// Those without a draft.
    var pending: [Int] { drafts.indices.filter { drafts[$0] == nil } }

    /// Of some, those that another way may carry better.
    func damaged(of indexes: [Int]) -> [Int] {
        indexes.filter { index in
            guard drafts[index] == nil, let last = failures[index].last else { return false }
            return last.kind == .damaged || last.kind == .uncarried
        }
    }

    mutating func note(_ result: BatchWork.Result, by service: String) {
        calls += result.calls
        for (index, answer) in result.answers {
            switch answer {
            case .success(.taken(let target, let doubts)):
                let more = DraftCheck.doubts(
                    source: segments[index], target: target, back: nil, pair: pair)
                drafts[index] = .drafted(
                    target: target, by: service,
                    doubts: doubts + more.filter { !doubts.contains($0) })
            case .success(.refused(let damage)):
                failures[index].append(
                    TranslatorFailure(.damaged, damage.sentence, service: service))
            case .failure(let failure): failures[index].append(failure)
            }
        }
    }

    var run: TranslationRun {
        TranslationRun(
            drafts: zip(drafts, failures).map { $0 ?? .failed($1) }, calls: calls)
    }
}
