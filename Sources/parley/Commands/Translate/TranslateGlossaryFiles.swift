import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

extension TranslateGlossaryCommand {
    /// Imports terms.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a CSV file would change, and apply it.",
            discussion: """
                Columns: term,language,approved,note,forbidden. Several approved forms, and several
                forbidden words, have | between them. Terms that the file lacks stay.

                parley translate glossary import terms.csv --as amina            shows the difference
                parley translate glossary import terms.csv --as amina --apply    applies it, all or none
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The file.")
        var file: String
        @Flag(help: "Apply the difference.")
        var apply = false

        /// Bytes of a file: some 50,000 terms.
        private static let largest = 8 << 20

        private struct Line: Encodable {
            let change: Glossary.Change, term: GlossaryLine
        }

        func run() async throws {
            let read = GlossaryFile(try text())
            guard read.problems.isEmpty else {
                let lines = read.problems.prefix(50).map(\.description).joined(separator: "\n")
                throw Refusal("\(file) was not imported; nothing was changed.\n\(lines)")
            }
            try await common.work { place in
                let keep = KeepGlossary(place.desk)
                let difference = try await keep.difference(read.terms, by: acting.handle)
                if apply { _ = try await keep.apply(read.terms, by: acting.handle) }
                let lines = difference.map { Line(change: $0.change, term: GlossaryLine($0.term)) }
                try common.print(lines) {
                    let changed = lines.filter { $0.change != .same }
                    return columns(changed.map { [$0.change.rawValue] + $0.term.cells })
                        + [
                            "\(counted(changed.count, "term", "terms")) to add or change, "
                                + "\(lines.count - changed.count) as they are.",
                            apply ? "Applied." : "Nothing was changed. Apply it with --apply.",
                        ]
                }
            }
        }

        private func text() throws -> String {
            guard let handle = FileHandle(forReadingAtPath: file) else {
                throw Refusal("The file \(file) can't be read.")
            }
            defer { try? handle.close() }
            guard let bytes = try? handle.read(upToCount: Self.largest + 1) ?? Data() else {
                throw Refusal("\(file) can't be read; is it a folder?")
            }
            guard bytes.count <= Self.largest else {
                throw Refusal("\(file) is larger than 8 MB; divide it.")
            }
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Refusal("\(file) is not UTF-8; save it as CSV in UTF-8.")
            }
            return text
        }
    }

    /// Exports terms.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print your school's terms as CSV, as import reads it.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The only language to print.")
        var language: String?

        func run() async throws {
            let tag = try language.map(CatalogCommand.tag)
            try await common.work { place in
                let terms = try await KeepGlossary(place.desk).export(tag, by: acting.handle)
                print(GlossaryFile.text(terms), terminator: "")
            }
        }
    }

    /// Checks catalogs.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find where the notices lack your school's words; exits 1 when they do.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The languages to look at; all that have terms unless given.")
        var languages: [String] = []

        func run() async throws {
            let tags = try languages.map(CatalogCommand.tag)
            let found = try await common.work { place in
                let terms = try await KeepGlossary(place.desk).terms(in: nil, by: acting.handle)
                return try GlossaryCheck.findings(
                    templates: place.settings.templates, locales: place.settings.locales,
                    languages: tags, terms: terms)
            }
            try common.print(found) {
                found.map(\.description)
                    + [
                        found.isEmpty
                            ? "The notices have your school's words."
                            : "\(counted(found.count, "message", "messages")) to look at."
                    ]
            }
            if !found.isEmpty { throw ExitCode(1) }
        }
    }
}
