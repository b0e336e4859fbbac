import Store

/// A short name that a person can type: five base32 digits, unique within its table.
///
/// It is for staff at the command line and gives no right to anything.
public struct Reference: Sendable {
    private let source: ClockAndChance

    /// Takes chance from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Tries references until one is free.
    /// `insert`: Inserts with `ON CONFLICT … DO NOTHING`; returns whether the row is new.
    /// - Throws: ``StoreError/constraint(_:)`` after 32 tries, and what `insert` throws.
    public func claim(
        _ t: borrowing Transaction, _ insert: (String, borrowing Transaction) throws -> Bool
    ) throws {
        for _ in 0..<32 where try insert(source.randomText(digits: 5), t) { return }
        throw StoreError.constraint("no free reference was found")
    }
}
