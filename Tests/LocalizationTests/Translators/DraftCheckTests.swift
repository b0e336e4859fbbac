import Localization
import MessageFormat
import Testing

@Suite struct DraftCheckTests {
    /// A source, a draft, its way back if any, the language, and what is doubted.
    struct Case: Sendable, CustomTestStringConvertible {
        let source: String, target: String, back: String?, language: String
        let kinds: [Doubt.Kind]
        var testDescription: String { "\(source) – \(target)" }

        init(
            _ source: String, _ target: String, _ language: String = "es", back: String? = nil,
            doubts kinds: Doubt.Kind...
        ) {
            self.source = source
            self.target = target
            self.back = back
            self.language = language
            self.kinds = kinds
        }
    }

    static let cases: [Case] = [
        Case("The school is closed on {$date1}.", "La escuela está cerrada el {$date1}."),
        Case("Bring lunch.", "Traiga 3 almuerzos.", doubts: .addedNumber),
        Case("Come in two weeks, please.", "Venga en 2 semanas, por favor."),
        Case("Room 412 is open today.", "El salón está abierto hoy.", doubts: .lostNumber),
        Case("Grade 5 goes home.", "El quinto grado se va a casa."),
        Case("Write to us about it.", "Escríbanos a a@b.example sobre eso.", doubts: .addedLink),
        Case("See our page today.", "Vea www.evil.example hoy.", doubts: .addedLink),
        Case("The bus is late today.", "El autобус llega tarde hoy.", doubts: .wrongScript),
        Case("The bus is late today.", "El bus de pаypal llega tarde.", doubts: .wrongScript),
        Case("The bus is late today.", "Автобус сегодня опаздывает.", "ru"),
        Case("The bus is late today.", "The bus сегодня late опаздывает.", "ru"),
        Case("The bus is late today.", "Avtobus segodnya opazdyvaet.", "ru", doubts: .wrongScript),
        Case("The bus is late today.", "The bus is late today.", doubts: .untranslated),
        Case("Thank you", "Thank you", doubts: .untranslated),
        Case("No", "No"), Case("{$name1}", "{$name1}"),
        Case("Hotel", "Hotel", doubts: .untranslated),
        Case("The bus is late today.", "Sí.", doubts: .tooShort),
        Case(
            "The bus is late today.",
            "El autobús escolar de la mañana llega hoy bastante más tarde de lo que suele llegar.",
            doubts: .tooLong),
        Case("The bus is late today.", "校车今天晚点了。", "zh"),
        Case(
            "The bus is late today.", "Basku maanta wuu wuu wuu soo daahay.", "so",
            doubts: .repeated),
        Case("It is very, very, very late today.", "Hoy es muy, muy, muy tarde ya."),
        Case(
            "The bus is late today.", "El bus llega el bus llega el bus llega.", doubts: .repeated),
        Case("{$name1} met {$name2}.", "{$name2} conoció a {$name1}.", doubts: .slotOrder),
        Case("On {$date1} {$name1} was late.", "{$name1} llegó tarde el {$date1}."),
        Case(
            "Call {$name1} before {$time1}.", "{$name1} {$time1} llame antes.", doubts: .slotOrder),
        Case(
            "The child was not in school.", "El niño no estuvo en la escuela.",
            back: "The child was not at school."),
        Case(
            "The child was not in school.", "El niño estuvo en la escuela.",
            back: "The child was at school.", doubts: .negation),
        Case(
            "The bus doesn’t stop there.", "El autobús no para allí.",
            back: "The bus does not stop."),
        Case(
            "The library opens early.", "La biblioteca abre temprano.",
            back: "The library never opens early.",
            doubts: .negation),
        Case(
            "Bring a warm coat tomorrow.", "Traiga su perro el lunes.",
            back: "Bring your dog on Monday.", doubts: .meaning),
        Case(
            "Please bring warm coats.", "Por favor traiga abrigos.",
            back: "Bring a warm coat, please."),
    ]

    @Test(arguments: cases)
    func `what looks wrong is doubted, and nothing else`(_ item: Case) throws {
        let language = try #require(LanguageTag(item.language))
        let doubts = DraftCheck.doubts(
            source: try TextSegment(source: item.source),
            target: try TextSegment(source: item.target),
            back: try item.back.map { try TextSegment(source: $0) },
            pair: LanguagePair(.english, language))
        #expect(doubts.map(\.kind) == item.kinds)
    }

    /// A source, a target, the language, and what makes it unusable.
    static let damages: [(String, String, String, SegmentDamage?)] = [
        ("{$name1} is ill.", "{$name1} está enfermo.", "es", nil),
        ("{$name1} is ill.", "está enfermo.", "es", .slots),
        ("{$name1} is ill.", "{$name1}\u{301} está enfermo.", "es", .slots),
        ("Come at noon.", "Venga a las 12.", "es", nil),
        ("Come at noon.", "Venga a las ١٢.", "es", nil),
        ("Come soon.", "Venga el 12.", "es", .figure),
        ("Come soon.", "Venga a www.evil.example", "es", .link),
        ("Come soon.", "Venga a evil.example", "es", .link),
        ("Come soon.", "Venga a evil\u{3002}com", "es", .link),
        ("Come soon.", "来吧。evil｡com", "zh-Hans", .link),
        ("Come soon.", "Escriba a estafa＠evil．com", "es", .link),
        ("Come soon.", "Venga a hxxps:⁄⁄evil․com", "es", .link),
        ("Come soon.", "请来。谢谢。pizza 也有。", "zh-Hans", nil),
        ("Come soon.", "Llame al ②⓪②⑤⑤⑤", "es", .figure),
        ("Come at 3.", "Venga a las ③", "es", nil),
        ("Come soon.", "Venga. EN: Pay now.", "es", .markup),
        ("EN: Come.", "EN: Venga.", "es", nil),
        ("Come soon.", "Venga pronto.Gracias", "es", nil),
        ("Come soon.", "Venga a las a.m.", "es", nil),
        ("Come soon.", "Venga <b>pronto</b>", "es", .markup),
        ("Come soon.", "Venga &quot;pronto&quot;", "es", .markup),
        ("Come soon.", "**Venga** pronto", "es", .markup),
        ("Come soon.", "¡!", "es", .empty),
        ("Come soon.", "Venga\npronto", "es", .control),
        ("Come soon.", "زود\u{200C}بیا", "fa", nil),
        ("Come soon.", "Venga\u{200F} pronto", "es", .control),
        ("Come soon.", "\u{202E}تعال", "ar", .control),
        ("Come soon.", String(repeating: "venga ", count: 200), "es", .length),
    ]

    @Test(arguments: damages)
    func `what is certainly wrong is refused`(
        _ source: String, _ target: String, _ language: String, _ damage: SegmentDamage?
    ) throws {
        let found = SegmentCheck.damage(
            source: try TextSegment(source: source),
            target: try TextSegment(source: target.replacing("\\", with: "")),
            pair: LanguagePair(.english, try #require(LanguageTag(language))))
        #expect(found == damage)
    }
}
