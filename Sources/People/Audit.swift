import Foundation
import Store

/// The trail of who did what. Each row is written in the transaction of the change it tells of.
public struct Audit: Sendable {
    private let source: ClockAndChance

    /// Takes the time and ids from outside.
    public init(_ source: ClockAndChance) {
        self.source = source
    }

    /// Records one act.
    /// `action`: What was done, as the command says it: `case.refer`.
    /// `staff`: Who did it; nobody for what the program does by itself.
    /// `details`: Counts and ids, never names, addresses or words.
    public func record(
        _ action: String, by staff: StaffID?, on subject: (kind: String, id: String),
        family: FamilyID? = nil, details: [String: String] = [:], _ t: borrowing Transaction
    ) throws {
        try t.execute(
            """
            INSERT INTO audit (id, at, staff_id, action, subject_kind, subject_id, family_id, details)
            VALUES (\(source.newID(EntryID.self)), \(source.now()), \(staff), \(action),
                    \(subject.kind), \(subject.id), \(family), \(jsonText(details)))
            """)
    }

    /// When an act was last recorded about something; nil when it never was.
    public func latest(
        _ action: String, on subject: (kind: String, id: String), _ t: borrowing Transaction
    ) throws -> Instant? {
        try t.row(
            """
            SELECT MAX(at) AS at FROM audit WHERE subject_kind = \(subject.kind)
                AND subject_id = \(subject.id) AND action = \(action)
            """)?["at"]
    }
}

/// A value as JSON text with its keys in order, for a column that SQL does not look into.
public func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Texts as ``jsonText(_:)`` writes them; most lists are empty or hold an address.
public func jsonText(_ texts: [String]) throws -> String {
    guard texts.allSatisfy({ $0.utf8.allSatisfy(isPlain) }) else {
        return try jsonText(AnyTexts(texts))
    }
    return texts.isEmpty ? "[]" : "[\"" + texts.joined(separator: "\",\"") + "\"]"
}

/// Named texts as ``jsonText(_:)`` writes them; most entries have none.
public func jsonText(_ texts: [String: String]) throws -> String {
    let arePlain = texts.allSatisfy { key, text in
        key.utf8.allSatisfy(isPlain) && text.utf8.allSatisfy(isPlain)
    }
    guard arePlain else { return try jsonText(AnyTexts(texts)) }
    let members = texts.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
    return "{" + members.joined(separator: ",") + "}"
}

/// Lists of named texts as ``jsonText(_:)`` writes them; most are empty.
public func jsonText(_ records: [[String: String]]) throws -> String {
    records.isEmpty ? "[]" : try jsonText(AnyTexts(records))
}

/// Reads what ``jsonText(_:)`` wrote.
public func fromJSON<Value: Decodable>(_ text: String, as type: Value.Type) throws -> Value {
    if let texts = plainTexts(text) as? Value { return texts }
    if text == "{}", let none = [String: String]() as? Value { return none }
    return try JSONDecoder().decode(type, from: Data(text.utf8))
}

/// A list of no text or of one, as most are, in which no sign has a second meaning; nil for others.
private func plainTexts(_ text: String) -> [String]? {
    if text == "[]" { return [] }
    guard text.utf8.count >= 4, text.hasPrefix("[\""), text.hasSuffix("\"]") else { return nil }
    let only = text.utf8.dropFirst(2).dropLast(2)
    return only.allSatisfy(isPlain) ? [String(Substring(only))] : nil
}

/// Keeps the overloads for texts from calling themselves.
private struct AnyTexts<Texts: Encodable>: Encodable {
    let texts: Texts

    init(_ texts: Texts) { self.texts = texts }

    func encode(to encoder: any Encoder) throws { try texts.encode(to: encoder) }
}

/// Whether a byte stands for itself in JSON.
private func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x22 && byte != 0x5C }
