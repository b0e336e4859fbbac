import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

extension CatalogCommand {
    /// Shows how far the translations are.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how far each language is, notice by notice.",
            discussion: """
                parley catalog status          all languages: a letter for each notice
                parley catalog status so       one language: its messages, counted by how they stand

                A notice stands as its worst message does, those that all notices share included.
                """)

        @OptionGroup var folders: Folders
        @Argument(help: "The languages to show; all unless given.")
        var languages: [String] = []
        @Flag(help: "Print JSON for scripts.")
        var json = false

        func run() async throws {
            let urls = try folders.urls
            let status = CatalogStatus(templates: urls.templates, locales: urls.locales)
            let tags = try languages.map { try known($0, status) }
            if json {
                print(try CatalogCommand.json(StatusReport(status, tags)))
            } else {
                for line in lines(status, tags) { print(line) }
            }
        }

        private func known(_ text: String, _ status: CatalogStatus) throws -> LanguageTag {
            let tag = try CatalogCommand.tag(text)
            let all = status.languages + status.helpOnly
            if tag == .english {
                throw Refusal("English is the source of all others; name another language.")
            }
            guard all.contains(tag) else {
                let advice = NewLanguage.advice(on: text, in: try folders.urls.locales)
                throw Refusal(
                    "There is no catalog for \(tag.text). There are: \(names(all)). \(advice)"
                )
            }
            return tag
        }

        private func lines(_ status: CatalogStatus, _ tags: [LanguageTag]) -> [String] {
            var lines: [String] = []
            let shown = (tags.isEmpty ? status.languages : tags).filter(status.languages.contains)
            let onlyHelp = (tags.isEmpty ? status.helpOnly : tags).filter(status.helpOnly.contains)
            if let language = shown.first, tags.count == 1 {
                lines += LanguageReport(status, language).lines
            } else if !shown.isEmpty {
                lines += StatusTable(status, languages: shown, width: TerminalWidth.columns).lines
            }
            if !onlyHelp.isEmpty {
                let gap = lines.isEmpty ? [] : [""]
                lines += gap + ["Only the line about free help: \(names(onlyHelp))."]
            }
            return lines + broken(status, tags)
        }

        private func broken(_ status: CatalogStatus, _ tags: [LanguageTag]) -> [String] {
            let concerned = status.broken.filter { tags.isEmpty || tags.contains($0) }
            var lines: [String] = []
            if status.hasSharedError {
                lines.append(
                    "What every notice rests on has an error: a template, English, or a folder's name. See it: parley catalog check en"
                )
            }
            for language in concerned {
                lines.append(
                    "\(language.text) has an error. See it: parley catalog check \(language.text)")
            }
            return lines.isEmpty ? [] : [""] + lines
        }

        private func names(_ languages: [LanguageTag]) -> String {
            languages.map(\.text).joined(separator: ", ")
        }
    }
}

/// How wide a line may be: what the shell says in COLUMNS, 120 otherwise.
enum TerminalWidth {
    static var columns: Int {
        let told = ProcessInfo.processInfo.environment["COLUMNS"].flatMap { Int($0) }
        return told.map { min(max($0, 40), 400) } ?? 120
    }
}
