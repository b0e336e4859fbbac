import ArgumentParser
import Outreach
import People
import Wire

/// `parley staff notify`: how a member of staff is told that families wrote.
struct StaffNotifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "Choose how somebody is told by mail that families wrote.",
        discussion: """
            Until somebody chooses: one mail an hour of all that waits, from 7 to 18 o'clock \
            (staff.digests_between), and at once when a family asks to be contacted or answers for \
            a meeting within a day. The mail says in which case, not what was written \
            (staff.notify_with_words).

            parley staff notify amina --digest 4 --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "Whose choice it is; your own, or anybody's for who manages people.")
    var handle: String
    @Flag(help: "A mail for each, at once.")
    var each = false
    @Option(help: ArgumentHelp("One mail every so many hours, 1 to 168.", valueName: "hours"))
    var digest: Int?
    @Flag(help: "No mail.")
    var never = false

    func validate() throws { _ = try choice() }

    private func choice() throws -> NotifyChoice {
        switch (each, digest, never) {
        case (true, nil, false): return .each
        case (false, let hours?, false): return .digest(hours: hours)
        case (false, nil, true): return .never
        default: throw ValidationError("Give one of --each, --digest HOURS and --never.")
        }
    }

    func run() async throws {
        let choice = try choice()
        try await common.work { place in
            let member = try await ChooseNotifications(place.desk).set(
                choice, of: handle, by: acting.handle)
            try common.print(["handle": member.handle, "notify": choice.word]) {
                ["\(member.handle) \(choice.sentence)."]
            }
        }
    }
}

/// `parley staff email`: where Parley writes to a member of staff.
struct StaffEmailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "email", abstract: "Set where Parley writes to somebody, or that it does not.",
        discussion: "parley staff email amina amina@school.example --as amina")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The handle.")
    var handle: String
    @Argument(help: "The address; leave it out to take it away.")
    var address: String?

    func validate() throws {
        if let address { _ = try readAddress(address) }
    }

    func run() async throws {
        let address = try address.map { try readAddress($0) }
        try await common.work { place in
            let member = try await ChooseNotifications(place.desk).setEmail(
                address, of: handle, by: acting.handle)
            try common.print(["handle": member.handle, "email": address ?? ""]) {
                [
                    address.map { "Parley writes to \(member.handle) at \($0)." }
                        ?? "Parley no longer writes to \(member.handle)."
                ]
            }
        }
    }
}
