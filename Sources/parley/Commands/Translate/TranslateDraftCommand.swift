import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import People

/// `parley translate draft`: words in another language, before anything is sent.
struct TranslateDraftCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: "See your words in a family's language, with a way back and every doubt.",
        discussion: """
            Nothing is sent to a family. What you send later in the same words (parley case write) \
            finds this draft, as it stands then.

            parley translate draft c4h7k --words "Yasmin read aloud today." --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The case that it is about; none for words to many.")
    var caseName: String?
    @Option(help: "The words, in English.")
    var words: String?
    @Option(help: "A file with the words; - for standard input.")
    var file: String?
    @Option(help: "The language; those of the case's family unless given. May be given again.")
    var to: [LanguageTag] = []

    func validate() throws {
        guard (words == nil) != (file == nil) else {
            throw ValidationError("Give the words: --words \"…\" or --file FILE.")
        }
    }

    func run() async throws {
        let text = try words ?? typedText(file ?? "-")
        try await common.work { place in
            let drafts = try await ComposeDraft(place.desk).want(
                text, about: caseName, in: to, by: acting.handle)
            let worker = translationWorker(place)
            var views: [DraftView] = []
            for draft in drafts {
                try await worker.work(on: draft.id)
                views.append(
                    DraftView(
                        try await ReviewDraft(place.desk).show(
                            draft.reference, by: acting.handle)))
            }
            try common.print(views) { views.flatMap { $0.lines + [""] } }
        }
    }
}

/// A worker for what a command wants to show at once.
func translationWorker(_ place: Workplace) -> TranslationWorker {
    TranslationWorker(place.desk, log: logger("translation"), pause: pause)
}

/// What a file, or standard input, says.
func typedText(_ path: String) throws -> String {
    let limit = 1 << 20
    let data =
        path == "-"
        ? try FileHandle.standardInput.read(upToCount: limit)
        : FileManager.default.contents(atPath: path)
    guard let data, data.count < limit, let text = String(validating: data, as: UTF8.self) else {
        throw Refusal("\(path) can't be read as text in UTF-8, or is longer than 1 MB.")
    }
    return text
}

extension LanguageTag: ExpressibleByArgument {
    /// As typed.
    public init?(argument: String) { self.init(argument) }
}
