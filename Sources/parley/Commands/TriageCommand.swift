import ArgumentParser
import Cases
import Inbox
import Outreach
import People
import Store

/// `parley triage`: what could not be matched waits for a person.
struct TriageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "triage", abstract: "See what could not be matched, and say where it belongs.",
        subcommands: [List.self, Assign.self, Dismiss.self])

    /// Lists what waits.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what waits, with the places where it may belong.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        private struct Candidate: Encodable {
            let family: String, caseReference: String?, evidence: String
        }
        private struct Line: Encodable {
            let reference: String, at: String, kind: String, reason: String, sentence: String
            let channel: String, from: String?, attachments: Int, subject: String, words: String,
                language: String
            let candidates: [Candidate]
        }

        func run() async throws {
            try await common.work { place in
                let items = try await SettleTriage(place.desk).list(by: acting.handle)
                let source = place.desk.source
                let lines = try await place.database.read { t in
                    try items.map { item in try line(item, source, t) }
                }
                try await place.tellOfStalledSends(to: acting.handle)
                try common.print(lines) {
                    lines.isEmpty ? ["The tray is empty."] : lines.flatMap(show)
                }
            }
        }

        private func line(
            _ item: TriageItem, _ source: ClockAndChance, _ t: borrowing Transaction
        ) throws -> Line {
            Line(
                reference: item.reference, at: item.at.iso8601, kind: item.kind,
                reason: item.reason.rawValue, sentence: item.reason.sentence,
                channel: item.channel.rawValue, from: item.fromAddress,
                attachments: item.attachments, subject: item.subject, words: item.words,
                language: item.language,
                candidates: try item.candidates.map { lead in
                    try candidate(lead, source, t)
                })
        }

        private func candidate(
            _ lead: Lead, _ source: ClockAndChance, _ t: borrowing Transaction
        ) throws -> Candidate {
            var reference: String?
            if let id = lead.caseID { reference = try CaseBook(source).find(id, t)?.reference }
            return Candidate(
                family: try Families().family(lead.family, t)?.name ?? "",
                caseReference: reference, evidence: lead.evidence.rawValue)
        }

        private func show(_ line: Line) -> [String] {
            let head = line.channel == "sms" ? "text message" : line.subject
            var lines = ["\(line.reference)  \(line.from ?? "no sender")  \(head)"]
            lines.append("    waits because \(line.sentence)")
            lines += line.words.split(separator: "\n").prefix(6).map { "    | \($0)" }
            if line.attachments > 0 {
                lines.append("    with files or pictures: \(line.attachments)")
            }
            for candidate in line.candidates {
                let place = candidate.caseReference.map { "case \($0)" } ?? "no open case"
                lines.append("    perhaps the family \(candidate.family), \(place)")
            }
            return lines
        }
    }

    /// Assigns.
    struct Assign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put an arrival on a case's timeline.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The arrival's reference.")
        var name: String
        @Argument(help: "The case's reference.")
        var caseName: String

        func run() async throws {
            try await common.work { place in
                let file = try await SettleTriage(place.desk)
                    .assign(name, to: caseName, by: acting.handle)
                try common.print(["case": file.reference]) {
                    ["It stands on case \(file.reference) now."]
                }
            }
        }
    }

    /// Dismisses.
    struct Dismiss: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an arrival out of the tray as not ours; its bytes stay.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The arrival's reference.")
        var name: String

        func run() async throws {
            try await common.work { place in
                try await SettleTriage(place.desk).dismiss(name, by: acting.handle)
                try common.print(["dismissed": name]) { ["Taken out of the tray."] }
            }
        }
    }
}
