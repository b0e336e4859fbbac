import ArgumentParser
import Outreach

/// `parley translate approve`: a person answers for a translation.
struct TranslateApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Answer for a draft that you have taken; what waits for it goes out.",
        discussion: """
            Only who is down as a reader of the language can (parley staff languages). What is \
            approved enters the memory, and is not changed unless it is reopened.
            """)

    @OptionGroup var which: TranslateReviewCommand.Which
    @Option(help: "The revision that you saw; it is refused when the draft has changed since.")
    var seen: Int?

    func run() async throws {
        try await which.act {
            try await $0.approve(which.name, seen: seen, by: which.acting.handle)
        }
    }
}
