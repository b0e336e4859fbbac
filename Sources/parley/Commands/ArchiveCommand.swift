import ArgumentParser
import Delivery
import Outreach
import People
import Store

/// `parley archive`: moves out of the way what has ended long ago.
struct ArchiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "archive",
        abstract: "Move attempts and texts of messages that have ended long ago out of the way.",
        discussion: """
            `parley audit` and `parley send message` show what was said as before. Without --apply \
            nothing is changed. A worker does it by itself once a day; after how many days is set \
            by storage.archive_after_days (400; 0 for never).

            parley archive --as amina            counts what is old enough
            parley archive --as amina --apply    moves it, some hundreds of rows at a time
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Flag(help: "Move it.")
    var apply = false

    func run() async throws {
        let (handle, apply) = (acting.handle, apply)
        try await common.work { place in
            _ = try await place.database.read { t in try Acting().staff(handle, to: .manage, t) }
            let use = ArchiveOld(place.desk, log: logger("archive"), pause: pause)
            let count = try await apply ? use.run() : use.backlog()
            try common.print(count) {
                let what =
                    counted(count.attempts, "attempt", "attempts") + " and "
                    + counted(count.texts, "text", "texts")
                if apply { return ["Archived \(what)."] }
                if count == Archive.Backlog() { return ["Nothing is old enough to be archived."] }
                return [
                    "\(what) would be archived. Nothing was changed. Do it with --apply."
                ]
            }
        }
    }
}
