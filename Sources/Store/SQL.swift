/// A statement with its values. Interpolation binds: it never splices a string into the text.
///
/// ```swift
/// let statement: SQL = "SELECT name FROM staff WHERE handle = \(handle)"
/// ```
/// Both databases take the numbered form `$1, $2, …` that ``text`` has.
public struct SQL: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// The statement with `$1, $2, …` in the places of the values.
    public var text: String {
        var text = ""
        text.reserveCapacity(template.utf8.count + 3 * values.count)
        var number = 0
        for scalar in template.unicodeScalars {
            guard scalar == Self.mark else {
                text.unicodeScalars.append(scalar)
                continue
            }
            number += 1
            text += "$\(number)"
        }
        return text
    }
    /// The values in the order of their numbers.
    public private(set) var values: [SQLValue]
    /// The statement with a mark in the places of the values: the same for each use of a statement, so
    /// that one which is prepared already need not be numbered again.
    let template: String

    /// No statement of ours holds a control character.
    fileprivate static let mark: Unicode.Scalar = "\u{1}"

    /// A statement without values; only a literal in the program can make one.
    public init(stringLiteral words: String) {
        self.init(words, [])
    }

    /// A statement with values.
    public init(stringInterpolation: Interpolation) {
        self.init(stringInterpolation.template, stringInterpolation.values)
    }

    /// Words that the program itself holds, such as a migration's text.
    package init(trusted words: String) {
        self.init(words, [])
    }

    private init(_ template: String, _ values: [SQLValue]) {
        self.template = template
        self.values = values
    }

    /// One statement after another, as conditions are put together.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(left.template + right.template, left.values + right.values)
    }

    /// Many parts with a separator between two.
    public static func joined(_ parts: some Sequence<SQL>, by separator: SQL) -> SQL {
        var all = Interpolation(literalCapacity: 0, interpolationCount: 0)
        var isFirst = true
        for part in parts {
            if !isFirst { all.appendInterpolation(separator) }
            all.appendInterpolation(part)
            isFirst = false
        }
        return SQL(stringInterpolation: all)
    }

    /// Collects a statement's words and values.
    public struct Interpolation: StringInterpolationProtocol {
        fileprivate var template = ""
        fileprivate var values: [SQLValue] = []

        /// Starts empty.
        public init(literalCapacity: Int, interpolationCount: Int) {
            template.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        /// Takes words from the program's own text.
        public mutating func appendLiteral(_ literal: String) {
            template += literal
        }

        /// Binds a value.
        @inlinable
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            bind(value.sqlValue)
        }

        /// Binds a value, or `NULL` when there is none.
        @inlinable
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            bind(value.sqlValue)
        }

        @usableFromInline
        mutating func bind(_ value: SQLValue) {
            template += Self.mark
            values.append(value)
        }

        private static let mark = String(SQL.mark)

        /// Takes in another statement: a condition, or a word of the ``Dialect``.
        public mutating func appendInterpolation(_ part: SQL) {
            template += part.template
            values += part.values
        }

        /// Binds each value like `list:`, the last one again and again up to a power of two, so that
        /// lists of many lengths are few statements to prepare.
        @inlinable
        public mutating func appendInterpolation(padded values: [some SQLBindable]) {
            guard !values.isEmpty else { return appendLiteral("NULL") }
            bind(list: Store.padded(values.map { $0.sqlValue }))
        }

        /// Binds each value, with commas between: for `IN (\(list: ids))`. Empty becomes `NULL`,
        /// which matches nothing.
        @inlinable
        public mutating func appendInterpolation(list values: [some SQLBindable]) {
            guard !values.isEmpty else { return appendLiteral("NULL") }
            bind(list: values.map { $0.sqlValue })
        }

        @usableFromInline
        mutating func bind(list: [SQLValue]) {
            template += String(repeating: Self.mark + ", ", count: list.count - 1) + Self.mark
            values += list
        }
    }
}
