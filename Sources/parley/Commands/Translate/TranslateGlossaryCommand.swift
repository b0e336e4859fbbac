import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

/// `parley translate glossary`: a school's own words in other languages.
struct TranslateGlossaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "glossary", abstract: "Keep your school's own words in each language.",
        subcommands: [
            List.self, Add.self, Remove.self, Import.self, Export.self, Check.self,
        ])

    /// Lists terms.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List your school's terms.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The only language to list.")
        var language: String?

        func run() async throws {
            let tag = try language.map(CatalogCommand.tag)
            try await common.work { place in
                let terms = try await KeepGlossary(place.desk).terms(in: tag, by: acting.handle)
                let lines = terms.map(GlossaryLine.init)
                try common.print(lines) {
                    lines.isEmpty
                        ? [
                            "No terms yet. Add one: parley translate glossary add TERM LANG WORD --as YOU"
                        ]
                        : columns(lines.map(\.cells))
                }
            }
        }
    }

    /// Adds a term.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a term, or replace what was said of it.",
            discussion: """
                parley translate glossary add counselor es "consejero|consejera" --as amina
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The English word or words.")
        var term: String
        @Argument(help: "The language, such as es.")
        var language: String
        @Argument(help: "What it is called there; several forms with | between, the best first.")
        var approved: String = ""
        @Option(help: "For who translates: what it means, when it is used.")
        var note: String = ""
        @Option(help: "A word that it must not be called; may be given again.")
        var forbidden: [String] = []

        func run() async throws {
            let new = GlossaryTerm(
                try TypedWords(term, "The term", limit: 300).text,
                in: try CatalogCommand.tag(language), approved: approved, note: note,
                forbidden: forbidden)
            try await common.work { place in
                let change = try await KeepGlossary(place.desk).put(new, by: acting.handle)
                try common.print(GlossaryLine(new)) {
                    switch change {
                    case .added: ["Added \(new.term) for \(new.language.text)."]
                    case .changed: ["Changed \(new.term) for \(new.language.text)."]
                    case .same: ["\(new.term) stands so already for \(new.language.text)."]
                    }
                }
            }
        }
    }

    /// Removes a term.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take a term out.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The English word or words.")
        var term: String
        @Argument(help: "The language, such as es.")
        var language: String

        func run() async throws {
            let tag = try CatalogCommand.tag(language)
            try await common.work { place in
                try await KeepGlossary(place.desk).remove(term, in: tag, by: acting.handle)
                try common.print(["removed": term]) { ["Took out \(term) for \(tag.text)."] }
            }
        }
    }
}

/// A term as it is listed.
struct GlossaryLine: Encodable {
    let term: String, language: String, approved: String, note: String
    let forbidden: [String]

    init(_ term: GlossaryTerm) {
        self.term = term.term
        language = term.language.text
        approved = term.approved
        note = term.note
        forbidden = term.forbidden
    }

    var cells: [String] {
        let not = forbidden.isEmpty ? "" : "not: " + forbidden.joined(separator: ", ")
        return [language, term, approved, not, note]
    }
}
