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
    let messages: [SendReport.Line]
    let leftOut: [String: Int]
    /// The latest of each family that answered an offer.
    let answers: [String: Int]

    init(_ report: SendReport, _ given: [GivenAnswer] = []) {
        (reference, notice) = (report.reference, report.notice)
        created = report.createdAt.iso8601
        (course, release) = (report.course, report.release?.iso8601)
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
            course == .running ? "" : course.rawValue,
        ]
    }

    var lines: [String] {
        ["Send \(reference), \(notice), \(created)"] + courseLines
            + columns(
                messages.map {
                    ["  \($0.language)", $0.channel.rawValue, $0.state.rawValue, "\($0.count)"]
                })
            + leftOut.sorted { $0.key < $1.key }.map { "  left out, \($0.key): \($0.value)" }
            + answers.sorted { $0.key < $1.key }.map { "  answered \($0.key): \($0.value)" }
    }

    private var courseLines: [String] {
        switch course {
        case .running: []
        case .undoable:
            [
                "  begins at \(release ?? "once"); until then `parley send cancel \(reference)` undoes it"
            ]
        case .paused: ["  paused; `parley send resume \(reference)` lets it go on"]
        case .cancelled: ["  cancelled"]
        }
    }
}
