import ArgumentParser
import Localization
import Outreach

/// `parley translate words`: says what words on no list are, before anything is sent.
struct TranslateWordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words",
        abstract: "Say whether a draft's unknown words are names, places or ordinary words.",
        discussion: """
            Names and places never leave to a translation service. The school remembers each word.

            parley translate words t3k9x --name Mulki --ordinary Chromebook --as amina
            """)

    @OptionGroup var which: TranslateReviewCommand.Which
    @Option(name: .customLong("name"), help: "A word that is somebody's name; may be given again.")
    var names: [String] = []
    @Option(name: .customLong("place"), help: "A place or an organisation; may be given again.")
    var places: [String] = []
    @Option(help: "A word like any other; may be given again.")
    var ordinary: [String] = []

    func validate() throws {
        guard !(names + places + ordinary).isEmpty else {
            throw ValidationError("Say what a word is: --name, --place or --ordinary WORD.")
        }
    }

    func run() async throws {
        let words =
            names.map { ($0, SchoolWordKind.name) } + places.map { ($0, .place) }
            + ordinary.map { ($0, .ordinary) }
        try await which.common.work { place in
            let review = ReviewDraft(place.desk)
            let sheet = try await review.decide(
                which.name, words.map { (word: $0.0, kind: $0.1) }, by: which.acting.handle)
            try await translationWorker(place).work(on: sheet.draft.id)
            let view = DraftView(try await review.show(which.name, by: which.acting.handle))
            try which.common.print(view) { view.lines }
        }
    }
}
