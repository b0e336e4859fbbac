import ArgumentParser
import Cases
import Outreach

/// `parley case move`: wrong case? Move it.
struct CaseMoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move an entry that stands on the wrong case.",
        discussion: """
            parley case move 8f3k2m k7q2m --as amina

            The entry is named as `parley case show` gives it behind a #, or by the reference under \
            which it waited in the tray. Its words stay as they are. An answer to an invitation \
            counts no longer where it was wrong, and is recorded with what the right case asked, if \
            that is still open. The wrong case keeps a line without the words.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The entry, or the arrival's reference.")
    var entry: String
    @Argument(help: "The reference of the right case.")
    var caseName: String

    private struct Moved: Encodable {
        let entry: String, from: String, to: String
        let withdrawn: [String], recorded: String?, isStopKept: Bool
    }

    func run() async throws {
        let (name, caseName) = (String(entry.trimmingPrefix("#")), caseName)
        try await common.work { place in
            let receipt = try await MoveEntry(place.desk)
                .move(name, to: caseName, by: acting.handle)
            let moved = Moved(
                entry: receipt.entry, from: receipt.from.reference, to: receipt.to.reference,
                withdrawn: receipt.withdrawn.map(\.rawValue), recorded: receipt.recorded?.rawValue,
                isStopKept: receipt.isStopKept)
            try common.print(moved) { lines(moved) }
        }
    }

    private func lines(_ moved: Moved) -> [String] {
        var lines = [
            "#\(moved.entry) stands on case \(moved.to) now; case \(moved.from) keeps a line."
        ]
        for answer in moved.withdrawn {
            lines.append("Its answer \"\(answer)\" no longer counts where it was recorded.")
        }
        if let recorded = moved.recorded {
            lines.append("It counts as \"\(recorded)\" for what case \(moved.to) had asked.")
        } else if !moved.withdrawn.isEmpty {
            lines.append("Case \(moved.to) asks nothing that it could answer now.")
        }
        if moved.isStopKept {
            lines.append(
                "The address that it stopped stays stopped; the family says START to take it back.")
        }
        return lines
    }
}
