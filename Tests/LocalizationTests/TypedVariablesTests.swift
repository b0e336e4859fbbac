import Localization
import MessageFormat
import Testing

/// A variable has a type, and what uses it as another is refused when the notices are loaded:
/// never when a family waits.
@Suite struct TypedVariablesTests {
    struct Case: Sendable, CustomStringConvertible {
        let name: String, file: String, old: String, new: String
        var rule = CatalogRule.ID.wrongType
        let says: String
        var description: String { name }
    }

    static let cases: [Case] = [
        Case(
            name: "a date as a name", file: "locales/en/absence.mf2",
            old: "{$day :date fields=year-month-day-weekday length=long}", new: "{$day}",
            says: "$day is of type date and used here as it stands: write it with :date."),
        Case(
            name: "a date as a string", file: "locales/so/absence.mf2",
            old: "{$day :date fields=year-month-day-weekday length=long}", new: "{$day :string}",
            says: "type date and used here as :string"),
        Case(
            name: "a day as a time", file: "locales/en/absence.mf2",
            old: "{$day :date fields=year-month-day-weekday length=long}", new: "{$day :time}",
            says: "type date and used here as :time"),
        Case(
            name: "a name as a number", file: "locales/so/urgent.mf2", old: "{$school}",
            new: "{$school :number}", says: "$school is of type name and used here as :number"),
        Case(
            name: "a name that is counted", file: "locales/en/urgent.mf2",
            old: "subject = Urgent message from {$school}",
            new:
                "subject =\n .input {$school :integer}\n .match $school\n one {{{$school}}}\n * {{{$school}}}",
            says: "$school is of type name and used here as :integer"),
        Case(
            name: "a choice that is shown", file: "locales/en/concern.mf2",
            old: "= {$teacher}", new: "= {$teacher} {$reason :string}", says: "select by it"),
        Case(
            name: "a choice behind a local name", file: "locales/en/concern.mf2",
            old: "teacher = {$teacher}",
            new: "teacher =\n .local $shown = {$reason :string}\n {{{$teacher} {$shown}}}",
            says: "$reason is of type choice"),
        Case(
            name: "a count as it stands", file: "locales/es/common.mf2",
            old: "* {{cerca de {$minutes} minutos}}", new: "* {{cerca de {$lessons} minutos}}",
            says: "$lessons is of type count and used here as it stands: write it with :integer"),
        Case(
            name: "a count that is selected as a string", file: "locales/es/common.mf2",
            old: ".input {$minutes :integer}", new: ".input {$minutes :string}",
            says: "$minutes is of type count and used here as :string"),
        Case(
            name: "an instant as it stands", file: "locales/es/common.mf2",
            old: "{$starts :time precision=minute}", new: "{$starts}",
            says: "write it with :date, :time or :datetime"),
        Case(
            name: "a function that does not exist", file: "locales/ar/common.mf2",
            old: "{$minutes :integer}", new: "{$minutes :count}", rule: .unknownFunction,
            says: "There is no function :count. There are: "),
        Case(
            name: "a date where words belong", file: "templates/absence.yaml",
            old: "- paragraph: opening", new: "- {words: day}",
            says: "\"day\" is of type date; here stands one of type words."),
    ]

    @Test(arguments: cases)
    func `what is used as another type is refused when the notices are loaded`(
        _ item: Case
    ) throws {
        let fixture = try NoticeFixture()
        try fixture.replace(item.file, item.old, item.new)
        let problems = #expect(throws: CatalogProblems.self) { try fixture.load() }
        let found = problems?.findings.first {
            $0.rule == item.rule && $0.sentence.contains(item.says)
        }
        #expect(found != nil, "\(problems?.description ?? "")")
        #expect(found?.file == item.file && (found?.line ?? 0) > 0)
    }

    @Test func `a count whose forms are not told apart is found by the check`() throws {
        let fixture = try NoticeFixture()
        let text = try fixture.read("locales/es/common.mf2")
        let start = try #require(text.range(of: "    .input {$minutes :integer}"))
        let end = try #require(text.range(of: "minutos}}", range: start.lowerBound..<text.endIndex))
        try fixture.write(
            "locales/es/common.mf2",
            text.replacingCharacters(
                in: start.lowerBound..<end.upperBound,
                with: "    cerca de {$minutes :integer} minutos"))
        let found = fixture.findings().filter { $0.rule == .missingPlural }
        #expect(found.count == 1)
        #expect(found.first?.sentence.contains(".match $minutes") == true)
        #expect(found.first?.file == "locales/es/common.mf2")
    }
}
