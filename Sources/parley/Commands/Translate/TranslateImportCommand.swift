import ArgumentParser
import Foundation
import Localization
import Outreach
import Wire

/// `parley translate import`: what came back from an agency.
struct TranslateImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take an agency's translations into the catalogs, shown first.",
        discussion: """
            Shows what is new, what changes, and what is refused with the reason and the line of \
            the file; asks, and writes what is not refused. A message is refused when its English \
            has changed since, when a blank is lost or doubled, and when `parley catalog check` \
            would find something in it. All files are written, or none when something is in the \
            way. What is taken is a draft, whatever the agency says, until somebody who reads the \
            language signs it: here with --reviewed-by, or later with `parley catalog review`. It \
            exits with 1 when anything is refused.

            parley translate import so.xlf
            parley translate import so.xlf --reviewed-by "NAME"
            """)

    @OptionGroup var folders: CatalogCommand.Folders
    @Argument(help: "The file from the agency: XLIFF 1.2 or 2.1.")
    var file: String
    @Option(
        help: ArgumentHelp("Who has read the texts and answers for them.", valueName: "name"))
    var reviewedBy: String?
    @Option(help: ArgumentHelp("The day of that; today unless given.", valueName: "day"))
    var on: String?
    @Flag(help: "Write without asking, for scripts.")
    var yes = false

    func validate() throws {
        guard on == nil || reviewedBy != nil else {
            throw ValidationError("--on is the day of a review: name yourself with --reviewed-by.")
        }
    }

    func run() async throws {
        let urls = try folders.urls
        let signature = try reviewedBy.map { try ReviewDay.signature(by: $0, on: on) }
        let decision: ExchangeDecision
        do {
            decision = try CatalogImport(templates: urls.templates, locales: urls.locales)
                .decision(on: ExchangeDocument.read(URL(filePath: file)), by: signature)
        } catch let problem as ExchangeProblem {
            let place = problem.line > 0 ? "\(file):\(problem.line)" : file
            throw Refusal(harmless("\(place): \(problem.sentence) Nothing was written."))
        }
        let view = ImportView(file: file, decision: decision)
        view.show()
        let isWritten = try settle(decision, signature)
        if isWritten { print(view.done) }
        if decision.count(.refused) > 0 { throw ExitCode(1) }
    }

    private func settle(
        _ decision: ExchangeDecision, _ signature: ReviewSignature?
    ) throws -> Bool {
        guard !decision.isEmpty else {
            print("There is nothing to write.")
            return false
        }
        if !yes {
            guard isatty(0) == 1 else {
                throw Refusal(
                    "Nothing was written: there is no terminal to ask at. With --yes it is written without asking."
                )
            }
            let words = signature.map { " Signed as reviewed by \($0.name) on \($0.day)." } ?? ""
            let count = counted(
                decision.items.count { $0.standing != nil }, "message", "messages")
            print(
                harmless("Write \(count) of \(decision.language.text)?\(words) [y/N] "),
                terminator: "")
            fflush(nil)
            guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
                print("Nothing was written.")
                return false
            }
        }
        try decision.apply()
        return true
    }
}
