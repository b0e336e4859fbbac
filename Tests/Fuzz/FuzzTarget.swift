import Engines

/// One reader of what comes from outside.
protocol FuzzTarget {
    /// An input like those that come, and unlike them.
    mutating func input(_ chance: inout SeededGenerator) -> [UInt8]

    /// Reads it.
    /// - Throws: ``FuzzFinding`` for a result that must not be.
    mutating func read(_ input: [UInt8]) throws

    /// Looks at what the inputs since the last time have come to, once in a while.
    mutating func settle() async throws
}

extension FuzzTarget {
    mutating func settle() async throws {}
}

/// Every target by its name.
enum FuzzTargets {
    typealias Maker = @Sendable (Corpus) async throws -> any FuzzTarget

    static let all: [String: Maker] = [
        "mail": { try await MailIntake($0) },
        "reply": { ReplyReading($0) },
        "bounce": { BounceReading($0) },
        "calendar": { CalendarReading($0) },
        "webhook": { try await WebhookBodies($0) },
        "translate": { try TranslatedWords($0) },
    ]

    static var names: String { all.keys.sorted().joined(separator: ", ") }
}
