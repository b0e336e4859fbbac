import Cases
import Inbox
import People
import Store

/// An arrival that waits, or waited, as it is shown: names instead of ids.
struct TriageView: Encodable {
    /// A place where it may belong.
    struct Place: Encodable {
        let family: String, household: String, caseReference: String?, concern: String?
        let student: String?, evidence: String, score: Int
        /// Codes, for scripts.
        let reasons: [String]
        /// The same in words.
        let because: [String]
    }

    /// A file that came beside the words.
    struct File: Encodable {
        let name: String, type: String, size: String
    }

    let reference: String, at: String, kind: String, state: String, reason: String
    let sentence: String, channel: String, from: String?, fromName: String?, attachments: Int
    let subject: String, words: String, language: String
    let candidates: [Place]
    /// The case that it was put on.
    let note: String?
    let files: [File]
    /// What was cut from the words; only where it was asked for.
    let cut: String?

    init(
        _ item: TriageItem, whole: Bool, _ source: ClockAndChance, _ t: borrowing Transaction
    ) throws {
        (reference, at, kind, state) = (item.reference, item.at.iso8601, item.kind, item.state)
        (reason, sentence) = (item.reason.rawValue, item.reason.sentence)
        (channel, from, fromName) = (item.channel.rawValue, item.fromAddress, item.fromName)
        (subject, words, language) = (item.subject, item.words, item.language)
        (attachments, note) = (item.attachments, item.note)
        cut = whole && !item.cut.isEmpty ? item.cut : nil
        files = item.files.map { file in
            File(
                name: file["name"] ?? "", type: file["type"] ?? "", size: file["size"] ?? "")
        }
        candidates = try item.candidates.map { try Self.place($0, source, t) }
    }

    private static func place(
        _ candidate: Candidate, _ source: ClockAndChance, _ t: borrowing Transaction
    ) throws -> Place {
        let family = try Families().family(candidate.family, t)
        let file = try candidate.caseID.flatMap { try CaseBook(source).find($0, t) }
        return Place(
            family: family?.name ?? "", household: family?.rosterKey ?? "",
            caseReference: file?.reference, concern: file?.concern,
            student: try file.flatMap { try CaseView.student(of: $0, t) }?.fullName,
            evidence: candidate.lead.evidence.rawValue, score: candidate.score,
            reasons: candidate.reasons.map(\.rawValue),
            because: candidate.reasons.map(\.sentence))
    }
}

extension TriageView {
    /// In a list: the first lines, the first places.
    var shortLines: [String] {
        var lines = heading
        lines += words.split(separator: "\n").prefix(6).map { "    | \($0)" }
        if attachments > 0 { lines.append("    with files or pictures: \(attachments)") }
        return lines + candidates.prefix(3).flatMap { $0.lines(reasons: 2) }
    }

    /// By itself: all of it.
    var allLines: [String] {
        var lines = heading
        if !files.isEmpty {
            lines.append("    with files or pictures: \(files.count)")
            for file in files {
                let name = file.name.isEmpty ? "without a name" : file.name
                lines.append("      \(name)  \(file.type)")
            }
        }
        lines += words.split(separator: "\n").map { "    | \($0)" }
        if let cut {
            lines.append("    + it says besides:")
            lines += cut.split(separator: "\n").map { "    : \($0)" }
        }
        if candidates.isEmpty { lines.append("    nothing says where it may belong") }
        lines += candidates.flatMap { $0.lines(reasons: .max) }
        if state == "open" {
            lines.append("Next: parley triage assign \(reference) CASE, or triage dismiss.")
        }
        return lines
    }

    private var heading: [String] {
        let head = channel == "sms" ? "text message" : subject
        let sender = [fromName, from].compactMap { $0 }.filter { !$0.isEmpty }
        let name = sender.isEmpty ? "no sender" : sender.joined(separator: " ")
        var lines = ["\(reference)  \(name)  \(head)"]
        switch state {
        case "open": lines.append("    waits because \(sentence)")
        case "assigned":
            lines.append("    a person put it on a case; it had waited because \(sentence)")
        case "dismissed":
            lines.append("    taken out as not ours\(note.map { ": \($0)" } ?? "")")
        default:
            lines.append(
                "    was read again and found its place; it had waited because \(sentence)")
        }
        return lines
    }
}

extension TriageView.Place {
    fileprivate func lines(reasons most: Int) -> [String] {
        var place = "    perhaps the family \(family), "
        if let caseReference {
            place += "case \(caseReference)"
            place += student.map { ", about \($0)" } ?? ""
        } else {
            place += "no open case"
        }
        return [place] + because.prefix(most).map { "      - \($0)" }
    }
}
