import ArgumentParser
import Outreach

/// `parley people zone`: where a family lives, when its night is not the school's.
struct ZoneCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zone",
        abstract: "Set the time zone that a family lives in; without one, the school's.",
        discussion: """
            Quiet hours and the day of the family's ceiling go by it. A new roster leaves it as it \
            is.

            parley people zone C201 America/Denver --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The household or one of its contacts, as the roster calls them.")
    var key: String
    @Argument(help: "An IANA name, such as America/Denver.")
    var zone: String?

    func run() async throws {
        let (key, zone) = (key, zone.flatMap { $0.isEmpty ? nil : $0 })
        try await common.work { place in
            let family = try await SetTimeZone(place.desk).set(zone, for: key, by: acting.handle)
            try common.print(["family": family.rosterKey, "zone": zone ?? "school"]) {
                [
                    "The family \(family.name) lives in "
                        + (zone.map { "the time zone \($0)." } ?? "the school's time zone.")
                ]
            }
        }
    }
}
