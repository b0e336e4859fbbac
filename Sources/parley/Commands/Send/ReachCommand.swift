import ArgumentParser
import Delivery
import Foundation
import Outreach
import People
import Wire

/// `parley send report`: whom a send has not reached, why, and what to do.
struct ReachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "List every family that a send has not reached, why, and the next step.",
        discussion: """
            A family is reached when a server has taken one of the send's messages to it and it has \
            not come back. --csv is for a spreadsheet; it holds no addresses.

            parley send report 7x4kq --as amina
            parley send report 7x4kq --csv --as amina > to-call.csv
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The send's reference.")
    var name: String
    @Flag(help: "Print CSV (RFC 4180, UTF-8), a line for each family.")
    var csv = false

    func validate() throws {
        if csv, common.json { throw ValidationError("Choose one of --csv and --json.") }
    }

    func run() async throws {
        try await common.work { place in
            let use = ReportReach(place.desk)
            let summary = try await use.summary(of: name, by: acting.handle)
            let zone = summary.school.timeZone
            if csv {
                write(csvLine(ReachView.heads))
                try await use.notReached(by: summary.send.id) { page in
                    for one in page {
                        write(csvLine(ReachView(one, zone: zone).cells.map(harmless)))
                    }
                }
            } else if common.json {
                try await json(summary, use)
            } else {
                try await table(summary, use)
            }
        }
    }

    private func table(_ summary: ReportReach.Summary, _ use: ReportReach) async throws {
        let missed = summary.families - summary.reached
        print(
            harmless(
                "Send \(summary.send.reference), \(summary.send.notice): \(summary.reached) of "
                    + "\(counted(summary.families, "family", "families")) reached"
                    + (missed == 0 ? "." : ", \(missed) not:")))
        try await use.notReached(by: summary.send.id) { page in
            let rows = page.map { ReachView($0, zone: summary.school.timeZone).row }
            for line in columns(rows) { print(harmless("  " + line)) }
        }
        for (reason, count) in summary.leftOut {
            print("Left out, \(reason.sentence): \(counted(count, "contact", "contacts")).")
        }
    }

    /// One object, written as it is read: its last list may be long.
    private func json(_ summary: ReportReach.Summary, _ use: ReportReach) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let head = Head(
            send: summary.send.reference, notice: summary.send.notice,
            families: summary.families, reached: summary.reached,
            leftOut: Dictionary(
                uniqueKeysWithValues: summary.leftOut.map { ($0.0.rawValue, $0.1) }))
        let text = String(decoding: try encoder.encode(head), as: UTF8.self)
        write(text.dropLast() + ",\"notReached\":[")
        var isFirst = true
        try await use.notReached(by: summary.send.id) { page in
            for one in page {
                let view = try encoder.encode(ReachView(one, zone: summary.school.timeZone))
                write((isFirst ? "" : ",") + String(decoding: view, as: UTF8.self))
                isFirst = false
            }
        }
        write("]}\n")
    }

    private struct Head: Encodable {
        let send: String, notice: String, families: Int, reached: Int
        let leftOut: [String: Int]
    }

    private func write(_ text: some StringProtocol) { print(text, terminator: "") }
}

extension ReportReach.Summary {
    /// Contacts who were left out, by reason.
    fileprivate var leftOut: [(Exclusion, Int)] {
        send.exclusions.sorted { $0.key.rawValue < $1.key.rawValue }.map { ($0.key, $0.value) }
    }
}
