import ArgumentParser
import MessageFormat
import Outreach

/// `parley translate reply`: a family's words in English, when their language was not known.
struct TranslateReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply",
        abstract: "Translate what a family wrote, from a language that you name.",
        discussion: """
            Parley does it by itself where it knows the language. Short texts often do not say it.

            parley translate reply 7x2k9d --from so --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The entry's name, as `parley case show` gives it behind a #.")
    var entry: String
    @Option(help: "The language that it is in.")
    var from: LanguageTag

    func run() async throws {
        try await common.work { place in
            let draft = try await ComposeDraft(place.desk).want(
                entry: entry, from: from, by: acting.handle)
            try await translationWorker(place).work(on: draft.id)
            let view = DraftView(
                try await ReviewDraft(place.desk).show(draft.reference, by: acting.handle))
            try common.print(view) { view.lines }
        }
    }
}
