import Store

/// A translation as a TMX file holds it.
public struct TMXUnit: Sendable, Hashable {
    /// From which language into which.
    public let pair: LanguagePair
    /// What was written.
    public let source: TextSegment
    /// What it became.
    public let target: TextSegment
    /// What `<prop type="x-standing">` says; `.draft` when it says nothing.
    public let standing: Standing
    /// What `<prop type="x-origin">` says; `.imported` when it says nothing.
    public let origin: MemoryOrigin
    /// `changedate`, or else `creationdate`.
    public let at: Instant?
    /// `usagecount`.
    public let uses: Int
    /// 1-based: where the unit begins.
    public let line: Int
}

/// What is wrong with a unit, or with the file.
public struct TMXProblem: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// 1-based.
    public let line: Int
    /// What is wrong and what to do; no words of the file.
    public let sentence: String

    /// With the line.
    public var description: String { "line \(line): \(sentence)" }
}
