import ArgumentParser
import Inbox
import Outreach
import Store

/// `parley triage list`.
struct TriageListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List what waits, with the places where it may belong, the likeliest first.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    func run() async throws {
        try await common.work { place in
            let items = try await SettleTriage(place.desk).list(by: acting.handle)
            let source = place.desk.source
            let views = try await place.database.read { t in
                try items.map { try TriageView($0, whole: false, source, t) }
            }
            try await place.tellOfStalledSends(to: acting.handle)
            try common.print(views) {
                views.isEmpty ? ["The tray is empty."] : views.flatMap(\.shortLines)
            }
        }
    }
}

/// `parley triage show`.
struct TriageShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one arrival: every word, its files, every likely place with the reasons.")

    @OptionGroup var item: TriageOptions

    func run() async throws {
        try await item.common.work { place in
            let found = try await SettleTriage(place.desk).show(item.name, by: item.acting.handle)
            let source = place.desk.source
            let view = try await place.database.read { t in
                try TriageView(found, whole: true, source, t)
            }
            try item.common.print(view) { view.allLines }
        }
    }
}
