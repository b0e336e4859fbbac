import ArgumentParser
import Foundation
import Localization
import Outreach

extension TranslateMemoryCommand {
    /// Imports a file.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a TMX file would add, and apply it.",
            discussion: """
                Nothing becomes reviewed by being imported, whatever the file says, unless you \
                vouch for it: --reviewed-by "Hodan Ali" marks all but machine translations as \
                reviewed by that person. Units that can't be taken are told with their lines and \
                left out, and so is what is doubtful (another language, the school's forbidden \
                words, a name of the school, a figure that came or went), unless you say \
                --with-doubts.

                A file that breaks off changes nothing. A large one is taken a portion at a time: \
                if it is interrupted, run the same command again, and it goes on there.

                Without --apply the difference is shown.

                parley translate memory import agency.tmx --as amina --apply
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The TMX file.")
        var file: String
        @Option(help: ArgumentHelp("Who has reviewed what is in the file.", valueName: "name"))
        var reviewedBy: String?
        @Flag(help: "Take what is doubtful as well.")
        var withDoubts = false
        @Flag(help: "Apply the difference.")
        var apply = false

        func run() async throws {
            let terms = ImportMemory.Terms(
                reviewer: try reviewedBy.map { try TypedWords($0, "The name", limit: 100).text },
                withDoubts: withDoubts)
            try await common.work { place in
                let use = ImportMemory(place.desk, pause: pause)
                let url = URL(filePath: file)
                let report =
                    apply
                    ? try await use.apply(url, terms, by: acting.handle)
                    : try await use.difference(url, terms, by: acting.handle)
                try common.print(report) { lines(report) }
            }
        }

        private func lines(_ report: TMXImportReport) -> [String] {
            let receipt = report.receipt
            var lines = Self.told(report.problems.map(\.description), of: report.refused)
            lines += Self.told(report.doubts.map(Self.line), of: report.doubtful)
            lines.append(
                "\(counted(report.translations, "translation", "translations")): \(receipt.added) "
                    + "new, \(receipt.raised) with a higher standing, \(receipt.known) known; "
                    + "\(counted(report.refused, "unit", "units")) can't be taken.")
            if receipt.refused > 0 {
                lines.append(
                    "\(counted(receipt.refused, "translation", "translations")) left out: the same "
                        + "sentence has a hundred others, or its blanks differ.")
            }
            if report.doubtful > 0 {
                let are = report.doubtful == 1 ? "1 is" : "\(report.doubtful) are"
                lines.append(
                    withDoubts
                        ? "\(are) doubtful and taken as well."
                        : "\(are) doubtful and left out; --with-doubts takes them.")
            }
            lines.append(apply ? "Applied." : "Nothing was changed. Apply it with --apply.")
            return lines
        }

        private static func told(_ lines: [String], of all: Int) -> [String] {
            all > lines.count ? lines + ["… and \(all - lines.count) more."] : lines
        }

        private static func line(_ doubt: TMXDoubt) -> String {
            "line \(doubt.line): doubtful: "
                + doubt.doubts.map(\.sentence).joined(separator: "; ") + "."
        }
    }
}
