import ArgumentParser
import Cases
import Outreach
import People

/// `parley triage contact`.
struct TriageContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Make the sender of an arrival a contact of a household.",
        discussion: """
            parley triage contact r4k2p --student S101 --name "Halima Yusuf" --relation aunt \
                --as amina

            A roster import neither changes nor removes such a contact. News about the child goes \
            there only with --may-receive. The arrival itself waits on; put it on a case afterwards.
            """)

    @OptionGroup var item: TriageOptions
    @Option(
        help: "The household, as `parley people` calls it; the contact is for all its children.")
    var family: String?
    @Option(help: "The student's id in the roster; the contact is for this child.")
    var student: String?
    @Option(name: .customLong("name"), help: "The person's name.")
    var fullName: String
    @Option(help: "What the person is to the child: mother, aunt, guardian …")
    var relation: String
    @Option(help: "The language to write in, such as so; otherwise the household's.")
    var language: String?
    @Flag(help: "News about the child may go to this person.")
    var mayReceive = false

    private struct Added: Encodable {
        let contact: String, family: String, cases: [String]
    }

    func run() async throws {
        let request = AddSender.Request(
            family: family, student: student, name: fullName, relation: relation,
            language: language, mayReceive: mayReceive)
        try await item.common.work { place in
            let receipt = try await AddSender(place.desk)
                .add(item.name, request, by: item.acting.handle)
            let cases = receipt.cases.map(\.reference)
            let added = Added(
                contact: receipt.contact.rosterKey, family: receipt.family.rosterKey, cases: cases)
            try item.common.print(added) {
                let open = cases.isEmpty ? "none is open" : cases.joined(separator: ", ")
                return [
                    "\(receipt.contact.fullName) is a contact of the family "
                        + "\(receipt.family.name) now (\(receipt.contact.rosterKey)).",
                    "Put the message on a case: parley triage assign \(item.name) CASE "
                        + "(the family's: \(open)).",
                ]
            }
        }
    }
}
