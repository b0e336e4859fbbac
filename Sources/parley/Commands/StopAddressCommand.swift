import ArgumentParser
import Outreach

/// `parley people stop`: the one step after "please stop texting me".
struct StopAddressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop",
        abstract: "End texts to a number, or notices to a mail address, as its user asked.",
        discussion: """
            parley people stop +16125550142 --as amina

            The same as STOP from that number: nothing more goes to it by text until its user writes \
            START; it is told so once, and the family is on the list to phone. To a mail address only \
            notices to many end. Who did it is on record.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The number, or the mail address.")
    var address: String

    func run() async throws {
        try await common.work { place in
            let done = try await StopAddress(place.desk).stop(address, by: acting.handle)
            try common.print([
                "address": done.address, "channel": done.channel.rawValue,
                "new": done.isNew ? "yes" : "no", "families": String(done.families),
            ]) {
                let what = done.channel == .sms ? "Texts" : "Notices to many"
                guard done.isNew else {
                    return ["\(what) to \(done.address) had been stopped before."]
                }
                return [
                    "\(what) to \(done.address) have ended; its user is told so once, and how to "
                        + "begin them again."
                ]
            }
        }
    }
}
