import ArgumentParser
import Foundation
import Localization
import MessageFormat
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
            parley translate import drafts.xlf --drafts --to so --as amina
            """)

    @OptionGroup var folders: CatalogCommand.Folders
    @OptionGroup var queue: DraftQueueOptions
    @Option(help: "With --drafts: the language that they are into.")
    var to: LanguageTag?
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
        if queue.drafts { return try await importDrafts() }
        let urls = try folders.urls
        let signature = try reviewedBy.map { try ReviewDay.signature(by: $0, on: on) }
        let decision: ExchangeDecision
        do {
            decision = try CatalogImport(templates: urls.templates, locales: urls.locales)
                .decision(on: ExchangeDocument.read(URL(filePath: file)), by: signature)
        } catch let problem as ExchangeProblem {
            throw Refusal(
                harmless("\(problem.place(in: file)): \(problem.sentence) Nothing was written."))
        }
        let view = ImportView(file: file, decision: decision)
        view.show()
        let isWritten = try settle(decision, signature)
        if isWritten { print(view.done) }
        if decision.count(.refused) > 0 { throw ExitCode(1) }
    }

    private func importDrafts() async throws {
        guard let to else { throw ValidationError("Say into which language: --to so.") }
        try await queue.work { place, handle in
            let use = ExchangeDrafts(place.desk)
            do {
                let document = try ExchangeDocument.read(URL(filePath: file))
                let decision = try await use.decision(on: document, into: to, by: handle)
                for line in DraftImportView(file: file, decision: decision).lines {
                    print(harmless(line))
                }
                if !decision.changes.isEmpty {
                    let question = "Put these into the queue? Somebody has yet to approve them."
                    guard try isAgreed(question, isSure: yes) else {
                        throw Refusal("Nothing was written.")
                    }
                    _ = try await use.take(document, into: to, by: handle)
                    print("Taken: \(counted(decision.changes.count, "sentence", "sentences")).")
                }
                if !decision.refused.isEmpty { throw ExitCode(1) }
            } catch let problem as ExchangeProblem {
                throw Refusal(
                    harmless("\(problem.place(in: file)): \(problem.sentence) Nothing was written.")
                )
            }
        }
    }

    private func settle(
        _ decision: ExchangeDecision, _ signature: ReviewSignature?
    ) throws -> Bool {
        guard !decision.isEmpty else {
            print("There is nothing to write.")
            return false
        }
        let words = signature.map { " Signed as reviewed by \($0.name) on \($0.day)." } ?? ""
        let count = counted(decision.items.count { $0.standing != nil }, "message", "messages")
        let question = "Write \(count) of \(decision.language.text)?\(words)"
        guard try isAgreed(question, isSure: yes) else {
            print("Nothing was written.")
            return false
        }
        try decision.apply()
        return true
    }
}
