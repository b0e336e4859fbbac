import ArgumentParser
import Outreach

/// `parley case write`: the liaison's own words to a family.
struct CaseWriteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write",
        abstract: "Write to a case's family in your own words; they get them in their language.",
        discussion: """
            What happens to the words is the school's rule (translation.free_text): a translation \
            goes out labelled as a machine's, or waits for a colleague. `parley translate draft` \
            shows it before.

            parley case write c4h7k --words "Yasmin read aloud today." --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var sending: SendCommand.SendingOptions
    @Argument(help: "The case's reference.")
    var name: String
    @Option(help: "The words, in English.")
    var words: String?
    @Option(help: "A file with the words; - for standard input.")
    var file: String?
    @Option(help: "The words in another language, LANGUAGE=WORDS; may be given again.")
    var wordsIn: [String] = []

    func validate() throws {
        guard (words == nil) != (file == nil) else {
            throw ValidationError("Give the words: --words \"…\" or --file FILE.")
        }
    }

    func run() async throws {
        let text = try words ?? typedText(file ?? "-")
        let given = try wordsByLanguage(wordsIn, option: "--words-in")
        let typed = TypedValues(
            ["words=\(text)"],
            translations: given.map { "\($0.key.text):words=\($0.value)" }.sorted())
        try await common.work { place in
            let use = SendFilled(place.desk)
            let plan = try await use.plan(
                "message", about: name, typed, way: sending.ways.way, by: acting.handle)
            try await sending.finish(plan, common, at: place.desk) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }
}
