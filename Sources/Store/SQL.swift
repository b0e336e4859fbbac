/// A statement with its values. Interpolation binds: it never splices a string into the text.
///
/// ```swift
/// let statement: SQL = "SELECT name FROM staff WHERE handle = \(handle)"
/// ```
/// Both databases take the numbered form `$1, $2, …` that ``text`` has.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The statement with `$1, $2, …` in the places of the values.
    public var text: String { Self.numbered(pieces) }
    /// The values in the order of their numbers.
    public var values: [SQLValue] { pieces.compactMap(\.value) }

    fileprivate enum Piece: Sendable, Hashable {
        case words(String)
        case bound(SQLValue)

        var value: SQLValue? {
            if case .bound(let value) = self { value } else { nil }
        }
    }

    fileprivate var pieces: [Piece]

    /// A statement without values; only a literal in the program can make one.
    public init(stringLiteral words: String) {
        pieces = [.words(words)]
    }

    /// A statement with values.
    public init(stringInterpolation: Interpolation) {
        pieces = stringInterpolation.pieces
    }

    /// Words that the program itself holds, such as a migration's text.
    package init(trusted words: String) {
        pieces = [.words(words)]
    }

    /// One statement after another, as conditions are put together.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    /// Many parts with a separator between two.
    public static func joined(_ parts: some Sequence<SQL>, by separator: SQL) -> SQL {
        var all: SQL = ""
        var isFirst = true
        for part in parts {
            if !isFirst { all.pieces += separator.pieces }
            all.pieces += part.pieces
            isFirst = false
        }
        return all
    }

    private static func numbered(_ pieces: [Piece]) -> String {
        var text = ""
        var number = 0
        for piece in pieces {
            switch piece {
            case .words(let words): text += words
            case .bound:
                number += 1
                text += "$\(number)"
            }
        }
        return text
    }

    /// Collects a statement's words and values.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var pieces: [Piece] = []

        /// Starts empty.
        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        /// Takes words from the program's own text.
        public mutating func appendLiteral(_ literal: String) {
            pieces.append(.words(literal))
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            pieces.append(.bound(value.sqlValue))
        }

        /// Binds a value, or `NULL` when there is none.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            pieces.append(.bound(value.sqlValue))
        }

        /// Takes in another statement: a condition, or a word of the ``Dialect``.
        public mutating func appendInterpolation(_ part: SQL) {
            pieces += part.pieces
        }

        /// Binds each value like `list:`, the last one again and again up to a power of two, so that
        /// lists of many lengths are few statements to prepare.
        public mutating func appendInterpolation(padded values: [some SQLBindable]) {
            guard let last = values.last else { return appendLiteral("NULL") }
            var room = 1
            while room < values.count { room *= 2 }
            appendInterpolation(
                list: values + Array(repeating: last, count: room - values.count))
        }

        /// Binds each value, with commas between: for `IN (\(list: ids))`. Empty becomes `NULL`,
        /// which matches nothing.
        public mutating func appendInterpolation(list values: [some SQLBindable]) {
            guard !values.isEmpty else { return appendLiteral("NULL") }
            for (index, value) in values.enumerated() {
                if index > 0 { appendLiteral(", ") }
                appendInterpolation(value)
            }
        }
    }
}
