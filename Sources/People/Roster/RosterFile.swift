import Store

/// What reading a roster may cost.
public struct RosterLimits: Sendable {
    /// The largest file, in bytes.
    public var bytes: Int
    /// The longest cell, in bytes.
    public var cell: Int
    /// How many problems, and how many notes, are listed; the rest is counted.
    public var problems: Int

    /// 1 GiB, a kilobyte a cell, 10,000 problems.
    public static let standard = RosterLimits()

    /// Sets limits.
    public init(bytes: Int = 1 << 30, cell: Int = 1_000, problems: Int = 10_000) {
        self.bytes = bytes
        self.cell = cell
        self.problems = problems
    }
}

/// A roster as one file has it: the students of a school, their contacts, and who belongs to whom.
///
/// The file is CSV in UTF-8, a row for each student and contact who belong together, in the
/// columns of ``RosterColumn``. Reading takes time in proportion to the file, and no more memory for
/// a large one than for a small one: what was read lies in tables on the disk, which are gone with
/// the last copy of this value.
public struct RosterFile: Sendable, CustomStringConvertible {
    /// SHA-256 of the file's bytes, in hex.
    public let digest: String
    /// How many rows were read, without the header.
    public let rows: Int
    /// What was forgiven.
    public let notes: [RosterNote]

    let tables: ScratchTables

    /// Reads a file, a piece at a time.
    /// - Parameters:
    ///   - region: The country of telephone numbers without a country code: `US`.
    ///   - map: The file's own headers for our columns.
    ///   - limits: What it may cost.
    ///   - pieces: CSV by RFC 4180 in UTF-8, with or without a byte order mark: the next piece; nil
    ///     or nothing at the end.
    /// - Returns: The whole roster.
    /// - Throws: ``RosterProblems`` with everything that is wrong, not only the first; what `pieces`
    ///   throws; ``StoreError`` where nothing can be written to the folder for temporary files.
    public static func read(
        region: String, map: ColumnMap = .standard, limits: RosterLimits = .standard,
        pieces: @escaping () throws -> [UInt8]?
    ) throws -> RosterFile {
        var reading = try RosterReading(
            RosterBytes(limit: limits.bytes, pieces), region: region, limits: limits)
        let file = try reading.readAll(map)
        guard !reading.report.hasProblems else { throw reading.report.failure }
        return file
    }

    /// Reads a file that is in memory.
    /// - Parameters:
    ///   - bytes: The file.
    ///   - region: The country of telephone numbers without a country code: `US`.
    ///   - map: The file's own headers for our columns.
    ///   - limits: What it may cost.
    /// - Returns: The whole roster.
    /// - Throws: As when it is read a piece at a time.
    public static func read(
        _ bytes: [UInt8], region: String, map: ColumnMap = .standard,
        limits: RosterLimits = .standard
    ) throws -> RosterFile {
        var left: [UInt8]? = bytes
        return try read(region: region, map: map, limits: limits) {
            defer { left = nil }
            return left
        }
    }

    /// How many rows; no names.
    public var description: String { counted(rows, "row") }
}
