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
            print("Next:")
            for line in steps(language.text, folder) { print("  " + line) }
        }

        private func steps(_ tag: String, _ folder: String) -> [String] {
            let commands = [
                ["parley catalog check \(tag)", "what is missing or wrong"],
                ["parley catalog preview urgent \(tag)", "a notice as a family would see it"],
                [
                    "parley catalog review \(tag) urgent --by \"NAME\"",
                    "when a reader of the language has checked it",
                ],
            ]
            let rest = helpOnly ? "." : " and the notices."
            return [
                "Open \(folder)/common.mf2 and follow the lines at its top; then words.yaml\(rest)"
            ] + columns(helpOnly ? Array(commands.prefix(1)) : commands)
        }
    }
}
