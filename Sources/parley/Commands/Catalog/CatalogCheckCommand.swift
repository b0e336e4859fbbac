import ArgumentParser
import Foundation
import Localization
import MessageFormat

extension CatalogCommand {
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
            let tags = try languages.map(CatalogCommand.tag)
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
}
