import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

/// `parley translate memory`: what has been translated before.
struct TranslateMemoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "memory", abstract: "Search, import and export what has been translated.",
        subcommands: [
            TranslateMemorySearchCommand.self, Stats.self, Import.self, Export.self, Remove.self,
            Rebuild.self,
        ])

    /// Counts entries.
    struct Stats: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "How many translations there are, by languages and standing.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        private struct Line: Encodable {
            let from: String, to: String, standing: Standing, entries: Int
        }

        func run() async throws {
            try await common.work { place in
                let keep = KeepMemory(place.desk)
                let counts = try await keep.statistics(by: acting.handle)
                for one in try await keep.unfinished(by: acting.handle) {
                    complain(
                        "The import of \(one.name) stopped after "
                            + "\(counted(one.done, "unit", "units")) at \(one.at.iso8601). Run it "
                            + "again, and it goes on there.")
                }
                let lines = counts.map {
                    Line(
                        from: $0.pair.source.text, to: $0.pair.target.text,
                        standing: $0.standing, entries: $0.entries)
                }
                try common.print(lines) {
                    lines.isEmpty
                        ? ["The memory is empty."]
                        : columns(
                            lines.map {
                                ["\($0.from) > \($0.to)", $0.standing.rawValue, String($0.entries)]
                            })
                }
            }
        }
    }

    /// Removes an entry.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a translation out.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "Its id, as search shows it.")
        var id: String

        func run() async throws {
            try await common.work { place in
                try await KeepMemory(place.desk).remove(
                    MemoryEntryID(text: id), by: acting.handle)
                try common.print(["removed": id]) { ["Took it out."] }
            }
        }
    }

    /// Builds the index anew.
    struct Rebuild: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Order the index of similar sentences by how often words stand now.",
            discussion: """
                Searches find the same before and after; after the memory has grown much they are \
                faster. A large import does it by itself, and a worker does once a day where it is \
                due. Others may write while it reads; they wait only while it is put in place.
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        func run() async throws {
            try await common.work { place in
                let report = try await KeepMemory(place.desk).rebuild(by: acting.handle)
                try common.print(report) {
                    [
                        "\(counted(report.segments, "sentence", "sentences")) under "
                            + "\(counted(report.blocks, "row", "rows")) of the index."
                    ]
                }
            }
        }
    }
}
