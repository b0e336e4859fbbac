import ArgumentParser
import Foundation
import Localization
import MessageFormat

extension CatalogCommand {
    /// Begins a language.
    struct AddLanguage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the folder of a new language, ready for a translator.",
            discussion: """
                Every message is there with its English, behind #: nothing counts as translated \
                before somebody writes it, and families get English until then.

                parley catalog add-language nl
                parley catalog add-language nl --help-only
                """)

        @OptionGroup var folders: Folders
        @Argument(help: ArgumentHelp("The language's tag: nl, zh-Hant, pt-BR.", valueName: "tag"))
        var tag: String
        @Flag(help: "Only the sentences about free help that go out with English, and no notice.")
        var helpOnly = false

        func run() async throws {
            let urls = try folders.urls
            let outcome = try NewLanguage(templates: urls.templates, locales: urls.locales)
                .add(tag, helpOnly: helpOnly)
            let (language, folder) = (outcome.language, outcome.folder)
            let size =
                "\(counted(outcome.files, "file", "files")) with \(counted(outcome.messages, "message", "messages"))"
            print("\(folder) is ready: \(size) and words.yaml, nothing translated yet.")
            let until = outcome.nearest.map { "what \($0.text) has" } ?? "English"
            print(
                "Written from \(language.direction == .rightToLeft ? "right to left" : "left to right"). Families of \(language.text) get \(until) until a person translates it.",
                terminator: "\n\n")
            print(
                """
                Next:
                  1. Open \(folder)/common.mf2 and follow the lines at its top; then words.yaml\(helpOnly ? "." : " and the notices.")
                  2. parley catalog check \(language.text)          what is missing or wrong
                """)
            guard !helpOnly else { return }
            print(
                """
                  3. parley catalog preview urgent \(language.text)  a notice as a family would see it
                  4. parley catalog review \(language.text) urgent --by "NAME"   when a reader of the language has checked it
                """)
        }
    }
}
