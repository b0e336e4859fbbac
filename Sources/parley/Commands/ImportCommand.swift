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
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Refusal("The file \(file) can't be read.")
        }
        let (handle, map) = (acting.handle, try columnMap())
        let (apply, allowRemoval) = (apply, allowRemoval)
        try await common.work { place in
            let roster = RosterImport(source: place.desk.source)
            let (staff, school) = try await place.database.read { t in
                let staff = try Acting().staff(handle, to: .manage, t)
                guard let school = try Schools().school(staff.school, t) else {
                    throw Refusal("The school is gone from the database.")
                }
                return (staff, school)
            }
            let read = try rows([UInt8](data), school.region, map)
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

    private func rows(_ bytes: [UInt8], _ region: String, _ map: ColumnMap) throws -> RosterFile {
        do {
            return try RosterFile.read(bytes, region: region, map: map)
        } catch {
            let lines = error.summary.joined(separator: "\n")
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

/// `parley people`: who is in the roster, for those who may see it.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people", abstract: "List the students with their families and contacts.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    private struct Line: Encodable {
        let student: String, name: String, grade: String, family: String, contact: String
        let relation: String, language: String, mayReceive: Bool, noContact: Bool
    }

    func run() async throws {
        let handle = acting.handle
        try await common.work { place in
            let lines = try await place.database.read { t in
                let staff = try Acting().staff(handle, to: .readCase, t)
                return try Students().all(of: staff.school, t).flatMap { student in
                    try ContactRule().edges(of: student.id, t).compactMap { edge in
                        try line(student, edge, t)
                    }
                }
            }
            try common.print(lines) {
                columns(
                    [
                        [
                            "student", "name", "grade", "household", "contact", "relation",
                            "language", "",
                        ]
                    ]
                        + lines.map(row))
            }
        }
    }

    private func line(
        _ student: Student, _ edge: Guardianship, _ t: borrowing Transaction
    ) throws -> Line? {
        guard let contact = try Contacts().contact(edge.contact, t),
            let family = try Families().family(contact.family, t)
        else { return nil }
        return Line(
            student: student.rosterKey, name: student.fullName, grade: student.grade,
            family: family.rosterKey, contact: contact.fullName, relation: edge.relation,
            language: contact.languages.first?.text ?? "und", mayReceive: edge.mayReceive,
            noContact: edge.noContact)
    }

    private func row(_ line: Line) -> [String] {
        let rule = line.noContact ? "no contact" : line.mayReceive ? "" : "may not receive"
        return [
            line.student, line.name, line.grade, line.family, line.contact, line.relation,
            line.language, rule,
        ]
    }
}
