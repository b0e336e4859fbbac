import ArgumentParser
import Foundation
import MessageFormat
import Outreach

/// `parley catalog`: the words of the notices, checked and shown.
struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check, show and review the notices' words.",
        subcommands: [
            Check.self, Explain.self, Status.self, Preview.self, Diff.self, Confirm.self,
            Review.self, Keep.self, AddLanguage.self,
        ])

    /// Where the words are.
    struct Folders: ParsableArguments {
        @Option(help: "The folder with the templates.")
        var templates: String?
        @Option(help: "The folder with the catalogs.")
        var locales: String?

        func url(_ kind: String, _ given: String?) throws -> URL {
            if let given { return URL(filePath: given) }
            let found = SharedFiles.folders(kind).first {
                FileManager.default.fileExists(atPath: $0.path)
            }
            guard let found else {
                throw Refusal("No folder \(kind) was found; name it with --\(kind).")
            }
            return found
        }

        var urls: (templates: URL, locales: URL) {
            get throws { (try url("templates", templates), try url("locales", locales)) }
        }
    }

    /// A language tag as a person typed it.
    static func tag(_ text: String) throws -> LanguageTag {
        guard let tag = LanguageTag(text) else {
            throw Refusal("\"\(text)\" is no language tag; try es or zh-Hans.")
        }
        return tag
    }

    /// A value for scripts, on one line.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
