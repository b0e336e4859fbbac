import ArgumentParser
import Outreach

/// `parley people call-list`: whom nothing written reaches.
struct CallListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "call-list",
        abstract: "List the families that nothing written reaches, with whom to phone.",
        discussion: """
            A family is on it when no contact who may be told has an address that may be written \
            to: texts are stopped, the mailbox is dead, or the roster has none. Reading it is on \
            the audit trail, for it shows telephone numbers.

            parley people call-list --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    private struct Line: Encodable {
        let family: String, name: String, contact: String, contactName: String, language: String
        let phones: [String], reason: String
    }

    func run() async throws {
        let handle = acting.handle
        try await common.work { place in
            let lines = try await ListToPhone(place.desk).lines(for: handle).flatMap { line in
                line.contacts.map { person in
                    Line(
                        family: line.family.rosterKey, name: line.family.name,
                        contact: person.contact.rosterKey, contactName: person.contact.fullName,
                        language: person.contact.languages.first?.text ?? "und",
                        phones: person.phones, reason: person.reason.rawValue)
                }
            }
            try common.print(lines) { table(lines) }
        }
    }

    private func table(_ lines: [Line]) -> [String] {
        guard !lines.isEmpty else {
            return ["Every family has somebody who can be written to. Nobody need be phoned."]
        }
        let head = ["household", "family", "contact", "language", "phone", "why"]
        return columns(
            [head]
                + lines.map { line in
                    [
                        line.family, line.name, "\(line.contactName) (\(line.contact))",
                        line.language,
                        line.phones.isEmpty
                            ? "none: go and see them" : line.phones.joined(separator: ", "),
                        line.reason == "suppressed" ? "stopped or dead" : "no address",
                    ]
                })
    }
}
