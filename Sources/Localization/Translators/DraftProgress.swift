/// What has come of each segment so far.
struct DraftProgress: Sendable {
    private var drafts: [DraftOutcome?]
    private var failures: [[TranslatorFailure]]
    private var calls: [TranslatorCall] = []

    /// `count`: Of the segments.
    init(count: Int) {
        drafts = Array(repeating: nil, count: count)
        failures = Array(repeating: [], count: count)
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
                drafts[index] = .drafted(target: target, by: service, doubts: doubts)
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
