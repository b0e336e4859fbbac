import Delivery
import Foundation
import Localization
import MessageFormat
import People
import Store

/// Tells those who answer for a language that translations wait for them: once a day at most, within
/// the hours of staff, and only of what a notice waits for.
///
/// A draft that nothing waits for, as one that has gone out with its label, is in the queue and in
/// no mail: who is told of work that nobody needs soon reads no mail.
struct TellReviewers {
    /// The shortest time between two mails to one reader.
    static let rest = Duration.seconds(86_400)
    /// Who writes often looks at the draft at once; a mail about that would be late and in the way.
    static let grace = Duration.seconds(600)
    /// Drafts of a school that are looked at.
    private static let most = 2_000

    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Makes the mails that are due, each in a transaction with the note that it was made.
    func makeDue() async throws {
        let now = desk.source.now()
        let mails = try await desk.database.read { t in try due(now, t) }
        for words in mails {
            try await desk.database.write { t in try make(words, now, t) }
        }
    }

    private func due(_ now: Instant, _ t: borrowing Transaction) throws -> [ReviewerWords] {
        // Nearly always nothing waits, and nothing more is asked.
        let schools = try desk.waitingSends.schools(t)
        guard !schools.isEmpty else { return [] }
        let told = try ReviewerMails().told(after: now - Self.rest, t)
        return try schools.flatMap { school in try due(in: school, besides: told, now, t) }
    }

    private func due(
        in school: SchoolID, besides told: Set<StaffID>, _ now: Instant,
        _ t: borrowing Transaction
    ) throws -> [ReviewerWords] {
        let zone = try Schools().school(school, t)?.timeZone
        let hours = desk.sending.staff.hours
        if let hours,
            hours.next(
                from: now, in: zone.flatMap(TimeZone.init(identifier:)) ?? .gmt) > now
        {
            return []
        }
        let readers = try Staff().all(t).filter { member in
            member.school == school && member.isActive && member.email != nil
                && StaffTask.review.roles.contains(member.role) && !told.contains(member.id)
        }
        guard !readers.isEmpty else { return [] }
        let wanted = try desk.waitingSends.drafts(of: school, t)
        let drafts = try desk.drafts.list(of: school, in: [.drafted], limit: Self.most, t)
            .filter { wanted.contains($0.id) && $0.at <= now - Self.grace }
        return try readers.compactMap { reader in try words(reader, drafts, t) }
    }

    private func words(
        _ reader: StaffMember, _ drafts: [WordsDraft], _ t: borrowing Transaction
    ) throws -> ReviewerWords? {
        let own = try StaffLanguages().languages(of: reader.id, t)
        let read = drafts.map(\.pair.target).filter { LanguageTag.nearest(to: $0, in: own) != nil }
        guard !read.isEmpty else { return nil }
        guard try Staff().notify(reader.id, t) != .never else { return nil }
        return ReviewerWords(
            reader: reader, counts: read.reduce(into: [:]) { $0[$1, default: 0] += 1 })
    }

    private func make(
        _ words: ReviewerWords, _ now: Instant, _ t: borrowing Transaction
    ) throws {
        let reader = words.reader
        guard let address = reader.email,
            try ReviewerMails().note(reader.id, at: now, unlessAfter: now - Self.rest, t)
        else { return }
        try StaffMails().insert(
            StaffMail(
                id: desk.source.newID(), staff: reader.id, address: address,
                messageID: "\(desk.source.newID(StaffMailID.self))@\(desk.identity.domain)",
                subject: words.subject, words: words.text, at: now), t)
    }
}
