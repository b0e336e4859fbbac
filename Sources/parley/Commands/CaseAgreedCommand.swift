import ArgumentParser
import Outreach

/// `parley case agreed`: what the family and the school agreed, written to the family.
struct CaseAgreedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreed",
        abstract: "Write to a case's family what was agreed in a meeting, a call or a visit.",
        discussion: """
            The family is thanked, reads who does what and by when, and is asked to answer if it is \
            not so. What was agreed becomes the case's next step. Your words are translated as the \
            school's rule says (translation.free_text); `parley translate draft` shows it before.

            parley case agreed c4h7k --step "You read with Yasmin each evening." \\
                --until 2026-12-11 --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var sending: SendCommand.SendingOptions
    @Argument(help: "The case's reference.")
    var name: String
    @Option(help: "What was agreed, and who does what, in English.")
    var step: String
    @Option(help: "The day by which it is to be done, 2026-12-11.")
    var until: String?
    @Option(help: "The words in another language, LANGUAGE=WORDS; may be given again.")
    var stepIn: [String] = []

    func run() async throws {
        let given = try wordsByLanguage(stepIn, option: "--step-in")
        try await common.work { place in
            let use = SendAgreed(place.desk)
            let plan = try await use.plan(
                name, step: step, until: until,
                translations: given.map { "\($0.key.text):step=\($0.value)" }.sorted(),
                way: sending.ways.way, by: acting.handle)
            try await sending.finish(plan, common, at: place.desk) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }
}
