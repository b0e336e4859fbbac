import Engines
import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct GlossaryCheckTests {
    private func term(
        _ term: String, _ language: String, _ approved: String, not forbidden: String...
    ) -> GlossaryTerm {
        GlossaryTerm(
            term, in: LanguageTag(language) ?? .undetermined, approved: approved,
            forbidden: forbidden)
    }

    private func kinds(_ source: String, _ target: String, _ terms: GlossaryTerm...) -> [Doubt.Kind]
    {
        GlossaryCheck.findings(source: source, target: target, terms: terms).map(\.kind)
    }

    @Test(arguments: [
        ("The counselor called.", true), ("Both COUNSELORS called.", true),
        ("The counselor's room", true), ("The counselor\u{2019}s room", true),
        ("The council called.", false), ("Counseling helps.", false), ("", false),
    ])
    func `a term is found by word, its case and number forgiven`(_ source: String, _ isThere: Bool)
    {
        let doubts = kinds(source, "Algo más.", term("counselor", "es", "consejero"))
        #expect(doubts == (isThere ? [.glossary] : []))
    }

    @Test(arguments: [
        ("bus", "buses"), ("class", "classes"), ("family", "families"), ("lunch", "lunches"),
        ("parent", "parents"), ("bus pass", "bus passes"), ("box", "boxes"),
    ])
    func `plurals are forgiven`(_ one: String, _ many: String) {
        for (kept, said) in [(one, many), (many, one)] {
            #expect(kinds("See \(said) here", "Nada", term(kept, "es", "palabra")) == [.glossary])
        }
    }

    @Test func `the longest term wins`() {
        let terms = (
            term("school counselor", "es", "orientadora"), term("counselor", "es", "asesor")
        )
        #expect(kinds("Our school counselor", "Nuestra orientadora", terms.1, terms.0).isEmpty)
        #expect(kinds("Our school counselor", "Nuestro asesor", terms.1, terms.0) == [.glossary])
        let both = kinds("School counselor and counselor", "orientadora", terms.1, terms.0)
        #expect(both == [.glossary])
    }

    @Test(arguments: [
        ("ru", "консультант", "Мы говорили с консультантом школы."),
        ("ru", "встреча", "После встречи"),
        ("es", "consejero", "Las consejeras"), ("so", "lataliye", "Lataliyaha dugsiga"),
        ("so", "bas", "Baska ayaa daahay"), ("ar", "مرشد", "والمرشد في المدرسة"),
        ("ar", "مدرسة", "بالمدرسة"), ("ar", "مُرْشِد", "المرشد"),
        ("sw", "mshauri", "washauri wa shule"),
        ("zh-Hans", "辅导员", "请联系学校辅导员。"), ("th", "ครู", "คุณครูจะโทรหา"), ("km", "គ្រូ", "លោកគ្រូមក"),
        ("he", "יועץ", "והיועץ של בית הספר"), ("pl", "szkoła", "w szkole"),
        ("tr", "okul", "okulumuzda"),
        ("es", "parada del autobús", "la parada nueva del autobús"),
        ("es", "x|consejera", "consejera"),
        ("vi", "giáo viên", "giáo viên chủ nhiệm"), ("uk", "вчитель", "вчителю"),
    ])
    func `an approved word counts however its language bends it`(
        _ language: String, _ approved: String, _ target: String
    ) {
        #expect(kinds("The counselor", target, term("counselor", language, approved)).isEmpty)
    }

    @Test(arguments: [
        ("ru", "консультант", "Учитель позвонил."), ("es", "consejero", "El maestro llamó."),
        ("so", "lataliye", "Macallinka"), ("ar", "مرشد", "المعلم في المدرسة"),
        ("zh-Hans", "辅导员", "请联系老师。"), ("es", "parada del autobús", "la parada"),
        ("so", "bas", "Gaari"), ("es", "consejero", ""),
    ])
    func `another word does not count`(_ language: String, _ approved: String, _ target: String) {
        #expect(
            kinds("The counselor", target, term("counselor", language, approved)) == [.glossary])
    }

    @Test func `a forbidden word counts where its term stands, strictly`() {
        let counselor = term("counselor", "es", "orientador", not: "terapeuta", "psiquiatra")
        #expect(kinds("The counselor", "El orientador, terapeuta", counselor) == [.forbidden])
        #expect(kinds("The counselor", "Los terapeutas", counselor) == [.glossary, .forbidden])
        #expect(kinds("The teacher", "La terapeuta", counselor).isEmpty)
        #expect(kinds("The counselor", "El orientador: terapia", counselor).isEmpty)
    }

    @Test func `a word without an approved one is forbidden everywhere`() {
        let alien = term("alien", "es", "", not: "ilegal")
        #expect(kinds("All families", "Todas las familias ilegales", alien) == [.forbidden])
        #expect(kinds("The alien", "Ilegal", alien) == [.forbidden])
        #expect(kinds("The alien", "Legal", alien).isEmpty)
    }

    @Test func `a forbidden word within an approved one is none`() {
        let school = term("elementary school", "es", "escuela primaria", not: "escuela")
        #expect(kinds("The elementary school", "La escuela primaria", school).isEmpty)
        #expect(kinds("The elementary school", "La escuela", school) == [.glossary, .forbidden])
        let chinese = term("elementary school", "zh-Hans", "小学校", not: "学校")
        #expect(kinds("The elementary school", "这个小学校", chinese).isEmpty)
    }

    @Test func `slots say nothing`() throws {
        let name = term("name", "es", "nombre")
        #expect(kinds("{$name1} came", "{$name1} vino", name).isEmpty)
        let source = try TextSegment(source: "{$name1}, the counselor")
        let target = try TextSegment(source: "{$name1}, terapeuta")
        let doubts = GlossaryCheck.findings(
            source: source, target: target, terms: [term("counselor", "es", "orientador")])
        #expect(doubts == [Doubt(.glossary, "counselor → orientador")])
    }

    @Test func `hostile texts and terms take no time`() {
        let long = String(repeating: "counselor a ", count: 20_000)
        let terms = (0..<300).map { term("counselor a counselor w\($0)", "es", "w\($0)") }
        let time = processorTime {
            _ = GlossaryCheck.findings(source: long, target: long, terms: terms)
        }
        #expect(time < .seconds(5))
        #expect(GlossaryCheck.findings(source: "a", target: "b", terms: []).isEmpty)
    }

    @Test func `catalogs are checked with file and line`() throws {
        let fixture = try NoticeFixture()
        let english = try #require(
            NoticeLibrary.load(
                templates: fixture.url("templates"), locales: fixture.url("locales")
            ).source(of: "urgent.heading", in: .english))
        let word = try #require(english.split(separator: " ").last { $0.allSatisfy(\.isLetter) })
        let found = try GlossaryCheck.findings(
            templates: fixture.url("templates"), locales: fixture.url("locales"), languages: [],
            terms: [term(String(word), "so", "erayaanjirin")])
        let finding = try #require(found.first { $0.key == "urgent.heading" })
        #expect(finding.file == "locales/so/urgent.mf2" && finding.line > 1)
        #expect(
            finding.doubt.kind == .glossary && finding.description.contains(":\(finding.line):"))
        #expect(found.allSatisfy { $0.language == "so" })
    }
}
