import ArgumentParser
import Outreach
import People
import Store

/// `parley people`: who is in the roster, the language that each wants, and where they live.
struct PeopleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: """
            List the families; ask contacts for their language; set it, or a time zone; end messages.
            """,
        subcommands: [
            PeopleListCommand.self, AskLanguageCommand.self, SetLanguageCommand.self,
            ZoneCommand.self, StopAddressCommand.self, CallListCommand.self,
        ],
        defaultSubcommand: PeopleListCommand.self)
}

/// `parley people list`: for those who may see it.
struct PeopleListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the students with their families and contacts.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    private struct Line: Encodable {
        let student: String, name: String, grade: String, family: String, contact: String
        let contactKey: String
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
            family: family.rosterKey, contact: contact.fullName, contactKey: contact.rosterKey,
            relation: edge.relation,
            language: contact.languages.first?.text ?? "und", mayReceive: edge.mayReceive,
            noContact: edge.noContact)
    }

    private func row(_ line: Line) -> [String] {
        let rule = line.noContact ? "no contact" : line.mayReceive ? "" : "may not receive"
        return [
            line.student, line.name, line.grade, line.family,
            "\(line.contact) (\(line.contactKey))", line.relation, line.language, rule,
        ]
    }
}
