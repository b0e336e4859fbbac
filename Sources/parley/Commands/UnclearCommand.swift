import ArgumentParser
import Outreach
import People
import Store

/// `parley send unclear`: texts of which nobody knows whether they left.
struct UnclearCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unclear",
        abstract: "See and settle texts of which nobody knows whether they arrived.",
        discussion: """
            The provider's answer was lost after the text had left. It is not sent again by itself, \
            or the family might get it twice: it waits for a receipt, or for you. Ask the family.

            parley send unclear --as amina
            parley send unclear 01k… --arrived --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The message, as the list shows it; without one, the list.")
    var message: String?
    @Flag(help: "The family has it.")
    var arrived = false
    @Flag(help: "Send it once more.")
    var again = false

    private struct Line: Encodable {
        let message: String, contact: String, notice: String, since: String, reply: String?
    }

    func validate() throws {
        if message != nil, arrived == again {
            throw ValidationError("Say what became of it: --arrived, or --again.")
        }
        if message == nil, arrived || again {
            throw ValidationError("Say which message, as `parley send unclear` lists them.")
        }
    }

    func run() async throws {
        let (handle, message, arrived) = (acting.handle, message, arrived)
        try await common.work { place in
            let use = SettleUnclear(place.desk)
            guard let message else { return try await list(use, place) }
            let settled = try await use.settle(
                message, arrived ? .arrived : .sendAgain, by: handle)
            try common.print(["message": settled.id.text]) {
                [arrived ? "Noted as arrived." : "Queued once more."]
            }
        }
    }

    private func list(_ use: SettleUnclear, _ place: Workplace) async throws {
        let messages = try await use.list(by: acting.handle)
        let lines = try await place.database.read { t in
            try messages.map { message in
                Line(
                    message: message.id.text,
                    contact: try Contacts().contact(message.contact, t)?.fullName ?? "",
                    notice: message.notice, since: message.createdAt.iso8601,
                    reply: message.lastReply)
            }
        }
        try common.print(lines) {
            lines.isEmpty
                ? ["Nothing is unclear."]
                : columns(lines.map { [$0.message, $0.contact, $0.notice, $0.since] })
        }
    }
}
