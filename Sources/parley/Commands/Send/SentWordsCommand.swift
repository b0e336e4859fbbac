import ArgumentParser
import Cases
import Delivery
import Outreach
import People
import Store

/// `parley send message`: shows one message as sent.
struct SentWordsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message",
        abstract: "Show the messages of a send: state, attempts and the words as sent.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The send's reference.")
    var name: String
    @Flag(help: "The words as well.")
    var words = false

    private struct Line: Encodable {
        let id: String, messageID: String, contact: String, channel: String, language: String
        let standing: String, state: String, attempts: Int, due: String, lastReply: String?
        let waitsFor: WaitReason?
        let subject: String?, text: String?
    }

    func run() async throws {
        let (handle, name, words) = (acting.handle, name, words)
        try await common.work { place in
            let lines = try await place.database.read { t in
                let staff = try Acting().staff(handle, to: .readCase, t)
                guard let report = try Outbox().find(sendNamed: name, t),
                    report.school == staff.school
                else {
                    throw Refusal("There is no send \"\(name)\"; see `parley send list`.")
                }
                return try Outbox().messages(of: report.id, t).map { message in
                    try line(message, words, t)
                }
            }
            try common.print(lines) { lines.flatMap(show) }
        }
    }

    private func line(
        _ message: OutboundMessage, _ words: Bool, _ t: borrowing Transaction
    ) throws -> Line {
        let rendering = words ? try Outbox().rendering(of: message.id, t) : nil
        return Line(
            id: message.id.text, messageID: message.messageID,
            contact: try Contacts().contact(message.contact, t)?.fullName ?? "",
            channel: message.channel.rawValue, language: message.language,
            standing: message.standing, state: message.state.rawValue,
            attempts: message.attempts, due: message.due.iso8601,
            lastReply: message.lastReply, waitsFor: message.waitsFor, subject: rendering?.subject,
            text: rendering?.text)
    }

    private func show(_ line: Line) -> [String] {
        var head =
            "\(line.state)  \(line.contact) by \(line.channel) [\(line.language)] "
            + "attempts \(line.attempts)"
        if let reply = line.lastReply { head += "  \(reply)" }
        if let reason = line.waitsFor { head += "  \(reason.sentence), until \(line.due)" }
        if line.state == "deferred" { head += "  next try \(line.due)" }
        guard let subject = line.subject, let text = line.text else { return [head] }
        return [head, ""] + (subject.isEmpty ? [] : ["    \(subject)", ""])
            + text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
            + [""]
    }
}
