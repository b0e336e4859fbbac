import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

extension TranslateMemoryCommand {
    /// Exports the memory.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the memory as TMX 1.4, for an agency or as a copy.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The file; it is replaced once all is written.")
        var file: String
        @Option(help: "Only what was written in this language, with --to.")
        var from: String?
        @Option(help: "Only translations into this language, with --from.")
        var to: String?

        func run() async throws {
            let pair = try chosenPair()
            try await common.work { place in
                let target = try ExportTarget(file)
                defer { target.giveUp() }
                let count = try await KeepMemory(place.desk).export(
                    pair, program: programVersion, by: acting.handle
                ) { try target.write($0) }
                try target.finish()
                // What goes to a pipe is the memory alone.
                guard target.isFile else { return }
                try common.print(["translations": count]) {
                    ["Wrote \(counted(count, "translation", "translations"))."]
                }
            }
        }

        private func chosenPair() throws -> LanguagePair? {
            switch (from, to) {
            case (nil, nil): nil
            case (let from?, let to?):
                LanguagePair(try CatalogCommand.tag(from), try CatalogCommand.tag(to))
            default: throw Refusal("Give --from and --to together, or neither.")
            }
        }
    }
}
