import ArgumentParser
import Cases
import MessageFormat
import Outreach
import People
import Store

/// `parley event`: tell many families about one event, each in its language.
struct EventCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "event", abstract: "Set an event, tell families about it, remind them.",
        subcommands: [Set.self, Send.self, EventRemindCommand.self, List.self])

    /// Sets an event.
    struct Set: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set an event, with its words in English and in what languages you have.",
            discussion: """
                parley event set --title "Family Reading Night" --at "2026-12-10 18:00" \\
                    --place "School library" --title-in es="Noche de lectura en familia" --as amina
                """)

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @Option(help: "Its title in English.")
        var title: String
        @Option(help: "One or two sentences in English.")
        var description = ""
        @Option(help: "The title in another language, LANGUAGE=TITLE; may be given again.")
        var titleIn: [String] = []
        @Option(help: "The description in another language, LANGUAGE=TEXT; may be given again.")
        var descriptionIn: [String] = []
        @Option(help: "Date and time in the school's zone, 2026-12-10 18:00.")
        var at: String
        @Option(help: "Until when.")
        var until: String?
        @Option(help: "Where.")
        var place: String

        func run() async throws {
            let request = AnnounceEvent.Request(
                at: at, until: until, place: place, words: try words())
            try await common.work { workplace in
                let event = try await AnnounceEvent(workplace.desk)
                    .set(request, by: acting.handle)
                try common.print(["event": event.reference]) {
                    [
                        "Set event \(event.reference).",
                        "Look first: parley event send \(event.reference) --dry-run --as \(acting.handle)",
                    ]
                }
            }
        }

        private func words() throws -> [LanguageTag: SchoolEvent.Words] {
            let titles = try wordsByLanguage(titleIn, option: "--title-in")
            let descriptions = try wordsByLanguage(descriptionIn, option: "--description-in")
            let languages = Swift.Set(titles.keys).union(descriptions.keys)
            var words = Dictionary(
                uniqueKeysWithValues: languages.map {
                    (
                        $0,
                        SchoolEvent.Words(
                            title: titles[$0] ?? "", description: descriptions[$0] ?? "")
                    )
                })
            words[.english] = SchoolEvent.Words(title: title, description: description)
            return words
        }
    }

    /// Sends the notice.
    struct Send: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell an audience about an event; with --dry-run, show who would hear.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions
        @OptionGroup var audience: AudienceOptions
        @OptionGroup var ways: WayOptions
        @OptionGroup var start: StartOptions
        @Argument(help: "The event's reference.")
        var name: String
        @Flag(help: "Show how many by language and who is left out, and send nothing.")
        var dryRun = false

        func run() async throws {
            try await common.work { place in
                let announce = AnnounceEvent(place.desk)
                let plan = try await announce.plan(
                    name, to: audience.audience, way: ways.way, by: acting.handle)
                try await common.show(
                    plan, at: place.desk, dryRun: dryRun, atOnce: start.now,
                    nobody: "Nobody in \(audience.audience.sentence) would get this; --dry-run "
                        + "says why. Grades are written as in the roster, such as K or 3."
                ) { plan in
                    try await announce.send(plan, by: acting.handle)
                }
            }
        }
    }

    /// Lists events.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the events to come, with the families' answers.")

        @OptionGroup var common: CommonOptions
        @OptionGroup var acting: ActingOptions

        private struct Line: Encodable {
            let reference: String, starts: String, title: String, place: String
            let answers: [String: Int]
        }

        func run() async throws {
            let handle = acting.handle
            try await common.work { place in
                let source = place.desk.source
                let lines = try await place.database.read { t in
                    let staff = try Acting().staff(handle, to: .send, t)
                    let events = try SchoolEvents(source)
                        .events(of: staff.school, from: source.now(), t)
                    return try events.map { event in
                        let answers = try Answers(source).latest(to: .event(event.id), t)
                        return Line(
                            reference: event.reference,
                            starts: event.startsLocal.replacing("T", with: " "),
                            title: event.words[.english]?.title ?? "", place: event.place,
                            answers: answers.reduce(into: [:]) {
                                $0[$1.answer.rawValue, default: 0] += 1
                            })
                    }
                }
                try common.print(lines) {
                    columns(
                        lines.map { line in
                            let counts = line.answers.sorted { $0.key < $1.key }
                                .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
                            return [
                                line.reference, line.starts, line.title,
                                counts.isEmpty ? "no answer yet" : counts,
                            ]
                        })
                }
            }
        }
    }
}

/// Whom a bulk notice is for.
struct AudienceOptions: ParsableArguments {
    @Option(help: "Only families with a child in this grade.")
    var grade: String?
    @Option(help: "Only contacts who read this language.")
    var language: String?

    func validate() throws {
        if let language, LanguageTag(language) == nil {
            throw ValidationError("\"\(language)\" is no language tag; try es or zh-Hans.")
        }
    }

    var audience: Audience { Audience(grade: grade, language: language) }
}

/// `es=Noche de lectura` to a language and its words.
func wordsByLanguage(_ given: [String], option: String) throws -> [LanguageTag: String] {
    try given.reduce(into: [:]) { words, text in
        guard let equals = text.firstIndex(of: "="), let tag = LanguageTag(String(text[..<equals]))
        else { throw Refusal("\(option) wants LANGUAGE=WORDS, such as es=\"…\", not \"\(text)\".") }
        guard words.updateValue(String(text[text.index(after: equals)...]), forKey: tag) == nil
        else {
            throw Refusal("\(option) is given twice for \(tag).")
        }
    }
}
