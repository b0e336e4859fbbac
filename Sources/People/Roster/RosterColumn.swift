/// The columns of a roster file: one row for each student and contact who belong together.
///
/// All are required, in any order. A column that is left out would read as "no" or as "no
/// address", and a court order must not be lost to a mistyped header.
public enum RosterColumn: Int, Sendable, CaseIterable {
    case studentID, studentGivenName, studentFamilyName, grade
    case contactID, contactGivenName, contactFamilyName, relation, homeLanguage
    case email, phone, family, livesWith, custody, mayReceive, noContact, interpreter, unlisted

    /// The header in the file: `student_id`.
    public var header: String { Self.headers[rawValue] }

    /// The column with a header; case, outer spaces, and space or hyphen for `_` don't matter.
    public init?(header: String) {
        guard let place = Self.headers.firstIndex(of: foldedHeader(header)) else { return nil }
        self.init(rawValue: place)
    }

    private static let headers = [
        "student_id", "student_given_name", "student_family_name", "grade",
        "contact_id", "contact_given_name", "contact_family_name", "relation", "home_language",
        "email", "phone", "family", "lives_with", "custody", "may_receive", "no_contact",
        "interpreter", "unlisted",
    ]
}

/// How a school's own headers are called here.
public struct ColumnMap: Sendable {
    /// Folded header → column, and as the map's writer wrote it.
    let columns: [String: (column: RosterColumn, written: String)]

    /// No other names than our own.
    public static let standard = ColumnMap([:])

    /// Maps headers to columns; a column without an entry keeps its own header.
    public init(_ headers: [String: RosterColumn]) {
        var columns: [String: (column: RosterColumn, written: String)] = [:]
        let mapped = Set(headers.values)
        for column in RosterColumn.allCases where !mapped.contains(column) {
            columns[column.header] = (column, column.header)
        }
        for (header, column) in headers { columns[foldedHeader(header)] = (column, header) }
        self.columns = columns
    }

    /// Maps headers to columns by name, as settings give them.
    /// - Throws: ``ColumnMapProblem`` for a name that is no column.
    public init(named headers: [String: String]) throws(ColumnMapProblem) {
        var columns: [String: RosterColumn] = [:]
        for (header, name) in headers.sorted(by: { $0.key < $1.key }) {
            guard let column = RosterColumn(header: name) else {
                throw ColumnMapProblem(header: header, name: name)
            }
            columns[header] = column
        }
        self.init(columns)
    }

    /// How a column is called in the file.
    func header(of column: RosterColumn) -> String {
        let names = columns.values.filter { $0.column == column }.map(\.written)
        return names.min() ?? column.header
    }
}

/// A column map names a column that a roster does not have.
public struct ColumnMapProblem: Error, Sendable, CustomStringConvertible {
    let header: String
    let name: String

    /// What is wrong, and what to write.
    public var description: String {
        let ours = RosterColumn.allCases.map(\.header)
        let nearest = nearestHeader(to: name, among: ours).map { " Did you mean \($0)?" } ?? ""
        return "The column map sends \"\(header)\" to \"\(name)\", which is no column of a roster."
            + nearest + " The columns are \(ours.joined(separator: ", "))."
    }
}

/// A header without the differences that don't matter.
func foldedHeader(_ header: String) -> String {
    trimmed(header).lowercased().replacing(" ", with: "_").replacing("-", with: "_")
}

/// The header that needs the fewest changes to become another (Levenshtein distance).
///
/// Looks at no more than 200 headers of up to 64 letters each, so that a file of a million
/// headers costs no more than one of two hundred.
func nearestHeader(to wanted: String, among headers: [String]) -> String? {
    let target = Array(foldedHeader(wanted).prefix(64))
    return headers.prefix(200).min { left, right in
        editDistance(Array(foldedHeader(left).prefix(64)), target)
            < editDistance(Array(foldedHeader(right).prefix(64)), target)
    }
}

/// How many letters must change to make one word the other (Levenshtein).
package func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = i
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let replaced = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
        }
    }
    return row[right.count]
}
