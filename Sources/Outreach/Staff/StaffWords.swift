import Cases
import Delivery
import Foundation
import People
import Store

/// What a mail to staff says: how many families wrote, where it stands, and how to read it. The
/// subject and, unless the school wants it otherwise, the mail name no child and hold no words; an
/// address or a number of a parent stands nowhere in it.
struct StaffWords {
    /// Lines that a mail lists; the rest is counted.
    private static let most = 100
    /// Characters of a family's words that are shown.
    private static let excerpt = 500

    let reader: StaffMember
    let choice: NotifyChoice
    let zone: String
    let notes: [StaffNote]
    /// The words of the notes, where they are to be shown.
    let words: [InboundID: String]

    var subject: String {
        if notes.count == 1, let only = notes.first { return sentence(only) }
        let families = Set(notes.compactMap(\.family)).count
        let tray = notes.count { $0.place == .tray }
        var parts: [String] = []
        if families > 0 {
            parts.append(families == 1 ? "a family wrote" : "\(families) families wrote")
        }
        if tray > 0 { parts.append(tray == 1 ? "one to sort" : "\(tray) to sort") }
        let begin = notes.contains(where: \.isUrgent) ? "Please look now: " : ""
        return begin + parts.joined(separator: ", ")
    }

    var text: String {
        let listed = notes.prefix(Self.most)
        var all = listed.flatMap { lines(of: $0) }
        if notes.count > listed.count {
            all.append("And \(notes.count - listed.count) more.")
        }
        return (all + [""] + footer).joined(separator: "\n") + "\n"
    }

    private func lines(of note: StaffNote) -> [String] {
        var lines = ["\(note.at.local(zone))  \(sentence(note))"]
        if let words = words[note.inbound], !words.isEmpty, note.place != .sharedCase {
            let shown = words.count > Self.excerpt ? words.prefix(Self.excerpt) + " …" : words[...]
            lines += shown.split(separator: "\n").map { "    \($0)" }
        }
        switch note.place {
        case .caseOfOwn:
            lines.append("    parley case show \(note.reference) --as \(reader.handle)")
        case .tray: lines.append("    parley triage list --as \(reader.handle)")
        case .sharedCase: lines.append("    The liaison can tell you more.")
        }
        return lines
    }

    /// What happened, where; no name, no address.
    private func sentence(_ note: StaffNote) -> String {
        let place =
            note.place == .tray ? "To be sorted, \(note.reference)" : "Case \(note.reference)"
        return "\(place): \(what(note))\(language(note.language))"
            + (note.isUnverified ? ", sender not verified" : "")
    }

    private func what(_ note: StaffNote) -> String {
        switch note.answer.flatMap({ Answer(rawValue: $0) }) {
        case .yes: return "the family will come"
        case .no: return "the family cannot come"
        case .contactMe: return "the family asks to be contacted"
        case .maybe: return "the family may come"
        case .other: return "the family answered"
        case nil: break
        }
        switch note.kind {
        case "opt-out": return "a wish for no more notices"
        case "opt-in": return "a wish for notices again"
        case "unreadable": return "a message that can't be read"
        default: return note.place == .tray ? "a message" : "the family wrote"
        }
    }

    private func language(_ tag: String) -> String {
        guard tag != "und", tag != "en" else { return "" }
        return ", in \(Self.english.localizedString(forIdentifier: tag) ?? tag)"
    }

    private static let english = Locale(identifier: "en_US")

    private var footer: [String] {
        [
            "Do not answer this mail: what you write here reaches no family.",
            "\(reader.handle) \(choice.sentence). To change it:",
            "    parley staff notify \(reader.handle) --each | --digest HOURS | --never --as \(reader.handle)",
        ]
    }
}
