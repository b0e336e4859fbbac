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
                return SendReportView(
                    report, try Answers(source).latest(to: .send(report.id), t))
            }
            try common.print(view) { view.lines }
        }
    }
}
