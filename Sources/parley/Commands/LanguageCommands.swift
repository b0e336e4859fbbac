import ArgumentParser
import MessageFormat
import Outreach

/// `parley people ask-language`: which language a contact wants; the answer sets it.
struct AskLanguageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask-language",
        abstract: "Ask a contact which language to write in; the answer sets it.",
        discussion: """
            Each language is named in itself, with its number. Whoever answers by its number or by \
            a language's own name is written to in it from then on.

            parley people ask-language C201 --languages en,es,so --dry-run --as amina
            parley people ask-language --unknown --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var sending: SendCommand.SendingOptions
    @Argument(help: "The contact, as the roster calls them.")
    var contact: String?
    @Flag(help: "All of whom no language is known.")
    var unknown = false
    @Option(
        help: "Two to nine languages, en,es,so; those that the contacts read most unless given.")
    var languages: String?

    func validate() throws {
        if (contact == nil) != unknown {
            throw ValidationError("Name a contact, or ask all by --unknown; one of the two.")
        }
    }

    func run() async throws {
        let offered = try (languages ?? "").split(separator: ",").map { text in
            guard let tag = LanguageTag(String(text)) else {
                throw Refusal("\"\(text)\" is no language tag; try es or zh-Hans.")
            }
            return tag
        }
        try await common.work { place in
            let use = AskLanguage(place.desk)
            let plan = try await use.plan(
                contact.map(AskLanguage.Asked.contact) ?? .unknown, languages: offered,
                way: sending.ways.way, by: acting.handle)
            try await sending.finish(plan, common, at: place.desk) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }
}

/// `parley people language`: sets what a contact has said otherwise, such as on the telephone.
struct SetLanguageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "language",
        abstract: "Set the language that a contact wants; without one, go back to the roster's.",
        discussion: "parley people language C201 so --as amina")

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The contact, as the roster calls them.")
    var contact: String
    @Argument(help: "The language, such as so or zh-Hans.")
    var language: String?

    func run() async throws {
        let tag = try language.map { text in
            guard let tag = LanguageTag(text) else {
                throw Refusal("\"\(text)\" is no language tag; try es or zh-Hans.")
            }
            return tag
        }
        try await common.work { place in
            let changed = try await SetLanguage(place.desk)
                .set(tag, for: contact, by: acting.handle)
            let now = changed.languages.first?.text ?? "und"
            try common.print(["contact": changed.rosterKey, "language": now]) {
                ["\(changed.fullName) is written to in \(now) from now on."]
            }
        }
    }
}
