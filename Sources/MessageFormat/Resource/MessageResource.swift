/// A file of messages: keys, MessageFormat 2 sources, and what is noted beside them.
///
/// ```
/// @locale so
/// ---
/// # Shown above every notice.
/// @status draft
/// greeting = Salaan {$name},
///
/// [help]
/// line = Ma u baahan tahay
///   turjumaan?
/// ```
///
/// The value goes on over indented lines, whose leading white space is dropped; a backslash
/// before a space keeps it. Every other backslash belongs to the message. Source: the
/// message-resource draft of the Unicode MessageFormat working group.
public struct MessageResource: Sendable, Hashable {
    /// `@name value`
    public struct Property: Sendable, Hashable {
        /// The name without `@`.
        public let name: String
        /// The rest of the line; empty if there is none.
        public let value: String
        /// The line it stands on, from 1.
        public let line: Int

        /// Creates a property.
        public init(name: String, value: String, line: Int) {
            self.name = name
            self.value = value
            self.line = line
        }
    }

    /// The language that `@locale` in the frontmatter names.
    public let locale: LanguageTag?
    /// All properties of the frontmatter.
    public let properties: [Property]
    /// The messages in the order of the file.
    public let entries: [Entry]
    private let indexes: [String: Int]

    init(locale: LanguageTag?, properties: [Property], entries: [Entry]) {
        self.locale = locale
        self.properties = properties
        self.entries = entries
        var indexes: [String: Int] = [:]
        for (index, entry) in entries.enumerated() { indexes[entry.key] = index }
        self.indexes = indexes
    }

    /// The entry of a key, section included.
    public subscript(key: String) -> Entry? {
        indexes[key].map { entries[$0] }
    }

    /// Reads a file; its lines end with LF or CRLF.
    ///
    /// The messages themselves are not parsed: see ``Message`` and ``Entry/position(ofOffset:)``.
    /// - Throws: ``ResourceProblem``, the first thing that is wrong with the file.
    public static func parse(_ text: String) throws(ResourceProblem) -> MessageResource {
        var reader = try ResourceReader(text)
        return try reader.read()
    }
}

extension MessageResource {
    /// One message of a file.
    public struct Entry: Sendable, Hashable {
        /// The key with its section, such as `help.line`.
        public let key: String
        /// The message's source, its lines joined with LF.
        public let source: String
        /// `@` lines directly above it.
        public let properties: [Property]
        /// `#` lines directly above it, without `#` and one space.
        public let comments: [String]
        /// The line of its key, from 1.
        public let line: Int
        let pieces: [Piece]

        /// A stretch of the source that is one stretch of a line in the file.
        struct Piece: Sendable, Hashable {
            /// In bytes of the source.
            let offset: Int
            let line: Int
            let column: Int
        }

        /// The value of the last property of that name.
        public func property(_ name: String) -> String? {
            properties.last { $0.name == name }?.value
        }

        /// Where a byte of the source stands in the file: line and column from 1, the column in
        /// Unicode scalars.
        public func position(ofOffset offset: Int) -> (line: Int, column: Int) {
            let offset = min(max(offset, 0), source.utf8.count)
            guard let piece = pieces.last(where: { $0.offset <= offset }) else { return (line, 1) }
            let between = source.utf8.dropFirst(piece.offset).prefix(offset - piece.offset)
            let scalars = between.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            return (piece.line, piece.column + scalars)
        }
    }
}

/// What is wrong with a file of messages, and where.
public struct ResourceProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in Unicode scalars.
    public let column: Int
    /// What is wrong and what to do about it.
    public let sentence: String

    /// Creates a problem.
    public init(line: Int, column: Int, sentence: String) {
        self.line = line
        self.column = column
        self.sentence = sentence
    }

    /// Line, column and sentence.
    public var description: String { "\(line):\(column): \(sentence)" }
}
