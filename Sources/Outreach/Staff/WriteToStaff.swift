import Cases
import Delivery
import Inbox
import People
import Store

/// Makes mails of what staff are to be told: for each reader one, of all that waits.
struct WriteToStaff {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Makes the mails that are due. What a mail tells is taken and the mail queued in one
    /// transaction, so that a kill leaves both or neither, and two workers never tell the same.
    func makeDue() async throws {
        let now = desk.source.now()
        let readers = try await desk.database.read { t in
            try StaffNotes().readersDue(now: now, t)
        }
        for reader in readers {
            try await desk.database.write { t in try make(for: reader, t) }
        }
    }

    private func make(for id: StaffID, _ t: borrowing Transaction) throws {
        let mailID: StaffMailID = desk.source.newID()
        let notes = try StaffNotes().take(for: id, into: mailID, t).filter { note in
            try stands(note, t)
        }
        // Whoever has left, or has no address any more, is told nothing; the notes stay on record.
        let choice = try Staff().notify(id, t)
        guard !notes.isEmpty, let reader = try Staff().member(id, t), reader.isActive,
            let address = reader.email, choice != .never
        else { return }
        let words = StaffWords(
            reader: reader, choice: choice,
            zone: try Schools().school(reader.school, t)?.timeZone ?? "UTC", notes: notes,
            words: try words(of: notes, t))
        try StaffMails().insert(
            StaffMail(
                id: mailID, staff: id, address: address,
                messageID: "\(desk.source.newID(StaffMailID.self))@\(desk.identity.domain)",
                subject: words.subject, words: words.text, at: desk.source.now()), t)
    }

    /// Whether what a note tells of stands where it says: an entry may have been moved meanwhile.
    private func stands(_ note: StaffNote, _ t: borrowing Transaction) throws -> Bool {
        guard let entry = note.entry else { return true }
        let file = try desk.timeline.caseID(of: entry, t).flatMap { id in
            try desk.caseBook.find(id, t)
        }
        return file?.reference == note.reference
    }

    /// The families' words, where the school wants them in the mail.
    private func words(
        of notes: [StaffNote], _ t: borrowing Transaction
    ) throws -> [InboundID: String] {
        guard desk.sending.staff.hasWords else { return [:] }
        let filed = notes.filter { $0.place == .caseOfOwn }
        return try filed.reduce(into: [:]) { found, note in
            found[note.inbound] = try note.entry.flatMap { try desk.timeline.words(of: $0, t) }
        }
    }
}
