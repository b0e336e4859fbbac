import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Wire

/// `parley translate export`: a file for an agency.
struct TranslateExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the notices' messages into a file for a translation agency.",
        discussion: """
            The file is XLIFF, which agencies' programs read. It says what each message is for, \
            what its blanks hold and how long a text message may be; blanks and bold are codes \
            that a program keeps whole. Without --only it holds everything that no person has \
            reviewed.

            parley translate export so --out so.xlf
            parley translate export ar --xliff 1.2 --only missing --out ar.xlf
            parley translate export so --drafts --as amina --out drafts.xlf
            """)

    @OptionGroup var folders: CatalogCommand.Folders
    @OptionGroup var queue: DraftQueueOptions
    @Argument(help: "Into which language.")
    var language: String
    @Option(help: "The version that the agency's program reads: 2.1 or 1.2.")
    var xliff: XLIFFVersion = .v2
    @Option(
        help:
            "missing, stale (the English has changed), draft (not reviewed), open (all of these) or all."
    )
    var only: ExchangeScope = .open
    @Option(parsing: .singleValue, help: "Only this notice; may be given again.")
    var notice: [String] = []
    @Option(help: ArgumentHelp("The file; it is replaced if it is there.", valueName: "file"))
    var out: String

    func run() async throws {
        let tag = try CatalogCommand.tag(language)
        if queue.drafts { return try await exportDrafts(tag) }
        let urls = try folders.urls
        let file = try CatalogExport(templates: urls.templates, locales: urls.locales)
            .file(tag, only, notices: notice)
        guard file.count > 0 else {
            return print("There is nothing to translate into \(tag.text): no file was written.")
        }
        try write(xliff.text(of: file))
        let messages = counted(file.count, "message", "messages")
        let notices = counted(file.sections.count, "file", "files")
        print(
            harmless(
                "\(out): \(messages) of \(notices), \(counted(file.wordCount, "English word", "English words")), XLIFF \(xliff.rawValue)."
            ))
        print("When it comes back: parley translate import \(harmless(out))")
    }

    private func exportDrafts(_ tag: LanguageTag) async throws {
        try await queue.work { place, handle in
            guard let found = try await ExchangeDrafts(place.desk).file(into: tag, by: handle)
            else {
                return print("No draft into \(tag.text) waits: no file was written.")
            }
            try write(xliff.text(of: found.file))
            let drafts = counted(found.drafts, "draft", "drafts")
            print(harmless("\(out): \(drafts), XLIFF \(xliff.rawValue)."))
            print(
                "When it comes back: parley translate import \(harmless(out)) --drafts --to "
                    + "\(tag.text) --as \(handle)")
        }
    }

    /// Beside its place first, so that a file that is there stays whole.
    private func write(_ text: String) throws {
        do {
            try Data(text.utf8).write(to: URL(filePath: out), options: .atomic)
        } catch {
            throw Refusal(
                "\(harmless(out)) cannot be written. Look at the folder's rights and at the room on its disk."
            )
        }
    }
}

extension XLIFFVersion: ExpressibleByArgument {}
extension ExchangeScope: ExpressibleByArgument {}
