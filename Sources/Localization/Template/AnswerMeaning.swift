/// What one of a notice's numbered answers comes to, whatever its words.
public enum AnswerMeaning: String, Sendable, Hashable, CaseIterable {
    /// Will come; would like it. A word for yes says the same.
    case yes
    /// Will not come; would rather not. A word for no says the same.
    case no
    /// A person is to call or to write.
    case contactMe = "contact-me"
    /// What its words say, and no more.
    case other
}

/// One of the numbered answers that a notice offers.
public struct NumberedAnswer: Sendable, Hashable {
    /// What it comes to.
    public let meaning: AnswerMeaning
    /// How it reads in English.
    public let words: String
}

extension Localizer {
    /// The numbered answers that a notice offers; the first is 1. None where it offers none.
    ///
    /// - Parameters:
    ///   - notice: The notice's id.
    ///   - values: What its messages name.
    ///   - timeZone: For dates, an IANA name.
    /// - Returns: Each with its English words.
    /// - Throws: ``LocalizationProblem`` when there is no such notice or a message can't be
    ///   formatted.
    public func numberedAnswers(
        of notice: String, values: [String: NoticeValue], timeZone: String
    ) throws(LocalizationProblem) -> [NumberedAnswer] {
        let template = try template(notice)
        var answers: [NumberedAnswer] = []
        for (meaning, key) in zip(template.answers, template.choiceKeys) {
            let words = try sentence(key.key, in: .english, values: values, timeZone: timeZone)
            answers.append(NumberedAnswer(meaning: meaning, words: words.text))
        }
        return answers
    }
}

extension NoticeTemplate {
    /// The messages of its numbered answers, in order.
    var choiceKeys: [KeyReference] {
        body.flatMap { part in
            if case .choices(_, let keys) = part.content { keys } else { [KeyReference]() }
        }
    }
}
