import ArgumentParser
import Foundation
import Outreach
import People
import Store

/// `parley import`: a roster, shown as a difference, then applied whole or not at all.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Show what a roster file would change, and apply it.",
        discussion: """
            The file is CSV in UTF-8 with one row for each student and contact; its columns are
            explained in Examples/README.md. Without --apply nothing is changed.

            parley import roster.csv --as amina            shows the difference
            parley import roster.csv --as amina --apply    applies it, whole or not at all
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The roster file.")
    var file: String
    @Flag(help: "Apply the difference.")
    var apply = false
    @Flag(help: "Let more than a fifth of the students go.")
    var allowRemoval = false
    @Option(help: "A column of theirs and ours, THEIRS=ours; may be given again.")
    var column: [String] = []

    func run() async throws {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw Refusal("The file \(file) can't be read.")
        }
        defer { try? handle.close() }
        let (name, map) = (acting.handle, try columnMap())
        let (apply, allowRemoval) = (apply, allowRemoval)
        try await common.work { place in
            let roster = RosterImport(source: place.desk.source)
            let (staff, school) = try await place.database.read { t in
                let staff = try Acting().staff(name, to: .manage, t)
                guard let school = try Schools().school(staff.school, t) else {
                    throw Refusal("The school is gone from the database.")
                }
                return (staff, school)
            }
            let read = try rows(of: handle, school.region, map)
            let difference = try await place.database.read { t in
                try roster.difference(read, school: school, t)
            }
            if !apply {
                return try common.print(difference.counts) {
                    read.notes.map(\.description) + difference.summary
                        + ["Nothing was changed. Apply it with --apply."]
                }
            }
            let outcome = try await place.database.write { t in
                try roster.apply(
                    read, school: school, staff: staff.id, expecting: difference.digest,
                    allowRemoval: allowRemoval, t)
            }
            try common.print(difference.counts) { difference.summary + [outcome.sentence] }
        }
    }

    private func rows(
        of handle: FileHandle, _ region: String, _ map: ColumnMap
    ) throws -> RosterFile {
        do {
            return try RosterFile.read(region: region, map: map) {
                try handle.read(upToCount: 1 << 18).map { [UInt8]($0) }
            }
        } catch let problems as RosterProblems {
            let lines = problems.summary.joined(separator: "\n")
            throw Refusal("\(file) was not imported; nothing was changed.\n\(lines)")
        }
    }

    private func columnMap() throws -> ColumnMap {
        guard !column.isEmpty else { return .standard }
        let pairs = try column.map { text in
            guard let equals = text.firstIndex(of: "=") else {
                throw Refusal("--column wants THEIRS=ours, not \"\(text)\".")
            }
            return (String(text[..<equals]), String(text[text.index(after: equals)...]))
        }
        return try ColumnMap(named: Dictionary(pairs, uniquingKeysWith: { $1 }))
    }
}
