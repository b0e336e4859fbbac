import Cases
import Delivery
import Store

/// A report for scripts and people.
struct SendReportView: Encodable {
    let reference: String, notice: String, created: String
    /// `running`, `undoable`, `paused` or `cancelled`.
    let course: SendCourse
    /// Until when it can be undone.
    let release: String?
    /// Since when it stands still; nil when it does not.
    let stalledSince: String?
    let messages: [SendReport.Line]
    let leftOut: [String: Int]
    /// The latest of each family that answered an offer.
    let answers: [String: Int]
    /// The same moments at the school, for people.
    private let local: (created: String, release: String?, stalledSince: String?)

    private enum CodingKeys: String, CodingKey {
        case reference, notice, created, course, release, stalledSince, messages, leftOut, answers
    }

    /// `stalled`: The send itself, when it stands still.
    init(
        _ report: SendReport, _ given: [GivenAnswer] = [], stalled: StalledSend?, zone: String
    ) {
        (reference, notice) = (report.reference, report.notice)
        created = report.createdAt.iso8601
        (course, release) = (report.course, report.release?.iso8601)
        stalledSince = stalled?.since.iso8601
        local = (
            report.createdAt.local(zone), report.release?.localClock(zone),
            stalled?.since.local(zone)
        )
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
            reference, notice, local.created,
            counts.map { "\($0.state) \($0.count)" }.joined(separator: ", "),
            stalledSince != nil ? "stands still" : course == .running ? "" : course.rawValue,
        ]
    }

    var lines: [String] {
        ["Send \(reference), \(notice), \(local.created)"] + courseLines
            + columns(
                messages.map {
                    ["  \($0.language)", $0.channel.rawValue, $0.state.rawValue, "\($0.count)"]
                })
            + leftOut.sorted { $0.key < $1.key }.map { "  left out, \($0.key): \($0.value)" }
            + answers.sorted { $0.key < $1.key }.map { "  answered \($0.key): \($0.value)" }
    }

    private var courseLines: [String] {
        switch course {
        case .running:
            local.stalledSince.map {
                ["  stands still: due since \($0) and not sent; `parley doctor` says why"]
            } ?? []
        case .undoable:
            [
                "  begins at \(local.release ?? "once"); until then `parley send cancel \(reference)` undoes it"
            ]
        case .paused: ["  paused; `parley send resume \(reference)` lets it go on"]
        case .cancelled: ["  cancelled"]
        }
    }
}
