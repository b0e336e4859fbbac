import ArgumentParser
import Outreach

/// What an exchange of queued drafts takes, beside that of catalogs: these need a database.
struct DraftQueueOptions: ParsableArguments {
    @Flag(help: "The drafts of your own words that wait for a review, not the notices' messages.")
    var drafts = false
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("With --drafts: your handle.", valueName: "handle"))
    var handle: String?
    @OptionGroup var common: CommonOptions

    /// Opens the workplace for who is named.
    func work(_ body: (Workplace, String) async throws -> Void) async throws {
        guard let handle else { throw ValidationError("Say who you are: --as HANDLE.") }
        try await common.work { place in try await body(place, handle) }
    }
}
