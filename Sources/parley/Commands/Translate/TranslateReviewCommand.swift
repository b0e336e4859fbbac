import ArgumentParser
import Localization
import Outreach

/// `parley translate review`: the queue of drafts, and what a reviewer does with one.
struct TranslateReviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "See the drafts that wait, take one, correct it, send it back.",
        subcommands: [
            Queue.self, Show.self, Claim.self, Correct.self, Release.self, SendBack.self,
            Answer.self, Reopen.self, Withdraw.self,
        ], defaultSubcommand: Queue.self)

    /// What waits.
    struct Queue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the drafts that wait, yours first.")
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        func run() async throws {
            try await common.work { place in
                let views = try await ReviewDraft(place.desk).queue(by: acting.handle)
                    .map(DraftView.init)
                try common.print(views) {
                    views.isEmpty ? ["No draft waits."] : columns(views.map(\.row))
                }
            }
        }
    }

    /// What all take.
    struct Which: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The draft's reference.")
        var name: String

        func act(
            _ work: (ReviewDraft) async throws -> DraftSheet
        ) async throws {
            try await common.work { place in
                let view = DraftView(try await work(ReviewDraft(place.desk)))
                try common.print(view) { view.lines }
            }
        }
    }

    /// One draft.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a draft: each sentence with its translation and every doubt.")
        @OptionGroup var which: Which

        func run() async throws {
            try await which.act { try await $0.show(which.name, by: which.acting.handle) }
        }
    }

    /// Takes one.
    struct Claim: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a draft for half an hour; nobody else can change it meanwhile.")
        @OptionGroup var which: Which

        func run() async throws {
            try await which.act { try await $0.claim(which.name, by: which.acting.handle) }
        }
    }

    /// Corrects a sentence.
    struct Correct: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a sentence's translation; every {$blank} of the English stays.")
        @OptionGroup var which: Which
        @Argument(help: "The sentence's number.")
        var sentence: Int
        @Argument(help: "The translation, with the blanks of the English, as {$name1}.")
        var words: String
        @Option(help: "The revision that you saw; it is refused when the draft has changed since.")
        var seen: Int?

        func run() async throws {
            try await which.act {
                try await $0.correct(
                    which.name, sentence: sentence, to: words, seen: seen, by: which.acting.handle)
            }
        }
    }

    /// Gives it free.
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a draft free that you have taken.")
        @OptionGroup var which: Which

        func run() async throws {
            try await which.act { try await $0.release(which.name, by: which.acting.handle) }
        }
    }

    /// Asks its author.
    struct SendBack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "send-back", abstract: "Send a draft back to its author with a question.")
        @OptionGroup var which: Which
        @Option(help: "What you want to know.")
        var question: String

        func run() async throws {
            try await which.act {
                try await $0.sendBack(which.name, question: question, by: which.acting.handle)
            }
        }
    }

    /// Answers the reviewer.
    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a reviewer's question; the draft is in the queue again.")
        @OptionGroup var which: Which
        @Option(help: "Your answer.")
        var words: String

        func run() async throws {
            try await which.act {
                try await $0.answer(which.name, words, by: which.acting.handle)
            }
        }
    }

    /// Ends an approval.
    struct Reopen: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open an approved draft again; it has to be approved anew.")
        @OptionGroup var which: Which

        func run() async throws {
            try await which.act { try await $0.reopen(which.name, by: which.acting.handle) }
        }
    }

    /// Takes it out of use.
    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a draft out of use; what waits for it is not sent.")
        @OptionGroup var which: Which

        func run() async throws {
            try await which.act { try await $0.withdraw(which.name, by: which.acting.handle) }
        }
    }
}
