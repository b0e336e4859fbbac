import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Wire

extension CatalogCommand {
    /// Compares.
    struct Diff: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the translations whose English has changed, and what changed in it.",
            discussion: """
                parley catalog diff so

                If the translation still fits: parley catalog confirm so KEY.
                It ends with 1 where a translation has no English any more, or the English cannot \
                be read.
                """)

        @OptionGroup var folders: Folders
        @Argument(help: "The languages to look at; all unless given.")
        var languages: [String] = []
        @Flag(help: "Print JSON for scripts.")
        var json = false

        func run() async throws {
            let urls = try folders.urls
            let found = try StaleEntries(templates: urls.templates, locales: urls.locales)
                .survey(languages: languages.map(CatalogCommand.tag))
            if json {
                print(try CatalogCommand.json(found.stale.map(Line.init)))
            } else {
                show(found)
            }
            guard found.withoutEnglish.isEmpty else {
                throw Refusal(
                    found.withoutEnglish.map { harmless($0.description) }.joined(separator: "\n"))
            }
        }

        private func show(_ found: StaleEntries.Survey) {
            let entries = found.stale
            for entry in entries { show(entry) }
            guard let first = entries.first else {
                if found.withoutEnglish.isEmpty {
                    print("Every translation was made from the English of today.")
                }
                return
            }
            let count = counted(entries.count, "translation is", "translations are")
            print(
                "\(count) older than the English. Where one no longer fits, change it; then say that it fits: parley catalog confirm \(first.language.text) \(first.key)"
            )
        }

        private func show(_ entry: StaleEntry) {
            print(harmless("\(entry.file):\(entry.line)  \(entry.key)"))
            var rows: [(String, String)] = []
            if let difference = entry.difference {
                rows.append(("English", DifferenceText.forTerminal.text(difference)))
            } else {
                rows.append(("was", Self.unknown(entry)))
                rows.append(("English", harmlessLines(entry.english)))
            }
            rows.append((entry.language.text, harmlessLines(entry.translation)))
            for line in labelled(rows) { print(line) }
            print("")
        }

        private static func unknown(_ entry: StaleEntry) -> String {
            entry.source.map { "(the English of @source \($0) is not on record)" }
                ?? "(the entry does not say from which English it was made)"
        }
    }
}

/// One stale entry for scripts.
private struct Line: Encodable {
    let language: String, key: String, file: String, line: Int
    let source: String?, earlier: String?, english: String, digest: String
    let difference: [DifferencePiece]?
    let translation: String

    init(_ entry: StaleEntry) {
        language = entry.language.text
        key = entry.key
        file = entry.file
        line = entry.line
        source = entry.source
        earlier = entry.earlier
        english = entry.english
        digest = entry.digest
        translation = entry.translation
        difference = entry.difference.map(DifferencePiece.all)
    }
}
