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
        // While the database counts.
        if !batches.isEmpty, work.line.openUntil == nil { work.line.translator.prepare() }
        // One count for all: a commit for each batch would cost more than a near server's answer.
        // Where the budget does not hold all, it may still hold some.
        let total = batches.reduce(0) { $0 + work.characters(of: $1) }
        let isPaid = batches.isEmpty ? false : await work.pay(for: total) == nil
        await withTaskGroup(of: BatchWork.Result.self) { group in
            var next = batches.makeIterator()
            for _ in 0..<work.line.service.connections {
                guard let batch = next.next() else { break }
                group.addTask { await work.run(batch, isPaid: isPaid) }
            }
            for await result in group {
                all.answers += result.answers
                all.calls += result.calls
                if let batch = next.next() {
                    group.addTask { await work.run(batch, isPaid: isPaid) }
                }
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
            guard let length = work.carried[index]?.characters else {
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
