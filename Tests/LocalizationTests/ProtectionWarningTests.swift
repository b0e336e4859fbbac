import Localization
import MessageFormat
import Testing

@Suite struct ProtectionWarningTests {
    private func warnings(
        _ text: String, _ names: [String] = ["Yasmin Yusuf"], others: [String] = [],
        ordinary: Set<String> = [], in language: String = "en"
    ) throws -> [String] {
        let known = KnownWords(
            names: names.map { KnownWords.Name($0, person: $0, role: .student) },
            others: OtherNames(others.map(ProtectionCase.other)),
            ordinary: ordinary)
        return Protector(
            known: known, language: try tag(language),
            today: try #require(CalendarDay("2026-11-26")), timeZone: "America/Chicago",
            region: "US"
        ).protect(text).warnings.map { "\($0.kind.rawValue) \($0.word) \($0.sentence)" }
    }

    @Test func `a word that may be a name and is on no list is told`() throws {
        #expect(try warnings("Yasmin plays with Mulki.") == ["unlisted Mulki 0"])
        #expect(try warnings("She is ill. Mulki was late.") == ["unlisted Mulki 1"])
        #expect(try warnings("mr walker called") == ["unlisted walker 0"])
        #expect(try warnings("the dr will call, mr and mrs will") == [])
        #expect(try warnings("We met Mr. Farah.") == ["unlisted Farah 0"])
        #expect(try warnings("a boy named mulki hit her") == ["unlisted mulki 0"])
        #expect(try warnings("Yasmin juega con Mulki.", in: "es") == ["unlisted Mulki 0"])
        #expect(try warnings("Сегодня была Мульки.", in: "ru") == ["unlisted Мульки 0"])
    }

    @Test func `what a person has called an ordinary word is not told again`() throws {
        #expect(
            try warnings("Yasmin plays with Mulki.", ordinary: KnownWords.folded("Mulki")) == [])
    }

    @Test(arguments: [
        "Please come on Monday in December for Science Night.",
        "The IEP meeting is in English and Spanish.", "Thank you! We will see you at Thanksgiving.",
        "PLEASE COME ON MONDAY.", "I'll call you, and I'm sorry.", "She got an A in Math.",
        "Happy Ramadan! Eid is near.", "Yasmin Yusuf's books are here.",
    ])
    func `ordinary words with a capital are not`(_ text: String) throws {
        #expect(try warnings(text) == [])
    }

    @Test func `a name of another family is taken out and told`() throws {
        #expect(
            try warnings("Yasmin sits by Bilal.", others: ["Bilal Farah"])
                == ["other-person Bilal 0"])
    }

    @Test func `what is nearly another family's name is told, and stays in small letters`() throws {
        let others = ["Mohamed Farah", "Xiaoming Wang", "Khalid Mansour"]
        #expect(try warnings("I saw Mohammad.", others: others) == ["guessed Mohammad 0"])
        #expect(try warnings("I saw Moxamed.", others: others) == ["guessed Moxamed 0"])
        #expect(try warnings("i saw muhamed there", others: others) == ["unlisted muhamed 0"])
        #expect(try warnings("I saw خالد.", others: others) == ["guessed خالد 0"])
        #expect(try warnings("I saw 小红.", others: others) == [])
        #expect(try warnings("I saw شمس.", others: others) == ["unlisted شمس 0"])
    }

    @Test func `a family's name that is a word is told of once in small letters`() throws {
        let names = ["Grace Walker", "Will Long"]
        #expect(
            try warnings("He is a fast walker. A walker says grace.", names)
                == ["ordinary-word walker 0"])
        #expect(try warnings("It will take long.", names) == [])
        #expect(try warnings("mr walker called", names) == ["guessed walker 0"])
    }

    @Test func `a guess is told, and a name left as a word`() throws {
        #expect(try warnings("Today Yasmim was late.") == ["guessed Yasmim 0"])
        #expect(try warnings("Will you come?", ["Will Smith"]) == ["ordinary-word Will 0"])
        #expect(try warnings("Will has come.", ["Will Smith"]) == ["guessed Will 0"])
        #expect(try warnings("I saw Will.", ["Will Smith"]) == [])
    }

    @Test func `a weekday that is not the date's is told and stays`() throws {
        #expect(try warnings("Come on Tuesday, December 3.") == ["weekday Tuesday 0"])
        #expect(try warnings("Come on Thursday, December 3.") == [])
        #expect(try warnings("On Tuesday, November 3 we met.") == [])
    }

    @Test func `a warning says what to do and is not logged with the word`() throws {
        for kind in ProtectionWarning.Kind.allCases {
            let warning = ProtectionWarning(kind: kind, word: "Mulki", sentence: 0)
            #expect(warning.sentenceForPerson.contains("Mulki"))
            #expect(!"\(warning)".contains("Mulki"))
        }
    }

    @Test func `a given name that is a word is told where a verb follows`() throws {
        #expect(try warnings("grace has fever", ["Grace Kim"]) == ["ordinary-word grace 0"])
        #expect(try warnings("a grace period", ["Grace Kim"]) == [])
        #expect(try warnings("the grace has an end", ["Grace Kim"]) == [])
    }

    @Test func `what the roster knows of addresses, columns and decisions is used`() throws {
        var known = KnownWords(
            names: [
                KnownWords.Name(
                    "小明 王", given: "小明", family: "王", person: "s1", role: .student),
                KnownWords.Name("Ana Walker", person: "s2", role: .student),
            ], emails: ["hodan.ali87@example.org", "office@example.org"])
        func sent(_ text: String, _ language: String) throws -> [String] {
            Protector(
                known: known, language: try tag(language),
                today: try #require(CalendarDay("2026-11-26")), timeZone: "America/Chicago",
                region: "US"
            ).protect(text).sentences.map(\.segment.source)
        }
        #expect(try sent("I am hodan.ali87 there", "en") == ["I am {$email1} there"])
        #expect(try sent("the office is open", "en") == ["the office is open"])
        #expect(try sent("王小明今天病了。", "zh-Hans") == ["{$name1}今天病了。"])
        #expect(try sent("小学很小。", "zh-Hans") == ["小学很小。"])
        #expect(try sent("walker was late", "en") == ["walker was late"])
        known.sure = KnownWords.folded("walker")
        #expect(try sent("walker was late", "en") == ["{$name1} was late"])
    }
}
