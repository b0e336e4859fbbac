import Delivery
import Foundation
import Outreach
import People
import Store

/// Shows a send again and again until nothing is left to do.
struct SendWatch {
    let place: Workplace
    let send: SendReport
    /// IANA name of the school's time zone.
    let zone: String
    let common: CommonOptions

    /// Looks once a second, and less often where a look takes long: a database at work shall not
    /// notice who watches.
    func run() async throws {
        var (rate, stall) = (SendingRate(), Stall())
        var shown: ProgressView?
        var screen = Screen()
        while true {
            let (progress, cost) = try await look()
            try await stall.look(at: send.id, place.desk, now: progress.at)
            rate.note(progress)
            let view = ProgressView(
                send.reference, progress, rate, stalled: progress.isDone ? nil : stall.found,
                zone: zone)
            if screen.isTerminal, !common.json {
                screen.draw(view.screen)
            } else if shown.map(view.differs) ?? true {
                try common.print(view) { [view.line] }
                FileHandle.standardOutput.flush()
                shown = view
            }
            if progress.isDone { return }
            await pause(max(.seconds(1), cost * 10))
        }
    }

    private func look() async throws -> (SendProgress, Duration) {
        let began = ContinuousClock.now
        let progress = try await place.database.read { [send, place] t in
            try Outbox().progress(of: send.id, now: place.desk.source.now(), t)
        }
        guard let progress else {
            throw Refusal("Send \(send.reference) has gone from the database.")
        }
        return (progress, ContinuousClock.now - began)
    }
}

/// Whether the send stands still: asked ten times a minute at most.
private struct Stall {
    private(set) var found: StalledSend?
    private var asked: Instant?

    mutating func look(at send: SendID, _ desk: Desk, now: Instant) async throws {
        if let asked, now - asked < .seconds(6), asked <= now { return }
        found = try await desk.stalledSends(send).first
        asked = now
    }
}

/// The part of a terminal that is drawn anew.
private struct Screen {
    let isTerminal =
        isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    private var height = 0

    /// ECMA-48: CUU goes up, ED clears from there. Lines are cut at the edge meanwhile (DECAWM off):
    /// one that went on below would make the height wrong.
    mutating func draw(_ lines: [String]) {
        if height > 0 { print("\u{1B}[\(height)A\u{1B}[J", terminator: "") }
        print("\u{1B}[?7l", terminator: "")
        for line in lines { print(line) }
        print("\u{1B}[?7h", terminator: "")
        height = lines.count
        FileHandle.standardOutput.flush()
    }
}
