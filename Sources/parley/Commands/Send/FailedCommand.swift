import ArgumentParser
import Outreach
import People
import Store
import Wire

/// `parley send failed`: what nobody will try again by itself, and the way to try it again.
struct FailedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed",
        abstract: "See what could not be delivered, and queue it once more.",
        discussion: """
            A message fails when its address is refused for good, or when every try of its schedule \
            was in vain. Mend the cause first: a wrong address in the roster, a setting.

            parley send failed --as amina
            parley send failed 7x4kq --again --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "Only of this send, or this one message; without it, of the whole school.")
    var name: String?
    @Flag(help: "Queue it once more.")
    var again = false

    private struct Line: Encodable {
        let message: String, contact: String, channel: String, notice: String, attempts: Int
        let reply: String?
    }

    func validate() throws {
        if again, name == nil {
            throw ValidationError("Say which send or message, as `parley send failed` lists them.")
        }
    }

    func run() async throws {
        let (handle, name, again) = (acting.handle, name, again)
        try await common.work { place in
            let use = FailedMessages(place.desk)
            if let name, again { return try await queue(use, name) }
            let messages = try await use.list(of: name, by: handle)
            let lines = try await place.database.read { t in
                try messages.map { message in
                    Line(
                        message: message.id.text,
                        contact: try Contacts().contact(message.contact, t)?.fullName ?? "",
                        channel: message.channel.rawValue, notice: message.notice,
                        attempts: message.attempts, reply: message.lastReply)
                }
            }
            try common.print(lines) {
                lines.isEmpty
                    ? ["Nothing has failed."]
                    : columns(
                        lines.map {
                            [
                                $0.message, $0.contact, $0.channel, $0.notice,
                                harmless($0.reply ?? ""),
                            ]
                        })
            }
        }
    }

    private func queue(_ use: FailedMessages, _ name: String) async throws {
        let (queued, left) = try await use.again(name, by: acting.handle)
        try common.print(["queued": queued, "left": left]) {
            var lines = ["Queued \(queued) once more."]
            if left > 0 {
                lines.append(
                    "\(left) stay as they are: their time is over, their send was cancelled, or "
                        + "their address is stopped.")
            }
            return lines
        }
    }
}
