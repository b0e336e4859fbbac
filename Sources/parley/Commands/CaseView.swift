import Cases
import Delivery
import Inbox
import Outreach
import People
import Store

/// A case as it is shown: everything joined, with names instead of ids.
struct CaseView: Encodable {
    /// One line of the timeline.
    struct Entry: Encodable {
        /// What it is moved by; nil for a line that only says that something was moved away.
        let name: String?
        let at: String, kind: String, from: String, channel: String?, subject: String?
        let words: String, language: String
        var details: [String: String]
        let messageState: String?, evidence: String?, isUnverified: Bool
        /// What was cut from a mail's words; only when it was asked for.
        let cut: String?
        /// What the family sent beside its words.
        let files: [File]
        /// What the family wrote, in the staff's language.
        var translation: Translation?
    }

    /// A family's words in the staff's language.
    struct Translation: Encodable {
        let from: String, to: String
        /// How far it can be relied on, in words.
        let state: String
        let words: String?

        init(_ translation: ArrivalTranslation) {
            let draft = translation.draft
            (from, to) = (draft.pair.source.text, draft.pair.target.text)
            let by = translation.services.joined(separator: ", ")
            switch draft.state {
            case .wanted: state = "not translated yet"
            case .approved: state = "approved by a person"
            default:
                state =
                    translation.words == nil
                    ? "there is no translation (draft \(draft.reference))"
                    : by.isEmpty
                        ? "from the memory" : "translated by a machine (\(by)), checked by nobody"
            }
            words = translation.words
        }
    }

    /// A file that came with an entry, by the number that `case attachment` takes.
    struct File: Encodable {
        let number: Int, name: String, type: String, size: Int?, absence: String?
    }

    /// One meeting with what the family says to it.
    struct MeetingLine: Encodable {
        let reference: String, starts: String, place: String, state: String, interpreter: String
        let answer: String?
    }

    let id: String, reference: String, kind: String, concern: String, state: String
    let student: String?, family: String, liaison: String, referredBy: String?
    let nextStep: String?, nextStepOn: String?, openedAt: String
    let meetings: [MeetingLine]
    let timeline: [Entry]

    init(
        named name: String, of school: SchoolID, whole: Bool, _ desk: Desk,
        _ t: borrowing Transaction
    ) throws {
        let source = desk.source
        guard let file = try CaseBook(source).find(named: name, t), file.school == school else {
            throw Refusal("There is no case \"\(name)\". `parley case list` shows the open ones.")
        }
        let zone = try Schools().school(school, t)?.timeZone ?? "UTC"
        let student = try Self.student(of: file, t)
        (id, reference, kind) = (file.id.text, file.reference, file.kind.rawValue)
        (concern, state) = (file.concern, file.state.rawValue)
        self.student = student.map { "\($0.fullName), grade \($0.grade)" }
        family = try Families().family(file.family, t)?.name ?? ""
        liaison = try Self.name(of: file.liaison, t) ?? ""
        referredBy = try Self.name(of: file.referredBy, t)
        (nextStep, nextStepOn) = (file.nextStep, file.nextStepOn)
        openedAt = file.openedAt.local(zone)
        meetings = try Meetings(source).meetings(of: file.id, t).map { meeting in
            MeetingLine(
                reference: meeting.reference,
                starts: meeting.startsLocal.replacing("T", with: " "), place: meeting.place,
                state: meeting.state.rawValue, interpreter: meeting.interpreter.rawValue,
                answer: try Answers(source).counting(for: meeting, t)?.rawValue)
        }
        let moves = try Timeline(source).moves(touching: file.id, t)
        let entries = try Timeline(source).entries(of: file.id, t)
        let files = try CaseFiles(desk).files(with: entries, t)
        let translations = try TranslationsOfCase(desk).translations(of: entries, t)
        var lines = try entries.map { entry in
            var shown = try Self.entry(
                entry, cut: whole ? Self.cut(from: entry, source, t) : nil,
                files.filter { $0.entry == entry.id }, zone, t)
            shown.translation = translations[entry.id].map(Translation.init)
            try Self.tell(of: moves.last { $0.entry == entry.id }, in: &shown, entry, source, t)
            return (entry.at, shown)
        }
        // The wrong case keeps a line, without the words that did not belong there.
        let here = Set(lines.map(\.1.name))
        for move in moves where move.from == file.id {
            let name = String(move.entry.text.suffix(6))
            guard !here.contains(name) else { continue }
            lines.append((move.at, try Self.line(of: move, zone, t)))
        }
        timeline = lines.sorted { $0.0 < $1.0 }.map(\.1)
    }

    static func student(of file: Case, _ t: borrowing Transaction) throws -> Student? {
        guard let id = file.student else { return nil }
        return try Students().student(id, t)
    }

    static func name(
        of staff: StaffID?, _ t: borrowing Transaction
    ) throws -> String? {
        guard let staff else { return nil }
        return try Staff().member(staff, t)?.name
    }

    private static func cut(
        from entry: TimelineEntry, _ source: ClockAndChance, _ t: borrowing Transaction
    ) throws -> String? {
        try entry.inbound.flatMap { id in try Readings(source).cut(from: id, t) }
    }

    private static func entry(
        _ entry: TimelineEntry, cut: String?, _ files: [CaseFile], _ zone: String,
        _ t: borrowing Transaction
    ) throws -> Entry {
        var state: String?
        if let id = entry.message, entry.kind == .notice {
            state = try Outbox().message(id, t)?.state.rawValue
        }
        var details = entry.details
        if let to = details["to"] {
            details["to"] = try Contacts().contact(ContactID(text: to), t)?.fullName
        }
        return Entry(
            name: entry.name, at: entry.at.local(zone), kind: entry.kind.rawValue,
            from: try from(entry.author, t), channel: entry.channel?.rawValue,
            subject: entry.subject, words: entry.words, language: entry.language,
            details: details, messageState: state, evidence: entry.evidence,
            isUnverified: entry.isUnverified, cut: cut, files: files.map(File.init))
    }

    private static func from(
        _ author: Author, _ t: borrowing Transaction
    ) throws -> String {
        switch author {
        case .staff(let id): try Staff().member(id, t)?.name ?? "staff"
        case .contact(let id): try Contacts().contact(id, t)?.fullName ?? "a contact"
        case .family: "the family"
        case .system: "Parley"
        }
    }
}
