import MessageFormat

/// From which language into which.
public struct LanguagePair: Sendable, Hashable, CustomStringConvertible {
    /// What is written.
    public let source: LanguageTag
    /// What it becomes.
    public let target: LanguageTag

    /// Names a pair.
    public init(_ source: LanguageTag, _ target: LanguageTag) {
        self.source = source
        self.target = target
    }

    /// Back again.
    public var reversed: LanguagePair { LanguagePair(target, source) }

    /// As settings write it: `en>so`.
    public var description: String { "\(source.text)>\(target.text)" }
}
