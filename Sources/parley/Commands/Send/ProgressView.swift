import Cases
import Delivery
import Store

/// How far a send is at one moment, for people who watch and for scripts.
struct ProgressView: Encodable {
    let send: String
    /// RFC 3339, with the offset of the school's time zone.
    let at: String
    let course: SendCourse
    let messages: [SendReport.Line]
    /// By state, over all languages and channels.
    let total: [String: Int]
    /// Messages that left in each of the last seconds; nil before a second look.
    let perSecond: Double?
    /// How long the rest takes at that rate; nil while nothing moves.
    let secondsLeft: Int?
    /// Since when it stands still, RFC 3339; nil when it does not.
    let stalledSince: String?
    /// Nothing is left to do: the last look.
    let done: Bool
    private let clock: String

    private enum CodingKeys: String, CodingKey {
        case send, at, course, messages, total, perSecond, secondsLeft, stalledSince, done
    }

    init(
        _ send: String, _ progress: SendProgress, _ rate: SendingRate, stalled: StalledSend?,
        zone: String
    ) {
        (self.send, course, messages) = (send, progress.course, progress.lines)
        at = progress.at.rfc3339(zone)
        clock = progress.at.localClock(zone)
        total = progress.lines.reduce(into: [:]) { $0[$1.state.rawValue, default: 0] += $1.count }
        perSecond = rate.perSecond.map { ($0 * 10).rounded() / 10 }
        secondsLeft = progress.isDone ? nil : rate.secondsLeft(for: progress.open)
        stalledSince = stalled?.since.rfc3339(zone)
        done = progress.isDone
    }

    /// Whether a script or a log would see something new.
    func differs(from other: ProgressView) -> Bool {
        messages != other.messages || course != other.course || done != other.done
            || stalledSince != other.stalledSince
    }

    /// One line: `17:30:05  queued 80, sent 20  12.5 a second, about 7 s left`.
    var line: String {
        [clock, counts(total), pace].filter { !$0.isEmpty }.joined(separator: "  ")
    }

    /// What a terminal is filled with.
    var screen: [String] {
        let groups = Dictionary(grouping: messages) { [$0.language, $0.channel.rawValue] }
        let rows = groups.sorted { $0.key.joined() < $1.key.joined() }.map { key, lines in
            ["  \(key.joined(separator: " "))", counts(Self.byState(lines))]
        }
        return ["Send \(send) at \(clock)"] + columns(rows + [["  together", counts(total)]])
            + [pace].filter { !$0.isEmpty }.map { "  " + $0 }
    }

    private var pace: String {
        if stalledSince != nil { return "stands still; `parley doctor` says why" }
        if done { return "nothing is left to do" }
        if course != .running { return course.rawValue }
        guard let perSecond, let secondsLeft else { return "" }
        return "\(perSecond) a second, about \(Self.span(secondsLeft)) left"
    }

    private static func span(_ seconds: Int) -> String {
        switch seconds {
        case ..<120: "\(seconds) s"
        case ..<7_200: "\(seconds / 60) min"
        default: "\(seconds / 3_600) h"
        }
    }

    private static func byState(_ lines: [SendReport.Line]) -> [String: Int] {
        lines.reduce(into: [:]) { $0[$1.state.rawValue, default: 0] += $1.count }
    }

    /// In the order in which a message passes them.
    private func counts(_ numbers: [String: Int]) -> String {
        MessageState.Word.allCases.compactMap { state in
            numbers[state.rawValue].map { "\(state.rawValue) \($0)" }
        }.joined(separator: ", ")
    }
}
