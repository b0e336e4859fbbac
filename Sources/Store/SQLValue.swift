import Foundation

/// What a column can hold, in the words that both databases share.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case double(Double)
    case boolean(Bool)
    case text(String)
    case bytes([UInt8])
}

/// A value that can be bound to a statement.
public protocol SQLBindable {
    /// The value as a column would hold it.
    var sqlValue: SQLValue { get }
}

/// A value that can be read from a column.
public protocol SQLReadable {
    /// Takes the value out of a column.
    init(sqlValue: SQLValue) throws(SQLValueMismatch)
}

/// A column held something else than the program expected: a fault of ours, or a changed database.
public struct SQLValueMismatch: Error, Sendable, CustomStringConvertible {
    let expected: String

    init(_ expected: String) { self.expected = expected }

    /// Names the kind that was expected; never the value, which may be personal.
    public var description: String { "a column does not hold \(expected)" }
}

extension SQLValue: SQLBindable, SQLReadable {
    /// Itself.
    public var sqlValue: SQLValue { self }
    /// Itself.
    public init(sqlValue: SQLValue) { self = sqlValue }
}

extension String: SQLBindable, SQLReadable {
    /// Stored as `TEXT`. PostgreSQL can't keep NUL in a text, so it becomes U+FFFD on both.
    public var sqlValue: SQLValue {
        .text(hasNUL ? replacing("\0", with: "\u{FFFD}") : self)
    }
    private var hasNUL: Bool {
        utf8.withContiguousStorageIfAvailable { bytes in
            bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
        } ?? utf8.contains(0)
    }
    /// Reads a `TEXT`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        guard case .text(let text) = sqlValue else { throw SQLValueMismatch("text") }
        self = text
    }
}

extension Int64: SQLBindable, SQLReadable {
    /// Stored as `BIGINT`.
    public var sqlValue: SQLValue { .integer(self) }
    /// Reads a `BIGINT`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        guard case .integer(let number) = sqlValue else { throw SQLValueMismatch("an integer") }
        self = number
    }
}

extension Int: SQLBindable, SQLReadable {
    /// Stored as `BIGINT`.
    public var sqlValue: SQLValue { .integer(Int64(self)) }
    /// Reads a `BIGINT`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        self = Int(try Int64(sqlValue: sqlValue))
    }
}

extension Double: SQLBindable, SQLReadable {
    /// Stored as `DOUBLE PRECISION`.
    public var sqlValue: SQLValue { .double(self) }
    /// Reads a `DOUBLE PRECISION`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        switch sqlValue {
        case .double(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw SQLValueMismatch("a number")
        }
    }
}

extension Bool: SQLBindable, SQLReadable {
    /// Stored as `BOOLEAN`.
    public var sqlValue: SQLValue { .boolean(self) }
    /// Reads a `BOOLEAN`; SQLite keeps it as 0 or 1.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        switch sqlValue {
        case .boolean(let truth): self = truth
        case .integer(let number): self = number != 0
        default: throw SQLValueMismatch("a truth value")
        }
    }
}

extension Array: SQLBindable, SQLReadable where Element == UInt8 {
    /// Stored as `BYTEA`.
    public var sqlValue: SQLValue { .bytes(self) }
    /// Reads a `BYTEA`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        guard case .bytes(let bytes) = sqlValue else { throw SQLValueMismatch("bytes") }
        self = bytes
    }
}

extension Instant: SQLBindable, SQLReadable {
    /// Stored as `BIGINT` milliseconds since 1970 UTC.
    public var sqlValue: SQLValue { .integer(milliseconds) }
    /// Reads milliseconds since 1970 UTC.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        self.init(milliseconds: try Int64(sqlValue: sqlValue))
    }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    /// `NULL` when there is nothing.
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

extension Optional: SQLReadable where Wrapped: SQLReadable {
    /// Nothing for `NULL`.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        if case .null = sqlValue {
            self = nil
        } else {
            self = try Wrapped(sqlValue: sqlValue)
        }
    }
}

extension RawRepresentable where RawValue == String, Self: SQLBindable {
    /// A case is stored as its word.
    public var sqlValue: SQLValue { .text(rawValue) }
}

extension RawRepresentable where RawValue == String, Self: SQLReadable {
    /// Reads a case back from its word.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        let word = try String(sqlValue: sqlValue)
        guard let value = Self(rawValue: word) else {
            throw SQLValueMismatch("a \(Self.self) (it says \"\(word.prefix(40))\")")
        }
        self = value
    }
}

extension RawRepresentable where RawValue == Int, Self: SQLBindable {
    /// A case is stored as its number.
    public var sqlValue: SQLValue { .integer(Int64(rawValue)) }
}

extension RawRepresentable where RawValue == Int, Self: SQLReadable {
    /// Reads a case back from its number.
    public init(sqlValue: SQLValue) throws(SQLValueMismatch) {
        guard let value = Self(rawValue: try Int(sqlValue: sqlValue)) else {
            throw SQLValueMismatch("a \(Self.self)")
        }
        self = value
    }
}
