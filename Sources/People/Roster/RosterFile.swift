import Crypto
import Wire

/// What reading a roster may cost.
public struct RosterLimits: Sendable {
    /// The largest file, in bytes.
    public var bytes: Int
    /// The longest cell, in bytes.
    public var cell: Int
    /// How many problems, and how many notes, are listed; the rest is counted.
    public var problems: Int

    /// 64 MiB, a kilobyte a cell, 10,000 problems.
    public static let standard = RosterLimits()

    /// Sets limits.
    public init(bytes: Int = 64 << 20, cell: Int = 1_000, problems: Int = 10_000) {
        self.bytes = bytes
        self.cell = cell
        self.problems = problems
    }
}

/// A roster as one file has it: the students of a school, their contacts, and who belongs to whom.
///
/// The file is CSV in UTF-8, a row for each student and contact who belong together, in the
/// columns of ``RosterColumn``. Reading is pure and takes time in proportion to the file.
public struct RosterFile: Sendable, CustomStringConvertible {
    /// SHA-256 of the file's bytes, in hex.
    public let digest: String
    /// How many rows were read, without the header.
    public let rows: Int
    /// What was forgiven.
    public let notes: [RosterNote]

    let students: [RosterStudent]
    let families: [RosterFamily]
    let contacts: [RosterContact]
    let edges: [RosterEdge]
    let addresses: [RosterAddress]

    /// Reads a file.
    /// - Parameters:
    ///   - bytes: CSV by RFC 4180 in UTF-8, with or without a byte order mark.
    ///   - region: The country of telephone numbers without a country code: `US`.
    ///   - map: The file's own headers for our columns.
    ///   - limits: What it may cost.
    /// - Returns: The whole roster.
    /// - Throws: ``RosterProblems`` with everything that is wrong, not only the first.
    public static func read(
        _ bytes: [UInt8], region: String, map: ColumnMap = .standard,
        limits: RosterLimits = .standard
    ) throws(RosterProblems) -> RosterFile {
        var reading = RosterReading(bytes, region: region, limits: limits)
        reading.readAll(map)
        guard !reading.report.hasProblems else { throw reading.report.failure }
        let digest = hexText(SHA256.hash(data: bytes))
        return reading.assembly.file(digest: digest, notes: reading.report.allNotes)
    }

    /// How many of each; no names.
    public var description: String {
        "\(counted(rows, "row")): \(counted(students.count, "student")), "
            + "\(counted(contacts.count, "contact")), \(counted(families.count, "family"))"
    }
}
