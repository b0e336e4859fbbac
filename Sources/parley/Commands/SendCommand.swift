import ArgumentParser
import Cases
import Delivery
import Localization
import MessageFormat
import Outreach
import People
import Store

/// `parley send`: notices with the liaison's own words, and how far each send is.
struct SendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send",
        abstract: "Send a notice, a concern, an urgent word; see how far a send is.",
        subcommands: [
            NoticeCommand.self, NoticesCommand.self, Concern.self, Urgent.self,
            ClosureCommand.self, WelcomeWord.self, Status.self, List.self, Message.self,
            UnclearCommand.self,
        ])

    /// Opens a conversation.
    struct Concern: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write to a case's family about the concern, with respect.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var sending: SendingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Option(help: "behaviour, classwork or attention; the case's own unless given.")
        var reason: String?
        @Option(help: "A sentence of your own, in English.")
        var note: String?

        func run() async throws {
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.concern(
                    about: name, reason: reason, note: note, way: sending.ways.way,
                    by: acting.handle)
                try await sending.finish(plan, common) {
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Tells many at once.
    struct Urgent: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell families at once about a closure, a delay or a danger.",
            discussion: "It reaches those too who asked for no more bulk notices.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var audience: AudienceOptions
        @OptionGroup var sending: SendingOptions
        @Option(help: "What has happened and what to do, in English.")
        var words: String
        @Option(help: "The words in another language, LANGUAGE=WORDS; may be given again.")
        var wordsIn: [String] = []
        @Option(help: "Why it is urgent, for the record.")
        var reason: String

        func run() async throws {
            let free = FreeWords(
                words, translations: try wordsByLanguage(wordsIn, option: "--words-in"))
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.urgent(
                    free, to: audience.audience, reason: reason, way: sending.ways.way,
                    by: acting.handle)
                try await sending.finish(plan, common) {
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Says who writes, before anything else is said.
    struct WelcomeWord: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "welcome",
            abstract:
                "Tell families who writes, how to answer and how to stop; once to each address.",
            discussion:
                "A number gets it by itself before its first text, unless sms.welcome is never.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var audience: AudienceOptions
        @OptionGroup var sending: SendingOptions

        func run() async throws {
            try await common.work { place in
                let use = SendWords(place.desk)
                let plan = try await use.welcome(
                    audience.audience, way: sending.ways.way, by: acting.handle)
                try await sending.finish(plan, common) {
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// What they share.
    struct SendingOptions: ParsableArguments {
        @OptionGroup var ways: WayOptions
        @Flag(help: "Show who would get what, and send nothing.")
        var dryRun = false

        func finish(
            _ plan: NoticePlan, _ common: CommonOptions, send: () async throws -> SendReceipt
        ) async throws {
            try await common.show(plan, dryRun: dryRun) {
                guard !plan.copies.isEmpty else {
                    throw Refusal("Nobody can get this in writing; --dry-run says why.")
                }
                return try await send()
            }
        }
    }

    /// Shows progress.
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how far a send is, and what families have answered to an offer.")

        @OptionGroup var common: CommonOptions
        @Argument(help: "The send's reference.")
        var name: String

        func run() async throws {
            let name = name
            try await common.work { place in
                let source = place.desk.source
                let view = try await place.database.read { t in
                    guard let report = try Outbox().report(named: name, t) else {
                        throw Refusal("There is no send \"\(name)\"; see `parley send list`.")
                    }
                    return ReportView(
                        report, try Answers(source).latest(to: .send(report.id), t))
                }
                try common.print(view) { view.lines }
            }
        }
    }

    /// Lists sends.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the latest sends.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        func run() async throws {
            let handle = acting.handle
            try await common.work { place in
                let reports = try await place.database.read { t in
                    let staff = try Acting().staff(handle, to: .send, t)
                    return try Outbox().reports(of: staff.school, limit: 50, t)
                }
                let views = reports.map { ReportView($0) }
                try common.print(views) { columns(views.map(\.row)) }
            }
        }
    }

    /// Shows one message as sent.
    struct Message: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
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
            let subject: String?, text: String?
        }

        func run() async throws {
            let (handle, name, words) = (acting.handle, name, words)
            try await common.work { place in
                let lines = try await place.database.read { t in
                    _ = try Acting().staff(handle, to: .readCase, t)
                    guard let report = try Outbox().report(named: name, t) else {
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
                lastReply: message.lastReply, subject: rendering?.subject, text: rendering?.text)
        }

        private func show(_ line: Line) -> [String] {
            var head =
                "\(line.state)  \(line.contact) by \(line.channel) [\(line.language)] "
                + "attempts \(line.attempts)"
            if let reply = line.lastReply { head += "  \(reply)" }
            if line.state == "deferred" { head += "  next try \(line.due)" }
            guard let subject = line.subject, let text = line.text else { return [head] }
            return [head, ""] + (subject.isEmpty ? [] : ["    \(subject)", ""])
                + text.split(separator: "\n", omittingEmptySubsequences: false).map { "    \($0)" }
                + [""]
        }
    }

    /// A report for scripts and people.
    struct ReportView: Encodable {
        let reference: String, notice: String, created: String
        let messages: [SendReport.Line]
        let leftOut: [String: Int]
        /// The latest of each family that answered an offer.
        let answers: [String: Int]

        init(_ report: SendReport, _ given: [GivenAnswer] = []) {
            (reference, notice) = (report.reference, report.notice)
            created = report.createdAt.iso8601
            messages = report.lines
            leftOut = Dictionary(
                uniqueKeysWithValues: report.exclusions.map { ($0.rawValue, $1) })
            answers = given.reduce(into: [:]) { $0[$1.answer.rawValue, default: 0] += 1 }
        }

        var counts: [(state: String, count: Int)] {
            Dictionary(grouping: messages, by: \.state.rawValue)
                .map { ($0, $1.reduce(0) { $0 + $1.count }) }.sorted { $0.state < $1.state }
        }

        var row: [String] {
            [
                reference, notice, created,
                counts.map { "\($0.state) \($0.count)" }.joined(separator: ", "),
            ]
        }

        var lines: [String] {
            ["Send \(reference), \(notice), \(created)"]
                + columns(messages.map { ["  \($0.language)", $0.state.rawValue, "\($0.count)"] })
                + leftOut.sorted { $0.key < $1.key }.map { "  left out, \($0.key): \($0.value)" }
                + answers.sorted { $0.key < $1.key }.map { "  answered \($0.key): \($0.value)" }
        }
    }
}
