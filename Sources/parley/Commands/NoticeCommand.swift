import ArgumentParser
import Outreach

/// `parley send notice`: any notice that a person fills in.
struct NoticeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice",
        abstract: "Fill in a notice and send it: an absence, good news, an offer, one of your own.",
        discussion: """
            `parley send notices` shows which there are and what each asks for. Names, the school \
            and the telephone number are filled in. Moments are in the school's time zone.

            parley send notice absence k7q2m --set day=2026-12-03 --dry-run --as amina
            parley send notice ride-offer k7q2m --set occasion=meeting \\
                --set starts="2026-12-03 17:30" --set place="Room 12" \\
                --set note="We will call before we come." \\
                --words-in es:note="Llamamos antes de venir." --as amina
            parley send notice english-help-offer --everyone --set childCare=yes … --as amina
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @OptionGroup var audience: AudienceOptions
    @OptionGroup var sending: SendCommand.SendingOptions
    @Argument(help: "The notice's name.")
    var notice: String
    @Argument(
        help: ArgumentHelp("The case's reference; news to many needs none.", valueName: "case"))
    var name: String?
    @Option(help: "A value, NAME=VALUE; may be given again. Words are in English.")
    var set: [String] = []
    @Option(help: "Words in another language, LANGUAGE:NAME=WORDS; may be given again.")
    var wordsIn: [String] = []
    @Flag(help: "News to many: to every family of the school.")
    var everyone = false

    private var isForMany: Bool {
        everyone || audience.grade != nil || audience.language != nil
    }

    func validate() throws {
        if name != nil, isForMany {
            throw ValidationError(
                "Name a case, or an audience by --everyone, --grade or --language; not both.")
        }
    }

    func run() async throws {
        let typed = TypedValues(set, translations: wordsIn)
        try await common.work { place in
            let use = SendFilled(place.desk)
            let plan = try await plan(use, typed)
            try await sending.finish(plan, common, at: place.desk) { plan in
                try await use.send(plan, by: acting.handle)
            }
        }
    }

    private func plan(_ use: SendFilled, _ typed: TypedValues) async throws -> NoticePlan {
        if let name {
            return try await use.plan(
                notice, about: name, typed, way: sending.ways.way, by: acting.handle)
        }
        return try await use.plan(
            notice, to: isForMany ? audience.audience : nil, typed, way: sending.ways.way,
            by: acting.handle)
    }
}
