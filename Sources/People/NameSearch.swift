import Store

/// Finds people by names that stand in a text: to say who may have written, never to decide it.
public struct NameSearch: Sendable {
    /// The words that may be names, as written and with a capital, in no order.
    private let words: [String]
    /// For scripts that set no space between words.
    private let text: String

    /// Takes the first 400 words of a text, and each two that stand together: "Maria Jose".
    public init(in text: String) {
        var found: Set<String> = []
        var previous: String?
        let parts = text.prefix(8_000).split { !$0.isLetter && $0 != "'" && $0 != "’" && $0 != "-" }
        for part in parts.prefix(400) where part.count <= 40 {
            let word = String(part)
            let capital = word.prefix(1).uppercased() + word.dropFirst().lowercased()
            found.formUnion([word, capital])
            if let previous { found.insert("\(previous) \(capital)") }
            previous = capital
        }
        words = found.sorted()
        self.text = String(text.prefix(8_000))
    }

    /// Whether a name stands in the text.
    public func contains(_ name: String) -> Bool {
        guard !name.isEmpty else { return false }
        if name.unicodeScalars.allSatisfy({ !$0.isASCII }), text.contains(name) { return true }
        return words.contains(name)
            || words.contains(name.prefix(1).uppercased() + name.dropFirst().lowercased())
    }

    /// The active contacts both of whose names stand in the text; at most twenty.
    public func contacts(_ t: borrowing Transaction) throws -> [Contact] {
        guard !words.isEmpty else { return [] }
        return try t.rows(
            """
            SELECT * FROM contacts
            WHERE family_name IN (\(padded: words)) AND given_name IN (\(padded: words))
                AND active = \(true)
            ORDER BY id LIMIT 20
            """
        ).map(Contact.init(row:))
    }

    /// The families of each person whose given and family name both stand in the text: one of a
    /// contact's, and each household of a child's.
    public func familiesOfNamed(_ t: borrowing Transaction) throws -> [Set<FamilyID>] {
        let contacts = try contacts(t).map { Set([$0.family]) }
        let children = try students(t).filter { contains($0.familyName) }.map { student in
            Set(try Families().families(of: student.id, t).map(\.id))
        }
        return contacts + children.filter { !$0.isEmpty }
    }

    /// The active students whose given name stands in the text, those first whose family name does
    /// too; at most thirty.
    public func students(_ t: borrowing Transaction) throws -> [Student] {
        guard !words.isEmpty else { return [] }
        return try t.rows(
            """
            SELECT * FROM students WHERE given_name IN (\(padded: words)) AND active = \(true)
            ORDER BY CASE WHEN family_name IN (\(padded: words)) THEN 0 ELSE 1 END, id LIMIT 30
            """
        ).map(Student.init(row:))
    }
}
