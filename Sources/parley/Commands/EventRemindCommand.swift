import ArgumentParser
import Outreach

/// `parley event remind`: asks the families again who were told of an event.
struct EventRemindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind",
        abstract: "Remind the families who were told of an event and have not answered.",
        discussion: """
            Each address gets it once a day at most, and only who may still be told.

            parley event remind j5axq --dry-run --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var ways: WayOptions
    @OptionGroup var start: StartOptions
    @Argument(help: "The event's reference.")
    var name: String
    @Flag(help: "Those too who have answered.")
    var everyone = false
    @Flag(help: "Show how many by language and who is left out, and send nothing.")
    var dryRun = false

    func run() async throws {
        try await common.work { place in
            let use = RemindOfEvent(place.desk)
            let plan = try await use.plan(
                name, everyone: everyone, way: ways.way, by: acting.handle)
            try await common.show(
                plan, at: place.desk, dryRun: dryRun, atOnce: start.now,
                nobody: "Nobody is left to remind; --dry-run says why, --everyone reminds those "
                    + "too who have answered."
            ) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }
}
