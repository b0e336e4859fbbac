import ArgumentParser
import Cases
import Delivery
import Outreach
import People
import Store

/// `parley send status`: shows progress.
struct SendStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show how far a send is, and what families have answered to an offer.",
        discussion: """
            --watch goes on until nothing is left to do: it redraws a terminal, and prints a line \
            at each change where its output is read by something else. With --json each change is \
            a JSON object on a line of its own (messages by language, channel and state, the rate, \
            the seconds left); the last one has "done": true.

            parley send status 7x4kq --watch
            """)

    @OptionGroup var common: CommonOptions
    @Argument(help: "The send's reference.")
    var name: String
    @Flag(help: "Go on showing it until nothing is left to do.")
    var watch = false

    func run() async throws {
        let (name, watch) = (name, watch)
        try await common.work { place in
            let (report, answers, zone) = try await place.database.read { t in
                guard let report = try Outbox().report(named: name, t) else {
                    throw Refusal("There is no send \"\(name)\"; see `parley send list`.")
                }
                return (
                    report, try Answers(place.desk.source).latest(to: .send(report.id), t),
                    try Schools().school(report.school, t)?.timeZone ?? "UTC"
                )
            }
            if watch {
                return try await SendWatch(
                    place: place, send: report, zone: zone, common: common
                ).run()
            }
            let stalled = try await place.desk.stalledSends(report.id).first
            let view = SendReportView(report, answers, stalled: stalled, zone: zone)
            try common.print(view) { view.lines }
        }
    }
}
