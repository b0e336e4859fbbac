import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

extension CatalogCommand {
    /// Confirms.
    struct Confirm: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that translations still fit although their English has changed.",
            discussion: """
                Shows what changed in the English beside the translation, asks, and writes today's \
                @source. A reviewed entry stays reviewed only if you name yourself with --by; \
                otherwise it becomes a draft. All files are written, or none when \
                something is in the way. A kill in the midst leaves each file whole, some confirmed \
                and some not: run the same command again.

                parley catalog confirm so urgent.questions
                parley catalog confirm so --notice urgent --by "NAME"
                """)

        @OptionGroup var folders: Folders
        @Argument(help: "The language.")
        var language: String
        @Argument(help: "The messages, as urgent.subject.")
        var keys: [String] = []
        @Option(parsing: .singleValue, help: "A whole notice; may be given again.")
        var notice: [String] = []
        @Flag(help: "Everything whose English has changed.")
        var all = false
        @Option(help: ArgumentHelp("Who has read them.", valueName: "name"))
        var by: String?
        @Option(help: ArgumentHelp("The day; today unless given.", valueName: "day"))
        var on: String?
        @Flag(help: "Write without asking, for scripts.")
        var yes = false

        func validate() throws {
            guard on == nil || by != nil else {
                throw ValidationError("--on is the day of a review: name yourself with --by.")
            }
        }

        func run() async throws {
            let urls = try folders.urls
            let decision = try CatalogConfirm(templates: urls.templates, locales: urls.locales)
                .confirming(
                    CatalogCommand.tag(language),
                    EntrySelection(notices: notice, keys: keys, isAll: all),
                    by: by.map { try ReviewDay.signature(by: $0, on: on) })
            guard !decision.items.isEmpty else {
                return print("They fit the English as it is: nothing to confirm.")
            }
            let count = counted(decision.items.count, "translation", "translations")
            let question =
                decision.items.count == 1
                ? "Does it fit the English of today?"
                : "Do these \(count) fit the English of today?"
            guard try CatalogQuestion(decision: decision, isSure: yes).settle(question) else {
                return
            }
            print("\(count) confirmed.")
            if decision.unchanged > 0 { print("Left as they were: \(decision.unchanged).") }
        }
    }

    /// Keeps.
    struct Keep: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep today's English, so that later changes can be shown.",
            discussion: """
                Puts every English message on record in locales/earlier.mf2. Do it before you \
                change English; review, confirm and add-language do it by themselves.
                """)

        @OptionGroup var folders: Folders
        @Flag(help: "Drop what is not today's and what no @source names any more.")
        var prune = false

        func run() async throws {
            let outcome = try CatalogKeep(locales: folders.url("locales", folders.locales))
                .keep(prune: prune)
            let count = counted(outcome.count, "English message is", "English messages are")
            print("\(count) on record: \(outcome.added) added, \(outcome.dropped) dropped.")
        }
    }
}
