import Cases
import Inbox
import Outreach

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
        if let evidence { head += " (filed by \(Self.how(evidence)))" }
        if let name { head += " #\(name)" }
        if let from = details["movedFrom"] { head += ", moved here from case \(from)" }
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
                    + "parley people stop \(quoted(address)) --as YOU")
        }
        return lines + translationLines + files.map { "    + \($0.line)" } + cutLines
    }

    /// What a family wrote, in the staff's language: always beside the words themselves.
    private var translationLines: [String] {
        guard let translation else { return [] }
        guard let words = translation.words else {
            return ["    > in English: \(translation.state)"]
        }
        let body = words.split(separator: "\n", omittingEmptySubsequences: true)
        return ["    > in English, \(translation.state):"]
            + body.map { "    > \(isolated(String($0)))" }
    }

    /// As a shell takes it for one word, whatever a mail address may hold.
    private func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
                || "@.+-_".utf8.contains(byte)
        }
        return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
    }

    /// The sign, and what it was set to.
    private var reaction: String? {
        guard let sign = details["reaction"] else { return nil }
        let to = details["reactionTo"].map { " to: \(isolated($0))" } ?? ""
        return details["takenBack"] == nil ? "\(sign)\(to)" : "took back \(sign)\(to)"
    }

    /// The evidence, with what it means.
    private static func how(_ evidence: String) -> String {
        Evidence(rawValue: evidence).map { "\(evidence): \($0.sentence)" } ?? evidence
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

    /// What was answered, and in English the numbered answer that was chosen.
    private var answer: String? {
        guard let answer = details["answer"] else { return nil }
        guard details["withdrawn"] == nil else { return "\(answer), which was not to this case" }
        guard let number = details["number"], let says = details["says"] else { return answer }
        return answer == Answer.other.rawValue
            ? "\(number), \(says)" : "\(answer) (\(number), \(says))"
    }
}
