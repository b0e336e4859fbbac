/// A translation of a file that a person should look at.
public struct TMXDoubt: Sendable, Hashable, Codable {
    /// 1-based: where it begins.
    public let line: Int
    /// What looks wrong; its words are of the file.
    public let doubts: [Doubt]
}

/// What importing a file would do, or has done.
public struct TMXImportReport: Sendable, Hashable, Codable {
    /// Problems, and doubtful translations, that are told one by one.
    private static let told = 100

    /// Translations read, problems not among them.
    public var translations = 0
    /// Kept, raised and known.
    public var receipt = MemoryReceipt()
    /// How many units can't be taken.
    public var refused = 0
    /// The first of what is wrong, with lines.
    public var problems: [TMXProblem] = []
    /// How many translations are doubtful.
    public var doubtful = 0
    /// The first of them.
    public var doubts: [TMXDoubt] = []

    /// Nothing yet.
    public init() {}

    mutating func refuse(_ problem: TMXProblem) {
        refused += 1
        if problems.count < Self.told { problems.append(problem) }
    }

    mutating func doubt(_ doubt: TMXDoubt) {
        doubtful += 1
        if doubts.count < Self.told { doubts.append(doubt) }
    }

    /// Both together.
    public static func += (left: inout TMXImportReport, right: TMXImportReport) {
        left.translations += right.translations
        left.receipt += right.receipt
        left.refused += right.refused
        left.doubtful += right.doubtful
        left.problems += right.problems.prefix(told - left.problems.count)
        left.doubts += right.doubts.prefix(told - left.doubts.count)
    }
}

/// A part of a file, judged and not kept yet.
public struct TMXPortion: Sendable {
    /// Translations and problems read.
    public internal(set) var size = 0
    /// What is to be kept.
    var entries: [NewMemoryEntry] = []
    /// What was read, without a receipt.
    public internal(set) var report = TMXImportReport()
}
