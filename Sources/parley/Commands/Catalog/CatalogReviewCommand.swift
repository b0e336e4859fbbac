import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Wire

extension CatalogCommand {
    /// Signs.
    struct Review: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Sign translations that you have read, or take a review back.",
            discussion: """
                Shows each message with its English and with the examples filled in, asks, and \
                writes who reviewed it and when. The review holds for the text as it stands: \
                when somebody edits it, or when the English changes, the entry is a draft again. \
                Refused are entries whose English has changed and those in which `parley catalog \
                check` finds something. All files are written, or none when \
                something is in the way. A kill in the midst leaves each file whole, some signed \
                and some not: run the same command again.

                parley catalog review so urgent --by "NAME"
                parley catalog review so urgent --key subject opening --by "NAME"
                parley catalog review so --all --withdraw
                """)

        @OptionGroup var folders: Folders
        @Argument(help: "The language that you read.")
        var language: String
        @Argument(help: "The notices; common for what all of them share.")
        var notices: [String] = []
        @Option(
            parsing: .upToNextOption,
            help:
                "Only these messages, as urgent.subject, or subject for each notice that is named.")
        var key: [String] = []
        @Flag(help: "Every notice of the language.")
        var all = false
        @Option(help: ArgumentHelp("Who has read them.", valueName: "name"))
        var by: String?
        @Option(help: ArgumentHelp("The day of the review; today unless given.", valueName: "day"))
        var on: String?
        @Flag(help: "Take reviews back: the entries are drafts again.")
        var withdraw = false
        @Flag(help: "Write without asking, for scripts.")
        var yes = false

        func validate() throws {
            guard withdraw == (by == nil) else {
                throw ValidationError(
                    withdraw
                        ? "--withdraw takes reviews back and needs no --by."
                        : "A review says whose it is: --by \"NAME\".")
            }
        }

        func run() async throws {
            let urls = try folders.urls
            let tag = try CatalogCommand.tag(language)
            let review = CatalogReview(templates: urls.templates, locales: urls.locales)
            let selection = EntrySelection(notices: notices, keys: key, isAll: all)
            let signature = try by.map { try ReviewDay.signature(by: $0, on: on) }
            let decision =
                try signature.map { try review.signing(tag, selection, by: $0) }
                ?? review.withdrawing(tag, selection)
            guard !decision.items.isEmpty else {
                return print(
                    withdraw
                        ? "None of them is reviewed: nothing to take back."
                        : "All of them are reviewed already: nothing to sign.")
            }
            let count = counted(decision.items.count, "entry", "entries")
            let question =
                signature.map { "Sign \(count) as reviewed by \($0.name) on \($0.day)?" }
                ?? "Make \(count) drafts again?"
            guard
                try CatalogQuestion(decision: decision, isSure: yes).settle(harmless(question))
            else { return }
            let done = signature.map { "\(count) reviewed by \($0.name) on \($0.day)." }
            print(harmless(done ?? "\(count) made drafts again."))
            if decision.unchanged > 0 { print("Left as they were: \(decision.unchanged).") }
            standings(decision, tag, urls)
        }

        /// What the notices count as now, and what is still to be done for them.
        private func standings(
            _ decision: CatalogDecision, _ tag: LanguageTag, _ urls: (templates: URL, locales: URL)
        ) {
            guard
                let library = try? NoticeLibrary.open(
                    templates: urls.templates, locales: urls.locales)
            else { return }
            let touched = Set(decision.items.map { $0.key.prefix { $0 != "." } })
            for notice in library.notices.map(\.id) where touched.contains(notice[...]) {
                switch library.standing(of: notice, in: tag) {
                case .reviewed: print("\(notice): reviewed.")
                case .fallback: print("\(notice): incomplete, so it goes out in English.")
                case let standing:
                    print(
                        "\(notice): still counts as \(standing.rawValue), until all its messages and those of common are reviewed."
                    )
                }
            }
        }
    }
}
