import ArgumentParser
import Cases
import Delivery
import Outreach
import People
import Store

/// `parley send list`: lists sends.
struct SendListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the latest sends.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions

    func run() async throws {
        let handle = acting.handle
        try await common.work { place in
            let (reports, zone) = try await place.database.read { t in
                let staff = try Acting().staff(handle, to: .send, t)
                return (
                    try Outbox().reports(of: staff.school, limit: 50, t),
                    try Schools().school(staff.school, t)?.timeZone ?? "UTC"
                )
            }
            let stalled = try await place.desk.stalledSends()
            let views = reports.map { report in
                SendReportView(
                    report, stalled: stalled.first { $0.id == report.id }, zone: zone)
            }
            try common.print(views) { columns(views.map(\.row)) }
        }
    }
}
