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

        private struct Line: Encodable {
            let from: String, to: String, standing: Standing, entries: Int
        }

        func run() async throws {
            try await common.work { place in
                let memory = TranslationMemory(place.desk.source)
                let lines = try await place.database.read { t in
                    try memory.statistics(t).map {
                        Line(
                            from: $0.pair.source.text, to: $0.pair.target.text,
                            standing: $0.standing, entries: $0.entries)
                    }
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

    /// Imports a file.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a TMX file would add, and apply it.",
            discussion: """
                Nothing becomes reviewed by being imported, whatever the file says, unless you vouch
                for it: --reviewed-by "Hodan Ali" marks all but machine translations as reviewed by
                that person. Units that can't be taken are told with their lines and left out.

                parley translate memory import agency.tmx --as amina            shows the difference
                parley translate memory import agency.tmx --as amina --apply    applies it, whole or not at all
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The TMX file.")
        var file: String
        @Option(help: ArgumentHelp("Who has reviewed what is in the file.", valueName: "name"))
        var reviewedBy: String?
        @Flag(help: "Apply the difference.")
        var apply = false

        func run() async throws {
            let reviewer = try reviewedBy.map { try TypedWords($0, "The name", limit: 100).text }
            try await common.work { place in
                let (keep, url) = (KeepMemory(place.desk), URL(filePath: file))
                let report =
                    apply
                    ? try await keep.apply(url, reviewedBy: reviewer, by: acting.handle)
                    : try await keep.difference(url, reviewedBy: reviewer, by: acting.handle)
                try common.print(report) { lines(report) }
            }
        }

        private func lines(_ report: TMXImportReport) -> [String] {
            let receipt = report.receipt
            var lines = report.problems.map(\.description)
            if report.refused > lines.count {
                lines.append("… and \(report.refused - lines.count) more.")
            }
            lines.append(
                "\(counted(report.translations, "translation", "translations")): \(receipt.added) "
                    + "new, \(receipt.raised) with a higher standing, \(receipt.known) known; "
                    + "\(counted(report.refused, "unit", "units")) can't be taken.")
            lines.append(apply ? "Applied." : "Nothing was changed. Apply it with --apply.")
            return lines
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
                Searches find the same before and after; after the memory has grown much they are
                faster. A large import does it by itself. With SQLite nothing else can be written
                meanwhile, a minute for a million sentences.
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
