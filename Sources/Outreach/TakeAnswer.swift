import Cases
import Delivery
import Foundation
import Inbox
import Localization
import MessageFormat
import People
import Store

/// Finds what a message asks, and keeps what is answered.
struct TakeAnswer: Sendable {
    private let desk: Desk
    private let words: FamilyWords

    init(_ desk: Desk, _ words: FamilyWords) {
        self.desk = desk
        self.words = words
    }

    /// Whether an occasion can still be answered.
    enum Stage: Sendable { case toCome, past, calledOff }

    /// Whether an occasion can still be answered; what is gone from the database is past.
    func stage(of occasion: Occasion, _ t: borrowing Transaction) throws -> Stage {
        switch occasion {
        case .meeting(let id):
            guard let meeting = try desk.meetings.find(id, t) else { return .past }
            if meeting.state == .cancelled { return .calledOff }
            return meeting.startsAt > desk.source.now() ? .toCome : .past
        case .event(let id):
            guard let event = try desk.events.find(id, t) else { return .past }
            return event.startsAt > desk.source.now() ? .toCome : .past
        // An offer has no moment of its own; how long it may be answered by text, TextSender says.
        case .send: return .toCome
        }
    }

    /// A digit alone, in any script, or with thanks and the like around it.
    func digit(
        in body: String, from contacts: [Contact], to question: Question
    ) -> ReadAnswer? {
        words.number(in: body, from: contacts).flatMap(question.answer(number:))
    }

    /// A word for yes or no alone, in a language that one of some contacts reads.
    ///
    /// To the question which language to write in: a language's name alone, its own or that in English
    /// or in a language that was offered, of those that there are notices in, offered or not.
    func word(in body: String, from contacts: [Contact], to question: Question) -> ReadAnswer? {
        if question.isAboutLanguage { return language(named: body, in: question) }
        switch words.meaning(of: body, from: contacts) {
        case .yes: return question.answer(word: .yes)
        case .no: return question.answer(word: .no)
        case nil where words.isNod(body) && question.isYesOrNo: return question.answer(word: .yes)
        default: return nil
        }
    }

    private func language(named body: String, in question: Question) -> ReadAnswer? {
        let name = OptWords.fold(body)
        guard !name.isEmpty, name.utf8.count <= 100 else { return nil }
        let speakers = ["en"] + question.offered.compactMap(\.language)
        for language in desk.localizer.library.languages
        where desk.localizer.library.hasNotices(in: language) {
            guard let own = try? desk.localizer.sentence("common.language.name", in: language),
                own.language == language,
                OptWords.fold(own.text) == name
                    || speakers.contains(where: { Self.name(of: language, in: $0) == name })
            else { continue }
            let index = question.offered.firstIndex { $0.language == language.text }
            return ReadAnswer(
                answer: .other, givenBy: "word", number: index.map { $0 + 1 }, words: own.text,
                language: language)
        }
        return nil
    }

    private static func name(of language: LanguageTag, in speaker: String) -> String? {
        Locale(identifier: speaker).localizedString(forIdentifier: language.text)
            .map(OptWords.fold)
    }

    /// What an answer was given to, where that is no longer what the meeting is: it is kept, and
    /// does not count.
    func other(
        than occasion: Occasion, revision: Int?, _ t: borrowing Transaction
    ) throws -> String? {
        guard case .meeting(let id) = occasion, let meeting = try desk.meetings.find(id, t) else {
            return nil
        }
        if meeting.state == .cancelled { return "a meeting that was called off" }
        let isEarlier = revision.map { $0 < meeting.sequence } ?? false
        return isEarlier ? "an earlier time or place" : nil
    }

    /// The revision of the invitation that is answered: what the message told, or for a reminder
    /// what was told before.
    func revision(
        answeredIn message: OutboundMessage?, _ t: borrowing Transaction
    ) throws -> Int? {
        try message.flatMap { try Outbox().calendar(toldBy: $0, t)?.sequence }
    }
}
