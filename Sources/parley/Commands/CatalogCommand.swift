import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Wire

/// `parley catalog`: the words of the notices, checked and shown.
struct CatalogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalog", abstract: "Check and preview the notices' words.",
        subcommands: [Check.self, Preview.self])

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

    /// Checks.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find what would hurt a family; exits 1 when there is anything.")

        @OptionGroup var folders: Folders
        @Argument(help: "The languages to look at; all unless given.")
        var languages: [String] = []
        @Flag(help: "An entry that no person has reviewed counts as wrong.")
        var requireReviewed = false
        @Flag(help: "Print JSON for scripts.")
        var json = false

        private struct Line: Encodable {
            let file: String, line: Int, column: Int, rule: String, severity: String
            let sentence: String
        }

        func run() async throws {
            let tags = try languages.map { text in
                guard let tag = LanguageTag(text) else {
                    throw Refusal("\"\(text)\" is no language tag; try es or zh-Hans.")
                }
                return tag
            }
            let urls = try folders.urls
            let check = CatalogCheck(templates: urls.templates, locales: urls.locales)
            let findings = check.findings(languages: tags, requireReviewed: requireReviewed)
            let bad = findings.filter { $0.severity != .note }
            if json {
                let lines = findings.map {
                    Line(
                        file: $0.file, line: $0.line, column: $0.column, rule: $0.rule.rawValue,
                        severity: $0.severity.rawValue, sentence: $0.sentence)
                }
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                print(String(decoding: try encoder.encode(lines), as: UTF8.self))
            } else {
                for finding in findings { print(finding.description) }
                let names = (tags.isEmpty ? check.languages : tags).map(\.text)
                print(
                    bad.isEmpty
                        ? "The catalogs are in order: \(names.joined(separator: ", "))."
                        : "\(bad.count) findings to mend.")
            }
            if !bad.isEmpty { throw ExitCode(1) }
        }
    }

    /// Shows.
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a notice in a language, with the template's example values.",
            discussion: "parley catalog preview meeting-invitation so")

        @OptionGroup var folders: Folders
        @Argument(help: "The notice's name.")
        var notice: String
        @Argument(help: "The language.")
        var language: String
        @Flag(help: "The HTML part instead of the text.")
        var html = false
        @Flag(help: "The text message.")
        var sms = false

        func run() async throws {
            guard let tag = LanguageTag(language) else {
                throw Refusal("\"\(language)\" is no language tag; try es or zh-Hans.")
            }
            let urls = try folders.urls
            let library = try NoticeLibrary.load(templates: urls.templates, locales: urls.locales)
            print(
                try CatalogPreview(library: library).show(
                    notice, in: tag, form: html ? .html : sms ? .sms : .text,
                    options: RenderOptions(replyMarker: replyMarker)), terminator: "")
        }
    }
}
