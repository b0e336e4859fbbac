import ArgumentParser
import MessageFormat
import Outreach

/// `parley staff languages`: which translations somebody may answer for.
struct StaffLanguagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "languages",
        abstract: "Say which languages somebody reads well enough to approve translations.",
        discussion: """
            English is understood. None takes the right away.

            parley staff languages hodan so sw --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "Whose languages.")
    var handle: String
    @Argument(help: "BCP 47 tags, such as so or zh-Hans.")
    var languages: [LanguageTag] = []

    func run() async throws {
        try await common.work { place in
            let member = try await ChooseLanguages(place.desk).set(
                languages, of: handle, by: acting.handle)
            let list = languages.map(\.text)
            try common.print(["languages": list]) {
                [
                    list.isEmpty
                        ? "\(member.handle) approves no translations."
                        : "\(member.handle) may approve translations into \(list.joined(separator: ", "))."
                ]
            }
        }
    }
}
