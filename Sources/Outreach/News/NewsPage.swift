import Delivery
import Localization
import MessageFormat
import People

/// What the page behind the stop link says, in the reader's language.
public struct NewsPage: Sendable, Hashable {
    /// A sentence with the language that it is in after all.
    public struct Line: Sendable, Hashable {
        /// Plain text.
        public let text: String
        /// BCP 47.
        public let language: String
        /// `ltr` or `rtl`.
        public let direction: String
    }

    /// Whether bulk notices to the address have ended.
    public let isStopped: Bool
    /// The school's name.
    public let school: String
    /// Above the rest, where the page is in a language that the reader may not read, or where
    /// nobody has checked its words.
    public let notes: [Line]
    /// What the page is about.
    public let heading: Line
    /// What else there is to say.
    public let text: [Line]
    /// The word on its one button: to end notices, or to begin them again.
    public let button: Line
}

/// Finds the words of the page.
struct NewsWords {
    private let localizer: Localizer
    private let school: School
    private let language: LanguageTag
    private let help: LanguageTag?

    /// `wanted`: The reader's languages, the best first.
    init(_ localizer: Localizer, _ wanted: [LanguageTag], _ school: School) {
        self.localizer = localizer
        self.school = school
        // The rule for the notice that says the same by mail: what may be said there may be here.
        let choice = try? localizer.choose(
            AutomaticNotice.stopped.rawValue, for: wanted, schoolLanguage: school.language)
        let chosen = choice?.language ?? .english
        let question = try? localizer.sentence("common.news.question", in: chosen)
        // All of the page in one language, or none of it.
        let isWhole = question?.language == chosen
        language = isWhole ? chosen : .english
        help = isWhole ? choice?.helpLanguage : chosen
    }

    func page(isStopped: Bool, hasResumed: Bool) throws -> NewsPage {
        let heading =
            isStopped
            ? "stopped.heading" : hasResumed ? "resumed.heading" : "common.news.question"
        let button = isStopped ? "common.news.again" : "common.news.stop"
        return NewsPage(
            isStopped: isStopped, school: school.name, notes: try notes(),
            heading: try line(heading), text: hasResumed ? [] : [try line("stopped.still")],
            button: try line(button))
    }

    private func notes() throws -> [NewsPage.Line] {
        var notes: [NewsPage.Line] = []
        if let help {
            notes.append(try line("common.help-when-english", in: help))
        } else if try localizer.sentence("common.news.question", in: language).standing
            < .reviewed, language != .english
        {
            notes.append(try line("common.standing.draft"))
        }
        return notes
    }

    private func line(_ key: String, in other: LanguageTag? = nil) throws -> NewsPage.Line {
        let sentence: Sentence
        do {
            sentence = try localizer.sentence(key, in: other ?? language)
        } catch {
            // A catalog with an error: English is always there, and checked.
            sentence = try localizer.sentence(key, in: .english)
        }
        return NewsPage.Line(
            text: sentence.text, language: sentence.language.text,
            direction: sentence.language.direction.rawValue)
    }
}
