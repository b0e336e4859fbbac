import Engines
import MessageFormat
import Testing

@testable import Localization
@testable import Outreach

@Suite struct NoticeFormTests {
    @Test(arguments: Engine.reachable)
    func `every mistake is told at once, with what the value is for and an example`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let sentence = try await fixture.refusal {
            _ = try await fixture.fill(
                "tutoring-offer", file,
                [
                    "topic=readin", "starts=tomorrow", "lessons=ten", "answerBy=2026-13-01",
                    "student=Somebody", "plaec=Room 12", "note", "rhythm=daily", "rhythm=weekly",
                ],
                translations: ["so:note=Fadlan kaalay.", "so:topic=x", "nonsense"])
        }
        for words in [
            "topic is never \"readin\". Did you mean reading? What the lessons are for. One of: "
                + "reading, writing, mathematics, homework, other. For example: --set topic=reading",
            "starts: \"tomorrow\" is no date and time", "--set starts=\"2026-12-08 15:30\"",
            "lessons is \"ten\", which is no number. How many lessons there are.",
            "answerBy is \"2026-13-01\", which is no day.",
            "student is filled in by Parley",
            "\"plaec\" is no value of this notice. Did you mean place?",
            "place is missing. Where the lessons are. For example: --set place=\"Room 12\"",
            "\"note\" is not NAME=VALUE", "rhythm is given twice",
            "topic is the same in every language", "\"nonsense\" is not LANGUAGE:NAME=WORDS",
            "note needs English words",
        ] { #expect(sentence.contains(words), "\(words)\nis not in\n\(sentence)") }
        #expect(try await fixture.school.count("SELECT COUNT(*) AS n FROM sends") == 0)
    }

    /// By type: what is typed, and what it is; nil where it is refused.
    private static let readings: [(VariableType, String, NoticeValue?)] = [
        (.name, " Ms. Lee ", .text("Ms. Lee")), (.name, "", nil), (.text, "a\nb", nil),
        (.words, "Hello.\nBye.", .words(FreeWords("Hello.\nBye."))), (.words, " ", nil),
        (.choice, "early", .text("early")), (.choice, "Early", nil), (.choice, "", nil),
        (.flag, "yes", .flag(true)), (.flag, "no", .flag(false)), (.flag, "true", nil),
        (.count, "0", .count(0)), (.count, "10", .count(10)), (.count, "-1", nil),
        (.count, "", nil), (.count, "١٠", nil), (.count, "99999999999999999999", nil),
        (.date, "2026-12-03", .value(.date("2026-12-03"))), (.date, "2026-02-29", nil),
        (.date, "2026-12-3", nil), (.date, "12/03/2026", nil), (.date, "2026-12-03 10:00", nil),
        (.instant, "2026-12-03 17:30", .instant(milliseconds: 1_796_340_600_000)),
        (.instant, "2027-03-14 02:30", nil), (.instant, "17:30", nil),
        (.link, "https://school.example/a", .text("https://school.example/a")),
        (.link, "http://school.example", nil), (.link, "https://school.example/ x", nil),
    ]

    @Test(arguments: readings.indices)
    func `a value is read by its type`(_ row: Int) throws {
        let (type, text, value) = Self.readings[row]
        let choices = type == .choice ? ["late", "early"] : type == .flag ? ["yes", "no"] : []
        let variable = NoticeVariable(
            name: "x", type: type, isOptional: false, example: .text("y"), about: "",
            choices: choices)
        let read = try? TypedValue(variable, zone: "America/Chicago").read(text)
        #expect(read == value, "\(type) \(text)")
    }
}
