import Foundation
import MessageFormat

/// What an import would do, message by message: to be shown, then applied.
public struct ExchangeDecision: Sendable {
    /// What becomes of a message.
    public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
        /// There was no translation.
        case new
        /// There was another.
        case changed
        /// The text is the same, and somebody answers for it now, or for its fitting the English.
        case confirmed
        /// Nothing changes.
        case same
        /// The file has no translation of it.
        case untranslated
        /// It is not taken.
        case refused
    }

    /// One message, or what in the file belongs to none.
    public struct Item: Sendable, Hashable {
        /// `urgent.opening`, or the unit's id in the file.
        public let key: String
        /// Of the file from the agency.
        public let line: Int
        /// What becomes of it.
        public internal(set) var verdict: Verdict
        /// What it counts as afterwards; nil where nothing changes.
        public internal(set) var standing: Standing?
        /// English today.
        public let english: String
        /// The translation as it stands in the catalog; nil where there is none.
        public let before: String?
        /// As the file has it; nil where that cannot be read.
        public let after: String?
        /// Why it is refused, each with its line in the file.
        public internal(set) var reasons: [ExchangeProblem]
        /// What is good to know.
        public internal(set) var remarks: [String]
    }

    /// Into which language.
    public let language: LanguageTag
    /// In the order of the catalog; what belongs to no message stands at the end.
    public let items: [Item]
    let files: [FileChange]
    let locales: URL

    /// How many of each.
    public func count(_ verdict: Verdict) -> Int { items.count { $0.verdict == verdict } }

    /// Whether there is anything to write.
    public var isEmpty: Bool { files.isEmpty }

    /// Writes it: every file, or none when something is in the way.
    ///
    /// A kill in the midst of it leaves each file whole, some old and some new; the same import,
    /// made again, completes it.
    /// - Throws: ``CatalogRefusal`` when a file cannot be written or has been changed meanwhile, or
    ///   when another command is at work on the folder.
    public func apply() throws(CatalogRefusal) {
        try FileReplacement().apply(files, in: locales)
    }
}
