import ArgumentParser
import Cases
import Delivery
import Localization
import MessageFormat
import Outreach
import People
import Store

/// `parley send`: notices with the liaison's own words, and how far each send is.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send a notice, a concern, an urgent word; see how far a send is.",
        subcommands: [
            NoticeCommand.self, NoticesCommand.self, Concern.self, Urgent.self,
            ClosureCommand.self, WelcomeWord.self, SendStatusCommand.self,
            SendListCommand.self, ReachCommand.self, SentWordsCommand.self, PauseCommand.self,
            ResumeCommand.self, CancelCommand.self, FailedCommand.self, UnclearCommand.self,
        ])

    /// Opens a conversation.
    struct Concern: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write to a case's family about the concern, with respect.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var sending: SendingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Option(help: "behaviour, classwork or attention; the case's own unless given.")
        var reason: String?
        @Option(help: "A sentence of your own, in English.")
        var note: String?

        func run() async throws {
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.concern(
                    about: name, reason: reason, note: note, way: sending.ways.way,
                    by: acting.handle)
                try await sending.finish(plan, common, at: place.desk) { plan in
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Tells many at once.
    struct Urgent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell families at once about a closure, a delay or a danger.",
            discussion: "It reaches those too who asked for no more bulk notices.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var audience: AudienceOptions
        @OptionGroup var sending: SendingOptions
        @Option(help: "What has happened and what to do, in English.")
        var words: String
        @Option(help: "The words in another language, LANGUAGE=WORDS; may be given again.")
        var wordsIn: [String] = []
        @Option(help: "Why it is urgent, for the record.")
        var reason: String

        func run() async throws {
            let free = FreeWords(
                words, translations: try wordsByLanguage(wordsIn, option: "--words-in"))
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.urgent(
                    free, to: audience.audience, reason: reason, way: sending.ways.way,
                    by: acting.handle)
                try await sending.finish(plan, common, at: place.desk) { plan in
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Says who writes, before anything else is said.
    struct WelcomeWord: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "welcome",
            abstract:
                "Tell families who writes, how to answer and how to stop; once to each address.",
            discussion:
                "A number gets it by itself before its first text, unless sms.welcome is never.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var audience: AudienceOptions
        @OptionGroup var sending: SendingOptions

        func run() async throws {
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.welcome(
                    audience.audience, way: sending.ways.way, by: acting.handle)
                try await sending.finish(plan, common, at: place.desk) { plan in
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// What they share.
    struct SendingOptions: ParsableArguments {
        @OptionGroup var ways: WayOptions
        @OptionGroup var start: StartOptions
        @Flag(help: "Show who would get what, and send nothing.")
        var dryRun = false

        func finish(
            _ plan: NoticePlan, _ common: CommonOptions, at desk: Desk,
            send: (NoticePlan) async throws -> SendReceipt
        ) async throws {
            try await common.show(
                plan, at: desk, dryRun: dryRun, atOnce: start.now,
                nobody: "Nobody can get this in writing; --dry-run says why.", send: send)
        }
    }
}
