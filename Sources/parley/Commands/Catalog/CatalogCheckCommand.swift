import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

extension CatalogCommand {
    /// Checks.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Find what would hurt a family; exits 1 when there is anything.",
            discussion: "parley catalog explain RULE tells more about a rule, with an example.")

        /// How findings are printed.
        enum Format: String, ExpressibleByArgument, CaseIterable {
            case text, json, github
        }

        @OptionGroup var folders: Folders
        @Argument(help: "The languages to look at; all unless given.")
        var languages: [String] = []
        @Flag(help: "An entry that no person has reviewed counts as wrong.")
        var requireReviewed = false
        @Option(
            help: "text for people, json for scripts, github for annotations in GitHub Actions.")
        var format: Format?
        @Flag(help: "The same as --format json.")
        var json = false

        private struct Line: Encodable {
            let file: String, line: Int, column: Int, rule: String, severity: String
            let sentence: String
        }

        func run() async throws {
            if json, let format, format != .json {
                throw Refusal(
                    "--json and --format \(format.rawValue) ask for two formats; give one of them.")
            }
            let tags = try languages.map(CatalogCommand.tag)
            let urls = try folders.urls
            let check = CatalogCheck(templates: urls.templates, locales: urls.locales)
            let findings = check.findings(languages: tags, requireReviewed: requireReviewed)
            let bad = findings.filter { $0.severity != .note }
            let names = (tags.isEmpty ? check.languages : tags).map(\.text)
            let last =
                bad.isEmpty
                ? "The catalogs are in order: \(names.joined(separator: ", "))."
                : "\(counted(bad.count, "finding", "findings")) to mend."
            switch json ? .json : format ?? .text {
            case .text:
                for finding in findings { print(finding.description) }
                print(last)
            case .json:
                try printJSON(findings)
                complain(last)
            case .github:
                for finding in findings {
                    print(WorkflowCommand(finding, file: path(finding.file, urls)))
                }
                complain(last)
            }
            if !bad.isEmpty { throw ExitCode(1) }
        }

        private func printJSON(_ findings: [CatalogFinding]) throws {
            let lines = findings.map {
                Line(
                    file: $0.file, line: $0.line, column: $0.column, rule: $0.rule.rawValue,
                    severity: $0.severity.rawValue, sentence: $0.sentence)
            }
            print(try CatalogCommand.json(lines))
        }

        /// GitHub knows files by their path from where the check runs, the repository's root.
        private func path(_ file: String, _ urls: (templates: URL, locales: URL)) -> String {
            let here = FileManager.default.currentDirectoryPath + "/"
            for folder in [urls.locales, urls.templates] {
                let name = folder.lastPathComponent
                guard file == name || file.hasPrefix(name + "/") else { continue }
                let whole = folder.standardizedFileURL.path + file.dropFirst(name.count)
                return whole.hasPrefix(here) ? String(whole.dropFirst(here.count)) : whole
            }
            return file
        }
    }
}
