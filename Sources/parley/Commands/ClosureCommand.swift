import ArgumentParser
import Outreach

/// `parley send closure`: school is closed, begins late or ends early.
struct ClosureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "closure",
        abstract: "Tell families at once that school is closed, begins late or ends early.",
        discussion: """
            It needs no words of yours, so each family reads it in its own language. It reaches \
            those too who asked for no more bulk notices.

            parley send closure --change early --starts "2026-12-03 12:15" --reason snow --as amina
            parley send closure --change closed --starts 2026-12-03 --reason snow --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var audience: AudienceOptions
    @OptionGroup var sending: SendCommand.SendingOptions
    @Option(help: "closed, late or early.")
    var change: String
    @Option(
        help: """
            When classes begin (late) or end (early), in the school's zone, 2026-12-03 12:15; the \
            day alone when the school is closed.
            """)
    var starts: String
    @Option(help: "A sentence of your own, in English.")
    var note: String?
    @Option(help: "The sentence in another language, LANGUAGE=WORDS; may be given again.")
    var noteIn: [String] = []
    @Option(help: "Why, for the record.")
    var reason: String

    func run() async throws {
        let notes = try wordsByLanguage(noteIn, option: "--note-in")
        try await common.work { place in
            let use = SendClosure(place.desk)
            let plan = try await use.plan(
                change: change, starts: starts, note: note, noteIn: notes,
                to: audience.audience, reason: reason, way: sending.ways.way, by: acting.handle)
            try await sending.finish(plan, common, at: place.desk) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }
}
