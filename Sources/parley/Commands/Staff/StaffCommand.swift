import ArgumentParser
import Delivery
import MessageFormat
import Outreach
import People
import Store
import Wire

/// `parley staff`: who works here.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Add and list staff, and say who is told what by mail.",
        subcommands: [
            Add.self, List.self, StaffEmailCommand.self, StaffNotifyCommand.self,
            StaffLanguagesCommand.self,
        ])

    /// Adds a member.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a member of staff.",
            discussion: """
                The first one needs no --as; after that a liaison or administrator adds people.

                parley staff add amina --name "Amina Warsame" --role liaison
                """)

        @OptionGroup var common: CommonOptions
        @Argument(help: "A short name to type, such as amina.")
        var handle: String
        @Option(help: "As families know the person.")
        var name: String
        @Option(help: "liaison, teacher, principal, translator or administrator.")
        var role: StaffRole
        @Option(help: "Where Parley writes to the person.")
        var email: String?
        @Option(help: "The school's name, when there are several.")
        var school: String?
        @Option(
            name: .customLong("as"), help: ArgumentHelp("Your handle.", valueName: "handle"))
        var acting: String?

        func validate() throws {
            let plain = handle.allSatisfy {
                $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0))
            }
            guard plain, !handle.isEmpty, handle.count <= 32 else {
                throw ValidationError("A handle has up to 32 letters, digits, - _ or .")
            }
            if let email { _ = try readAddress(email) }
        }

        func run() async throws {
            let name = try TypedWords(name, "The name", limit: 100).text
            let (handle, role, email) = (handle.lowercased(), role, email)
            let (acting, school) = (acting, school)
            try await common.work { place in
                let source = place.desk.source
                let member = try await place.database.write { t in
                    let by = try StaffCommand.acting(acting, t)
                    guard by != nil || [.liaison, .administrator].contains(role) else {
                        throw Refusal(
                            "The first one has to be a liaison or an administrator, who then "
                                + "adds the others.")
                    }
                    let member = StaffMember(
                        id: source.newID(), school: try StaffCommand.school(school, by, t),
                        handle: handle, name: name, role: role, email: email)
                    guard try Staff().insert(member, at: source.now(), t) else {
                        throw Refusal("\(handle) is taken; choose another handle.")
                    }
                    try Audit(source).record(
                        "staff.add", by: by?.id, on: ("staff", member.id.text),
                        details: ["role": role.rawValue], t)
                    return member
                }
                try common.print(StaffLine(member, .usual)) {
                    ["Added \(handle), \(role.rawValue)."]
                }
            }
        }
    }

    /// Lists members.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the staff.")

        @OptionGroup var common: CommonOptions

        func run() async throws {
            try await common.work { place in
                let lines = try await place.database.read { t in
                    try Staff().all(t).map { member in
                        StaffLine(
                            member, try Staff().notify(member.id, t),
                            lastMail: try StaffMails().latest(to: member.id, t))
                    }
                }
                try common.print(lines) {
                    lines.isEmpty
                        ? [
                            "Nobody yet. Add the liaison: parley staff add HANDLE --name … --role liaison"
                        ]
                        : columns(lines.map(\.cells))
                }
            }
        }
    }

    private struct StaffLine: Encodable {
        let handle: String, name: String, role: String, email: String?
        /// `each`, `digest:HOURS` or `never`; nobody without an address is told anything.
        let notify: String
        /// What became of the last mail that was meant to reach the person, when it did not.
        let mailFailed: String?

        init(
            _ member: StaffMember, _ choice: NotifyChoice,
            lastMail: (state: MessageState.Word, reply: String?)? = nil
        ) {
            let isLost = lastMail.map { [.failed, .bounced].contains($0.state) } ?? false
            mailFailed = isLost ? lastMail?.reply ?? "" : nil
            notify = member.email == nil ? "never" : choice.word
            (handle, name, role) = (member.handle, member.name, member.role.rawValue)
            email = member.email
        }

        var cells: [String] {
            [handle, role, name, email ?? "", notify]
                + (mailFailed.map { ["the last mail did not arrive: \($0)"] } ?? [])
        }
    }

    /// Who manages people: nobody needs to be named while there is no staff yet.
    static func acting(
        _ handle: String?, _ t: borrowing Transaction
    ) throws -> StaffMember? {
        if let handle { return try Acting().staff(handle, to: .manage, t) }
        guard try Staff().all(t).isEmpty else {
            throw Refusal("Say who you are: --as HANDLE.")
        }
        return nil
    }

    private static func school(
        _ name: String?, _ by: StaffMember?, _ t: borrowing Transaction
    ) throws -> SchoolID {
        let all = try Schools().all(t)
        if let name {
            guard let school = all.first(where: { $0.name == name }) else {
                throw Refusal("There is no school \"\(name)\"; `parley init` adds one.")
            }
            return school.id
        }
        if let by { return by.school }
        guard all.count == 1, let only = all.first else {
            throw Refusal("There are several schools; say which with --school.")
        }
        return only.id
    }
}

extension StaffRole: ExpressibleByArgument {}
