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
        let at: String, kind: String, from: String, channel: String?, subject: String?
        let words: String, language: String, details: [String: String]
        let messageState: String?, evidence: String?, isUnverified: Bool
        /// What was cut from a mail's words; only when it was asked for.
        let cut: String?
        /// What the family sent beside its words.
        let files: [File]
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
        let entries = try Timeline(source).entries(of: file.id, t)
        let files = try CaseFiles(desk).files(with: entries, t)
        timeline = try entries.map { entry in
            try Self.entry(
                entry, cut: whole ? Self.cut(from: entry, source, t) : nil,
                files.filter { $0.entry == entry.id }, zone, t)
        }
    }

    static func student(of file: Case, _ t: borrowing Transaction) throws -> Student? {
        guard let id = file.student else { return nil }
        return try Students().student(id, t)
    }

    private static func name(
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
            at: entry.at.local(zone), kind: entry.kind.rawValue,
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

extension CaseView {
    /// For people. Words keep the direction they were written in: each stands isolated on lines
    /// of its own.
    func lines(full: Bool) -> [String] {
        var lines = ["Case \(reference) (\(state))  \(student ?? family)"]
        if kind == "general" { lines[0] = "Conversation \(reference) with the family \(family)" }
        if !concern.isEmpty {
            lines.append("  concern: \(concern), referred by \(referredBy ?? "?")")
        }
        lines.append("  liaison: \(liaison); opened \(openedAt)")
        if let nextStep {
            lines.append("  next: \(nextStep) \(nextStepOn.map { "by \($0)" } ?? "")")
        }
        for meeting in meetings {
            lines.append(
                "  meeting \(meeting.reference): \(meeting.starts), \(meeting.place); "
                    + "\(meeting.state); the family says: \(meeting.answer ?? "nothing yet")")
        }
        return lines + timeline.flatMap { $0.lines(full: full) }
    }
}

extension CaseView.File {
    init(_ file: CaseFile) {
        (number, name, type) = (file.number, file.name, file.type)
        (size, absence) = (file.size, file.absence)
    }

    /// `file 2: picture-1.jpg, image/jpeg, 48 kB`.
    fileprivate var line: String {
        if let absence { return "file \(number) \(absence)" }
        let size = size.map { $0 < 1_000 ? "\($0) bytes" : "\(($0 + 500) / 1_000) kB" }
        return (["file \(number): \(name)", type] + [size].compactMap { $0 })
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension CaseView.Entry {
    fileprivate func lines(full: Bool) -> [String] {
        var head = "\(at)  \(kind.uppercased())"
        head += from == "Parley" ? "" : " from \(from)"
        if let to = details["to"] { head += " to \(to)" }
        if channel == "sms" { head += " by text" }
        if language != "und" { head += " [\(language)]" }
        if let messageState { head += " (\(messageState))" }
        if let evidence { head += " (filed by \(evidence))" }
        if isUnverified { head += " UNVERIFIED SENDER" }
        if let sender = details["sender"] { head += " – \(sender)" }
        if let answer { head += " ANSWER: \(answer)" }
        if let reaction { head += ": \(reaction)" }
        if let chosen = details["chosen"] { head += ", written to in \(chosen) from now on" }
        if let other = details["answerTo"] { head += ", to \(other)" }
        var lines = ["", head]
        if let subject { lines.append("    \(isolated(subject))") }
        let body = words.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let isNotice = kind == "notice" || kind == "automatic"
        // A mail begins with the reply marker; a text is short and shown whole.
        let isLong = isNotice && subject != nil
        let shown = full || !isLong ? body : Array(body.dropFirst(1).prefix(4))
        lines += shown.map { "    | \(isolated($0))" }
        if shown.count < body.count { lines.append("    | … (--full shows all)") }
        if let address = details["asksToStop"] {
            lines.append(
                "    ! perhaps a wish for no more messages; to end them: "
                    + "parley people stop \(address) --as YOU")
        }
        return lines + files.map { "    + \($0.line)" } + cutLines
    }

    /// What the mail held beside the words: a quote, a signature, a message passed on.
    private var cutLines: [String] {
        guard let cut else {
            return details["forwarded"] == nil
                ? [] : ["    + a message that they passed on (--whole shows it)"]
        }
        let lines = cut.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        return ["    + the mail says besides:"] + lines.map { "    : \(isolated($0))" }
    }

    /// The sign, and what it was set to.
    private var reaction: String? {
        guard let sign = details["reaction"] else { return nil }
        let to = details["reactionTo"].map { " to: \(isolated($0))" } ?? ""
        return details["takenBack"] == nil ? "\(sign)\(to)" : "took back \(sign)\(to)"
    }

    /// What was answered, and in English the numbered answer that was chosen.
    private var answer: String? {
        guard let answer = details["answer"] else { return nil }
        guard let number = details["number"], let says = details["says"] else { return answer }
        return answer == Answer.other.rawValue
            ? "\(number), \(says)" : "\(answer) (\(number), \(says))"
    }

    /// First strong isolate: a right-to-left line cannot turn the line's frame around.
    private func isolated(_ text: String) -> String {
        text.unicodeScalars.allSatisfy(\.isASCII) ? text : "\u{2068}\(text)\u{2069}"
    }
}
