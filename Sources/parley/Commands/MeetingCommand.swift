import ArgumentParser
import Cases
import Outreach
import People
import Store

/// `parley meeting`: set a meeting and invite the family in its own language.
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "Set a meeting and invite the family to it.",
        subcommands: [
            Set.self, Invite.self, Change.self, Cancel.self, Remind.self, List.self,
        ])

    /// Sets a meeting.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a meeting for a case; nobody is told yet.",
            discussion: """
                parley meeting set k7q2m --at "2026-12-03 17:30" --place "Room 12" --as amina
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Argument(help: "The case's reference.")
        var name: String
        @Option(help: "Date and time in the school's zone, 2026-12-03 17:30.")
        var at: String
        @Option(help: "How many minutes it takes.")
        var minutes = 30
        @Option(help: "Where, as it stands on the door.")
        var place: String
        @Option(help: "Handle of the teacher; the one who referred the child unless given.")
        var teacher: String?
        @Option(help: "Handle of the principal, when there.")
        var principal: String?
        @Flag(
            inversion: .prefixedNo, help: "Ask for an interpreter; as the roster says unless given."
        )
        var interpreter: Bool?
        @Option(help: "A sentence to the family, in English.")
        var note = ""

        func run() async throws {
            let request = ArrangeMeeting.Request(
                at: at, minutes: minutes, place: place, teacher: teacher, principal: principal,
                interpreter: interpreter, note: note)
            try await common.work { workplace in
                let meeting = try await ArrangeMeeting(workplace.desk)
                    .set(request, for: name, by: acting.handle)
                try common.print(["meeting": meeting.reference]) {
                    [
                        "Set meeting \(meeting.reference) on \(meeting.startsLocal.replacing("T", with: " ")).",
                        "Invite the family: parley meeting invite \(meeting.reference) --as \(acting.handle)",
                    ]
                }
            }
        }
    }

    /// Invites.
    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Invite every contact who may hear about the child, each in their language.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var ways: WayOptions
        @Argument(help: "The meeting's reference.")
        var name: String
        @Flag(help: "Show who would get what, and send nothing.")
        var dryRun = false

        func run() async throws {
            try await common.work { place in
                let arrange = ArrangeMeeting(place.desk)
                let plan = try await arrange.plan(name, way: ways.way, by: acting.handle)
                try await common.show(plan, at: place.desk, dryRun: dryRun) { _ in
                    try await arrange.invite(name, with: plan, by: acting.handle)
                }
            }
        }
    }

    /// Moves a meeting.
    struct Change: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a meeting; whoever was invited is told, and asked again.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var ways: WayOptions
        @Argument(help: "The meeting's reference.")
        var name: String
        @Option(help: "The new date and time, 2026-12-03 17:30.")
        var at: String?
        @Option(help: "The new place.")
        var place: String?
        @Option(help: "How many minutes it takes now.")
        var minutes: Int?
        @Option(help: "A sentence to the family, in English.")
        var note = ""

        func run() async throws {
            try await MeetingCommand.change(
                name, .move(at: at, place: place, minutes: minutes), note, ways.way, common,
                acting.handle)
        }
    }

    /// Calls a meeting off.
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Call a meeting off; whoever was invited is told.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var ways: WayOptions
        @Argument(help: "The meeting's reference.")
        var name: String
        @Option(help: "A sentence to the family, in English.")
        var note = ""

        func run() async throws {
            try await MeetingCommand.change(
                name, .cancel, note, ways.way, common, acting.handle)
        }
    }

    private static func change(
        _ name: String, _ change: ChangeMeeting.Change, _ note: String, _ way: ChosenWay?,
        _ common: CommonOptions, _ handle: String
    ) async throws {
        try await common.work { place in
            let (meeting, receipt) = try await ChangeMeeting(place.desk)
                .change(name, change, note: note, way: way, by: handle)
            let starts = meeting.startsLocal.replacing("T", with: " ")
            let told = receipt.map { "Queued \($0.queued) notices to the family." }
            try common.print([
                "meeting": meeting.reference, "state": meeting.state.rawValue, "starts": starts,
                "send": receipt?.reference ?? "",
            ]) {
                [
                    meeting.state == .cancelled
                        ? "Called meeting \(meeting.reference) off."
                        : "Meeting \(meeting.reference) is on \(starts) now, \(meeting.place).",
                    told ?? "Nobody had been invited yet, so nobody was told.",
                ]
            }
        }
    }

    /// Reminds.
    struct Remind: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remind the family of a meeting, once a day at most.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var ways: WayOptions
        @Argument(help: "The meeting's reference.")
        var name: String
        @Flag(help: "Show who would get what, and send nothing.")
        var dryRun = false

        func run() async throws {
            try await common.work { place in
                let use = ChangeMeeting(place.desk)
                let plan = try await use.planReminder(
                    name, way: ways.way, by: acting.handle)
                try await common.show(plan, at: place.desk, dryRun: dryRun) { _ in
                    try await use.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Lists meetings.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the meetings to come, with the families' answers.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        private struct Line: Encodable {
            let reference: String, starts: String, place: String, student: String
            let state: String, interpreter: String, answer: String?
        }

        func run() async throws {
            let handle = acting.handle
            try await common.work { place in
                let source = place.desk.source
                let lines = try await place.database.read { t in
                    let staff = try Acting().staff(handle, to: .readCase, t)
                    let meetings = try Meetings(source)
                        .meetings(of: staff.school, from: source.now(), t)
                    return try meetings.map { meeting in try line(meeting, source, t) }
                }
                try common.print(lines) {
                    columns(
                        lines.map {
                            [
                                $0.reference, $0.starts, $0.student, $0.place,
                                $0.answer ?? "no answer yet",
                            ]
                        })
                }
            }
        }

        private func line(
            _ meeting: Meeting, _ source: ClockAndChance, _ t: borrowing Transaction
        ) throws -> Line {
            Line(
                reference: meeting.reference,
                starts: meeting.startsLocal.replacing("T", with: " "), place: meeting.place,
                student: try Students().student(meeting.student, t)?.fullName ?? "",
                state: meeting.state.rawValue, interpreter: meeting.interpreter.rawValue,
                answer: try Answers(source).counting(for: meeting, t)?.rawValue)
        }
    }
}
