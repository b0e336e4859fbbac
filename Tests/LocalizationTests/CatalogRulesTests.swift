import Localization
import MessageFormat
import Testing

/// One spoilt catalog for each rule.
@Suite struct CatalogRulesTests {
    struct Case: Sendable, CustomStringConvertible {
        let rule: CatalogRule.ID
        let file: String
        let old: String
        let new: String
        /// Of the finding: its line and the text from its column on.
        var points: String = ""
        var says: String = ""
        var requireReviewed = false

        var description: String { "\(rule.rawValue): \(file)" }
    }

    static let cases: [Case] = [
        Case(
            rule: .syntax, file: "locales/so/urgent.mf2", old: "{$school}", new: "{$school",
            points: "", says: ""),
        Case(
            rule: .syntax, file: "templates/urgent.yaml", old: "title: Urgent",
            new: "title: [Urgent",
            says: "not YAML"),
        Case(
            rule: .badTemplate, file: "templates/urgent.yaml", old: "kind: urgent",
            new: "kind: loud",
            points: "loud", says: "one of urgent, case, bulk, service"),
        Case(
            rule: .badTemplate, file: "templates/urgent.yaml", old: "answer: reply",
            new: "answr: reply", says: "\"answer\" is missing"),
        Case(
            rule: .badTemplate, file: "templates/concern.yaml", old: "optional: true",
            new: "optional: often", points: "often"),
        Case(
            rule: .badTemplate, file: "templates/concern.yaml", old: "example: classwork",
            new: "example: theft", points: "theft", says: "behaviour, classwork, attention"),
        Case(
            rule: .unknownVariable, file: "locales/en/concern.mf2", old: "= {$teacher}",
            new: "= {$techer}", points: "{$techer}",
            says: "Did you mean $teacher? Its variables are: $parent, $student, $reason"),
        Case(
            rule: .unknownVariable, file: "locales/es/common.mf2", old: "Hola, {$parent}",
            new: "Hola, {$mother}", points: "{$mother}"),
        Case(
            rule: .unknownVariable, file: "templates/concern.yaml", old: "if: phone",
            new: "if: fax", points: "fax", says: "not a variable of this template"),
        Case(
            rule: .unguardedVariable, file: "locales/en/concern.mf2", old: "= {$teacher}",
            new: "= {$teacher} {$phone}", points: "{$phone}", says: "\"if: phone\""),
        Case(
            rule: .wrongType, file: "locales/en/meeting-invitation.mf2",
            old: "heading = A meeting about {$student}", new: "heading = A meeting on {$starts}",
            points: "{$starts}", says: ":date, :time or :datetime"),
        Case(
            rule: .wrongType, file: "locales/so/concern.mf2", old: "saabsan {$student}",
            new: "saabsan {$student :date}", points: "{$student :date}", says: "type name"),
        Case(
            rule: .wrongType, file: "locales/es/concern.mf2", old: "sobre {$student}",
            new: "sobre {$student} {$reason :string}", points: "{$reason :string}",
            says: "select by it"),
        Case(
            rule: .unknownFunction, file: "locales/es/common.mf2",
            old: "{$starts :time precision=minute}", new: "{$starts :clock}", points: ":clock",
            says: "There is no function :clock"),
        Case(
            rule: .unknownChoice, file: "locales/ar/concern.mf2", old: "classwork {{",
            new: "homework {{", points: "homework", says: "behaviour, classwork, attention"),
        Case(
            rule: .unknownMarkup, file: "locales/so/urgent.mf2",
            old: "{#strong}Tani waa farriin degdeg ah oo ka timid {$school}.{/strong}",
            new: "{#b}Tani waa farriin degdeg ah oo ka timid {$school}.{/b}", points: "{#b}"),
        Case(
            rule: .doesNotFormat, file: "locales/es/common.mf2",
            old: "fields=year-month-day-weekday", new: "fields=everything"),
        Case(
            rule: .missingEnglish, file: "locales/en/urgent.mf2", old: "questions =",
            new: "question =", says: "urgent.questions"),
        Case(
            rule: .wrongLocale, file: "locales/so/urgent.mf2", old: "@locale so", new: "@locale om",
            says: "@locale so"),
        Case(
            rule: .badWords, file: "locales/es/words.yaml", old: "yes: [sí", new: "yes: [ALTO, sí",
            says: "\"opt-out\" and in \"yes\""),
        Case(
            rule: .badOverlay, file: "locales/so/overlay.yaml", old: "",
            new: "months: [Jannaayo, Febraayo]\nweekdays: [Isniin]\n"),
        Case(
            rule: .missingKey, file: "locales/so/urgent.mf2", old: "questions =", new: "question =",
            says: "\"questions\" is missing"),
        Case(
            rule: .extraKey, file: "locales/so/urgent.mf2", old: "questions =", new: "question =",
            points: "question =", says: "spelled right"),
        Case(
            rule: .missingPlaceholder, file: "locales/so/urgent.mf2", old: "gaarayaan {$liaison}.",
            new: "gaarayaan Rosa.", says: "$liaison is missing"),
        Case(
            rule: .extraPlaceholder, file: "locales/es/urgent.mf2", old: "{$liaison} lee",
            new: "{$liaison} ({$school}) lee", points: "{$school}"),
        Case(
            rule: .missingPlural, file: "locales/ar/common.mf2",
            old: "    few {{حوالي {$minutes} دقائق}}\n", new: "", says: "a variant for few"),
        Case(
            rule: .missingChoice, file: "locales/so/common.mf2",
            old: "yes {{{$teacher} (macallinka)", new: "no {{{$teacher} (macallinka)",
            says: "when $principal is \"yes\""),
        Case(
            rule: .differentMarkup, file: "locales/es/common.mf2",
            old: "{#strong}{$phone}{/strong}", new: "{$phone}", says: "{#strong}"),
        Case(
            rule: .differentMarkup, file: "locales/ar/urgent.mf2", old: ".{/strong}", new: ".",
            points: "{#strong}", says: "in pairs"),
        Case(
            rule: .badStatus, file: "locales/so/urgent.mf2", old: "@status draft",
            new: "@status fine", points: "@status fine"),
        Case(
            rule: .badStatus, file: "locales/so/urgent.mf2", old: "@status draft",
            new: "@status reviewed", says: "@reviewed-text"),
        Case(
            rule: .changedAfterReview, file: "locales/so/urgent.mf2", old: "@status draft",
            new:
                "@status reviewed\n@reviewed-by Hodan Ali\n@reviewed-on 2026-11-25\n@reviewed-text 0123456789abcdef",
            points: "@reviewed-text", says: "parley catalog review so --key urgent.subject"),
        Case(
            rule: .stale, file: "locales/en/urgent.mf2", old: "Please read it now.",
            new: "Please read it at once.", says: "parley catalog confirm"),
        Case(
            rule: .unreviewed, file: "locales/so/urgent.mf2", old: "@status draft",
            new: "@status machine", points: "@status machine", requireReviewed: true),
        Case(
            rule: .untranslated, file: "locales/so/common.mf2", old: "date = Taariikhda",
            new: "date = Date"),
        Case(
            rule: .wrongScript, file: "locales/ar/common.mf2", old: "date = التاريخ",
            new: "date = Fecha", says: "Arab letters"),
        Case(
            rule: .wrongScript, file: "locales/es/common.mf2", old: "date = Fecha",
            new: "date = Fech\u{0430}", points: "\u{0430}", says: "Cyrl"),
        Case(
            rule: .bidiControl, file: "locales/so/common.mf2", old: "date = Taariikhda",
            new: "date = Taar\u{202E}iikhda", points: "\u{202E}", says: "U+202E"),
        Case(
            rule: .invisibleCharacter, file: "locales/es/urgent.mf2", old: "{$school}, URGENTE:",
            new: "{$school},\u{200E} URGENTE:", points: "\u{200E}", says: "U+200E"),
        Case(
            rule: .smsLength, file: "locales/so/urgent.mf2", old: "sms = ",
            new: "sms = " + String(repeating: "Fadlan akhri hadda. ", count: 12),
            points: "sms =", says: "3 parts"),
        Case(
            rule: .lowConfidence, file: "locales/so/urgent.mf2", old: "@status draft",
            new: "@confidence low\n@status draft", points: "@confidence"),
        Case(
            rule: .smsLetters, file: "locales/es/urgent.mf2", old: "URGENTE:", new: "AVISO RÁPIDO:",
            points: "Á", says: "Á"),
    ]

    @Test(arguments: cases)
    func `a catalog that breaks a rule is found out, at the right place`(_ item: Case) throws {
        let fixture = try NoticeFixture()
        if item.old.isEmpty {
            try fixture.write(item.file, item.new)
        } else {
            try fixture.replace(item.file, item.old, item.new)
        }
        let all = fixture.findings(requireReviewed: item.requireReviewed)
        let found = all.filter { $0.rule == item.rule }
        let match = found.first {
            (item.says.isEmpty || $0.sentence.contains(item.says)) && pointsRight($0, item.points)
        }
        #expect(match != nil, "\(all.map(\.description).joined(separator: "\n"))")
        if !item.points.isEmpty { #expect(match?.file == item.file) }
    }

    private func pointsRight(_ finding: CatalogFinding, _ expected: String) -> Bool {
        guard !expected.isEmpty else { return true }
        guard finding.line > 0 else { return false }
        let rest = finding.sourceLine.unicodeScalars.dropFirst(finding.column - 1)
        return rest.starts(with: expected.unicodeScalars)
    }

    @Test func `each rule has its case here, or one of its own below`() {
        let own: Set<CatalogRule.ID> = [.unreadableFile, .missingWords]
        let covered = Set(Self.cases.map(\.rule)).union(own)
        #expect(Set(CatalogRule.ID.allCases).subtracting(covered).isEmpty)
        #expect(Set(CatalogCheck.rules.map(\.summary)).count == CatalogRule.ID.allCases.count)
    }

    @Test func `a language without words is found out`() throws {
        let fixture = try NoticeFixture()
        try fixture.remove("locales/so/words.yaml")
        #expect(fixture.findings().map(\.rule).contains(.missingWords))
    }

    @Test func `an error is refused when loading, a warning is not`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/so/urgent.mf2", "questions =", "question =")
        #expect(throws: Never.self) { try fixture.load() }
        try fixture.replace("locales/en/concern.mf2", "= {$teacher}", "= {$techer}")
        try fixture.replace("locales/ar/urgent.mf2", "{$liaison}", "{$liason}")
        let problems = #expect(throws: CatalogProblems.self) { try fixture.load() }
        #expect(
            problems?.findings.map(\.file) == ["locales/ar/urgent.mf2", "locales/en/concern.mf2"])
    }

    @Test func `a finding shows the line and points below the place`() throws {
        let fixture = try NoticeFixture()
        try fixture.replace("locales/en/concern.mf2", "= {$teacher}", "= {$techer}")
        let finding = try #require(fixture.findings().first { $0.rule == .unknownVariable })
        let lines = finding.description.split(separator: "\n").map(String.init)
        #expect(lines.count == 3)
        #expect(
            lines[0].hasPrefix("locales/en/concern.mf2:\(finding.line):11: error: $techer is not"))
        #expect(lines[1] == "teacher = {$techer}")
        #expect(lines[2] == "          ^")
    }

    @Test func `many of the plural forms may be left to the star where no small number has them`()
        throws
    {
        let fixture = try NoticeFixture()
        #expect(
            !fixture.findings().map(\.rule).contains(.missingPlural), "Spanish has many as well")
    }
}
