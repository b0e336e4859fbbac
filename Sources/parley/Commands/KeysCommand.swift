import ArgumentParser
import Foundation
import People
import Store

/// `parley keys`: the keys that sign reply addresses, and those that sign mail.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Look after the signing keys.",
        subcommands: [Rotate.self, RevokeAddressCommand.self, DKIMCommand.self])

    /// Adds a key that signs from now on.
    struct Rotate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign with a new key from now on; what is out there stays valid.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        func run() async throws {
            let handle = acting.handle
            try await common.work { place in
                let file = KeyFile(place.settings.keyFile)
                let keys = try file.load().rotated(place.desk.source)
                try await place.database.write { t in
                    let staff = try StaffCommand.acting(handle, t)
                    try Audit(.real).record(
                        "keys.rotate", by: staff?.id, on: ("keys", keys.keys.first?.id ?? ""), t)
                }
                try file.save(keys)
                try common.print(["key": keys.keys.first?.id ?? ""]) {
                    ["A new key signs from now on. Restart `parley serve` and `parley worker`."]
                }
            }
        }
    }
}
