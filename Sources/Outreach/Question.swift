import Cases
import Delivery
import Localization
import MessageFormat
import People

/// What a message asks, and the numbered answers that it offered when it went out.
struct Question: Sendable {
    let occasion: Occasion
    let offered: [OfferedAnswer]

    /// What is asked by a calendar's invitation, whoever carried it.
    init(_ meeting: MeetingID) {
        (occasion, offered) = (.meeting(meeting), OfferedAnswer.standard)
    }

    /// What a message asks; nil when it asks nothing that a number or a word alone could answer.
    ///
    /// A meeting or an event asks even where nothing is kept of what was offered: its news that it
    /// was called off asks as well, and ``TakeAnswer/stage(of:_:)`` says that it no longer counts.
    init?(_ message: OutboundMessage) {
        let kept = message.answers.flatMap { try? fromJSON($0, as: [OfferedAnswer].self) }
        switch message.about.kind {
        case "meeting": occasion = .meeting(MeetingID(text: message.about.id))
        case "event": occasion = .event(SchoolEventID(text: message.about.id))
        default:
            guard kept?.isEmpty == false else { return nil }
            occasion = .send(message.send)
        }
        offered = kept ?? OfferedAnswer.standard
    }

    /// The answer of that number; 1 is the first.
    func answer(number: Int) -> ReadAnswer? {
        guard offered.indices.contains(number - 1) else { return nil }
        let chosen = offered[number - 1]
        return ReadAnswer(
            answer: chosen.answer, givenBy: "digit", number: number, words: chosen.words,
            language: chosen.language.flatMap { LanguageTag($0) })
    }

    /// Whether it asks which language to write in.
    var isAboutLanguage: Bool { offered.contains { $0.language != nil } }

    /// Whether both yes and no are offered: only then a thumb up says which.
    var isYesOrNo: Bool {
        let answers = offered.map(\.answer)
        return answers.contains(.yes) && answers.contains(.no)
    }

    /// The answer that a word for yes or no gives, where one of those offered means that.
    func answer(word: Answer) -> ReadAnswer? {
        guard let index = offered.firstIndex(where: { $0.answer == word }) else { return nil }
        return ReadAnswer(
            answer: word, givenBy: "word", number: index + 1, words: offered[index].words)
    }
}

/// An answer to a question, and how it was given.
struct ReadAnswer: Sendable, Hashable {
    let answer: Answer
    /// `digit`, `word` or `calendar`.
    let givenBy: String
    /// Which of the numbered answers it is.
    var number: Int?
    /// How that one reads in English.
    var words: String?
    /// Which language it chooses.
    var language: LanguageTag?

    /// As an entry of a timeline keeps it.
    var details: [String: String] {
        var details = ["answer": answer.rawValue]
        details["number"] = number.map(String.init)
        details["says"] = words
        return details
    }
}

extension Answer {
    /// What a template says that one of its numbered answers comes to.
    init(_ meaning: AnswerMeaning) {
        switch meaning {
        case .yes: self = .yes
        case .no: self = .no
        case .contactMe: self = .contactMe
        case .other: self = .other
        }
    }
}

extension Localizer {
    /// The numbered answers that a notice offers, ready to be kept with what is sent.
    func offered(by order: NoticeOrder) throws(LocalizationProblem) -> [OfferedAnswer] {
        var values = order.values
        // What is kept is for the liaison and the same for all readers.
        if let blank = order.readerName { values[blank] = .text("the reader") }
        return try numberedAnswers(
            of: order.notice, values: values, timeZone: order.school.timeZone
        ).map { OfferedAnswer(Answer($0.meaning), words: $0.words) }
    }
}
