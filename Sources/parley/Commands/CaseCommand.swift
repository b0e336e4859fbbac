import ArgumentParser
import Cases
import Outreach
import People
import Store

/// `parley case`: from a teacher's referral to the end.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Refer a child, keep the timeline, close the case.",
        subcommands: [
            Refer.self, List.self, Show.self, Note.self, Call.self, Visit.self,
            CaseWriteCommand.self, CaseAgreedCommand.self,
            CaseMoveCommand.self, Close.self, Attachment.self, CaseShareCommand.self,
        ])

    /// Opens a case.
    struct Refer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Refer a child: this opens a case with the liaison.",
            discussion: "parley case refer S101 --concern attention --words \"…\" --as okafor")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The student's id in the roster.")
        var student: String
        @Option(help: "behaviour, classwork, attention or a word of your own.")
        var concern: String
        @Option(help: "What you have seen, for the liaison.")
        var words = ""
        @Option(help: "The household, when the child has two.")
        var family: String?

        func run() async throws {
            try await common.work { place in
                let file = try await ReferStudent(place.desk).refer(
                    student: student, family: family, concern: concern, words: words,
                    by: acting.handle)
                try common.print(["case": file.reference]) {
                    ["Opened case \(file.reference). The liaison takes it from here."]
                }
            }
        }
    }

    /// Lists cases.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the open cases: first the families who ask to be contacted, then those "
                + "who wait for an answer.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Flag(help: "The closed ones as well.")
        var all = false

        private struct Line: Encodable {
            let reference: String, kind: String, concern: String, family: String
            let student: String?, state: String, nextStep: String?, nextStepOn: String?
            /// Since when the family waits: it wrote, and nobody has written anything down since.
            let waitingSince: String?
            /// Whether it has asked to be called or written to since.
            let wantsContact: Bool
        }

        func run() async throws {
            let (handle, all) = (acting.handle, all)
            try await common.work { place in
                let lines = try await place.database.read { t in
                    let staff = try Acting().staff(handle, to: .readCase, t)
                    let zone = try Schools().school(staff.school, t)?.timeZone ?? "UTC"
                    let waiting = try Timeline(place.desk.source).waiting(at: staff.school, t)
                    // A closed case whose family wrote again is shown as well.
                    let cases = try CaseBook(place.desk.source)
                        .list(of: staff.school, includingClosed: true, t)
                        .filter { all || $0.state == .open || waiting[$0.id] != nil }
                    let lines = try cases.map { file in
                        try line(file, waiting[file.id], zone, t)
                    }
                    return lines.filter(\.wantsContact)
                        + lines.filter { $0.waitingSince != nil && !$0.wantsContact }
                        + lines.filter { $0.waitingSince == nil }
                }
                try await place.tellOfStalledSends(to: handle)
                try common.print(lines) {
                    lines.isEmpty
                        ? ["No case is open. A teacher opens one: parley case refer STUDENT …"]
                        : columns(lines.map(row))
                }
            }
        }

        private func line(
            _ file: Case, _ waiting: Waiting?, _ zone: String, _ t: borrowing Transaction
        ) throws -> Line {
            let student = try CaseView.student(of: file, t)
            return Line(
                reference: file.reference, kind: file.kind.rawValue, concern: file.concern,
                family: try Families().family(file.family, t)?.name ?? "",
                student: student?.fullName, state: file.state.rawValue, nextStep: file.nextStep,
                nextStepOn: file.nextStepOn, waitingSince: waiting?.since.local(zone),
                wantsContact: waiting?.wantsContact ?? false)
        }

        private func row(_ line: Line) -> [String] {
            let topic = line.kind == "general" ? "conversation" : line.concern
            let next = [line.nextStepOn, line.nextStep].compactMap { $0 }.joined(separator: " ")
            let wish = line.wantsContact ? "please contact them" : "waits for you"
            let waits = line.waitingSince.map { "wrote \($0), \(wish)" } ?? ""
            return [line.reference, line.state, topic, line.student ?? line.family, waits, next]
        }
    }

    /// Shows a timeline.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a case: the timeline with both sides, meetings and answers.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Flag(help: "Every word of the notices, not their first lines.")
        var full = false
        @Flag(
            help: """
                With each mail of the family also what was cut from its words: quotes, signatures, \
                messages that it passed on.
                """)
        var whole = false

        func run() async throws {
            let (handle, name, whole) = (acting.handle, name, whole)
            try await common.work { place in
                let view = try await place.database.read { t in
                    let staff = try Acting().staff(handle, to: .readCase, t)
                    return try CaseView(
                        named: name, of: staff.school, whole: whole, place.desk, t)
                }
                // Who looked at a child's case is on record.
                try await place.database.write { t in
                    let staff = try Acting().staff(handle, to: .readCase, t)
                    try Audit(place.desk.source).record(
                        "case.show", by: staff.id, on: ("case", view.id), t)
                }
                try common.print(view) { view.lines(full: full) }
            }
        }
    }

    /// Adds a note.
    struct Note: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a note for staff, and the next step.")

        @OptionGroup var entry: EntryOptions

        func run() async throws { try await entry.add(.note) }
    }

    /// Logs a call.
    struct Call: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Log a phone call.",
            discussion: "parley case call k7q2m --outcome no-answer --as amina")

        @OptionGroup var entry: EntryOptions
        @Option(help: "reached, no-answer, voicemail, number-changed …")
        var outcome = "reached"
        @Option(help: "Who interpreted, when somebody did.")
        var interpreter: String?

        func run() async throws {
            try await entry.add(.call(outcome: outcome, interpreter: interpreter))
        }
    }

    /// Logs a visit.
    struct Visit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Log a home visit.")

        @OptionGroup var entry: EntryOptions
        @Option(help: "met, nobody-home …")
        var outcome = "met"
        @Option(help: "Who interpreted, when somebody did.")
        var interpreter: String?

        func run() async throws {
            try await entry.add(.visit(outcome: outcome, interpreter: interpreter))
        }
    }

    /// Closes a case.
    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Close a case.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Option(help: "How it ended.")
        var words = ""

        func run() async throws {
            try await common.work { place in
                let file = try await WorkOnCase(place.desk).close(
                    name, words: words, by: acting.handle)
                try common.print(["case": file.reference]) { ["Closed case \(file.reference)."] }
            }
        }
    }

    /// What the three kinds of entries share.
    struct EntryOptions: ParsableArguments {
        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Option(help: "What was said or seen.")
        var words = ""
        @Option(help: "What comes next.")
        var next: String?
        @Option(help: "By which date, 2026-12-03.")
        var nextOn: String?

        func add(_ act: WorkOnCase.Act) async throws {
            try await common.work { place in
                let file = try await WorkOnCase(place.desk).add(
                    act, words: words, to: name, next: next.map { ($0, nextOn) },
                    by: acting.handle)
                try common.print(["case": file.reference]) { ["Added to case \(file.reference)."] }
            }
        }
    }
}
