import ArgumentParser
import Outreach

/// `parley keys revoke-address`.
struct RevokeAddressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke-address",
        abstract: "Withdraw reply addresses: what comes to them waits for a person.",
        discussion: """
            parley keys revoke-address reply+0abc…@in.school.example --as amina
            parley keys revoke-address --case k7q2m --as amina

            For a mail that was passed on to somebody who has no business in the case. The keys stay.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The reply address, as it stands in the mail.")
    var address: String?
    @Option(help: "A message: its id or Message-ID, as `parley send message SEND` shows it.")
    var message: String?
    @Option(name: .customLong("case"), help: "Every message of this case so far.")
    var caseName: String?

    func validate() throws {
        guard [address, message, caseName].compactMap({ $0 }).count == 1 else {
            throw ValidationError("Give one of these: an address, --message or --case.")
        }
    }

    func run() async throws {
        let target: WithdrawAddress.Target =
            if let address { .token(address) } else if let message {
                .message(message)
            } else { .file(caseName ?? "") }
        let handle = acting.handle
        try await common.work { place in
            let count = try await WithdrawAddress(place.desk).withdraw(target, by: handle)
            try common.print(["withdrawn": count]) {
                [
                    count == 0
                        ? "Withdrawn before already; nothing changed."
                        : "\(counted(count, "message's address is", "messages' addresses are")) "
                            + "withdrawn. What comes to them waits in `parley triage list`."
                ]
            }
        }
    }
}
