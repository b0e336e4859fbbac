import ArgumentParser
import Cases
import Delivery
import Foundation
import Outreach
import Store

/// `parley audit`: who sent what to whom, and what exactly was said.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who did what: sends, to whom, when, what was said, and what came after.",
        discussion: """
            For the principal and administrators; that they read it is on the trail as well. \
            Without an option it shows the acts of the whole school; with one, the words exactly as \
            sent as well, and the messages with whom each was for. With --json each act, text and \
            message is an object on a line of its own.

            parley audit --send 7x4kq --as pat
            parley audit --family F12 --json --as pat
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Option(help: "Only about this send.")
    var send: String?
    @Option(help: "Only about this household, as the roster calls it.")
    var family: String?
    @Option(help: "Only what this member of staff did.")
    var staff: String?

    func validate() throws {
        if [send, family, staff].compactMap({ $0 }).count > 1 {
            throw ValidationError("Choose one of --send, --family and --staff.")
        }
    }

    func run() async throws {
        var question = ReadAudit.Question()
        (question.send, question.family, question.staff) = (send, family, staff)
        let isWhole = [send, family, staff].allSatisfy { $0 == nil }
        try await common.work { [question] place in
            let use = ReadAudit(place.desk)
            let access = try await use.open(question, by: acting.handle)
            try await use.acts(access) { page in
                for one in page { try show(AuditLine(one, access.zone)) }
            }
            try await use.words(access) { page in
                for one in page { try show(AuditLine(one)) }
            }
            guard !isWhole else { return }
            try await use.messages(access) { page in
                for one in page { try show(AuditLine(one, access.zone)) }
            }
        }
    }

    private func show(_ line: AuditLine) throws { try common.print(line) { line.lines } }
}

/// A line of the trail, for scripts and people.
private struct AuditLine: Encodable {
    /// `act`, `words` or `message`.
    let type: String
    var at: String?
    var staff: String?
    var action: String?, subject: String?, name: String?
    var family: String?
    var details: [String: String]?
    var message: String?, send: String?, notice: String?, contact: String?
    var channel: String?, language: String?, state: String?, created: String?
    /// The id of the words, which a message names.
    var words: String?
    var standing: String?, title: String?, text: String?
    let lines: [String]

    private enum CodingKeys: String, CodingKey {
        case type, at, staff, action, subject, name, family, details, message, send, notice,
            contact, channel, language, state, created, words, standing, title, text
    }

    init(_ act: AuditedAct, _ zone: String) {
        type = "act"
        (at, staff, action) = (act.at.rfc3339(zone), act.staff, act.action)
        (subject, name) = (act.subject.kind, act.subject.name)
        (family, details) = (act.family, act.details)
        let more = act.details.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        let parts =
            [
                act.at.local(zone), act.staff ?? "parley", act.action,
                "\(act.subject.kind) \(act.subject.name)",
            ] + (act.family.map { ["family \($0)"] } ?? []) + more
        lines = [parts.joined(separator: "  ")]
    }

    init(_ rendering: StoredRendering) {
        type = "words"
        (words, language, standing) = (rendering.id, rendering.language, rendering.standing)
        (title, text) = (rendering.subject, rendering.text)
        lines =
            ["", "Words \(rendering.id) [\(rendering.language), \(rendering.standing)]"]
            + (rendering.subject.isEmpty ? [] : ["    \(rendering.subject)", ""])
            + rendering.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { "    \($0)" } + [""]
    }

    init(_ one: AuditedMessage, _ zone: String) {
        type = "message"
        (message, send, notice, staff) = (one.id.text, one.send, one.notice, one.staff)
        (contact, family, state) = (one.contact, one.family, one.state.rawValue)
        (channel, language, words) = (one.channel.rawValue, one.language, one.rendering)
        (at, created) = (one.sentAt?.rfc3339(zone), one.createdAt.rfc3339(zone))
        lines = [
            [
                (one.sentAt ?? one.createdAt).local(zone), one.staff, "message", one.notice,
                "send \(one.send)", "to \(one.contact) of \(one.family)",
                "by \(one.channel.rawValue) [\(one.language)]", one.state.rawValue,
                "words \(one.rendering)",
            ].joined(separator: "  ")
        ]
    }
}
