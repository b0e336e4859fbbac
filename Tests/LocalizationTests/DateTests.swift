import Localization
import MessageFormat
import Testing

/// Dates as families read them. When a new version of CLDR changes one, look at it, then here.
@Suite struct DateTests {
    private func sentence(
        _ key: String, _ language: String, _ milliseconds: Int64, zone: String = "America/Chicago",
        region: String? = "US"
    ) throws -> String {
        let values: [String: NoticeValue] = [
            "starts": .instant(milliseconds: milliseconds),
            "ends": .instant(milliseconds: milliseconds + 5_400_000),
        ]
        let sentence = try Repository.localizer().sentence(
            key, in: try tag(language), values: values, timeZone: zone, region: region)
        return String(
            String.UnicodeScalarView(
                sentence.text.unicodeScalars
                    .filter { !("\u{2066}"..."\u{2069}").contains($0) }
                    .map { $0 == "\u{202F}" || $0 == "\u{A0}" ? " " : $0 }))
    }

    @Test(arguments: [
        ("en", "Thursday, December 3, 2026"), ("es", "jueves, 3 de diciembre de 2026"),
        ("so", "Khamiis, Diseembar 3, 2026"), ("ar", "الخميس، 3 ديسمبر، 2026"),
        ("vi", "Thứ Năm, ngày 3 tháng 12, 2026"), ("zh-Hans", "2026年12月3日 星期四"),
        ("ht", "jedi 3 desanm 2026"), ("pt-BR", "quinta-feira, 3 de dezembro de 2026"),
    ])
    func `a date names the weekday, the month and the year`(
        _ language: String, _ expected: String
    ) throws {
        // 2026-12-03T23:30:00Z is the same day in Chicago.
        #expect(try sentence("common.value.date", language, 1_796_340_600_000) == expected)
    }

    @Test(arguments: [
        ("am", "ሐሙስ፣ ዲሴምበር 3፣ 2026", "5:30 PM"),
        ("bn", "বৃহস্পতিবার, 3 ডিসেম্বর 2026", "5:30 PM"),
        ("fa", "پنجشنبه ۳ دسامبر ۲۰۲۶", "۵:۳۰ بعدازظهر"),
        ("fa-AF", "پنجشنبه ۳ دسمبر ۲۰۲۶", "۵:۳۰ بعد از ظهر"),
        ("fil", "Huwebes, Disyembre 3, 2026", "5:30 PM"),
        ("fr", "jeudi 3 décembre 2026", "5:30 PM"),
        ("hi", "गुरुवार, 3 दिसंबर 2026", "5:30 PM"),
        ("ja", "2026年12月3日 木曜日", "午後5:30"),
        ("ko", "2026년 12월 3일 목요일", "오후 5:30"),
        ("mww", "Thursday, lub Kaum Ob Hlis tim 3, 2026", "5:30 PM"),
        ("my", "၂၀၂၆ ဒီဇင်ဘာ ၃ ကြာသပတေး", "ညနေ ၅:၃၀"),
        ("ne", "२०२६ डिसेम्बर ३, बिहिबार", "५:३० PM"),
        ("pa", "ਵੀਰਵਾਰ, 3 ਦਸੰਬਰ 2026", "5:30 PM"),
        ("pl", "czwartek, 3 grudnia 2026", "17:30"),
        ("ps", "پنجشنبه، د دسمبر ۳، ۲۰۲۶", "له غرمې وروسته ۵:۳۰ بجې"),
        ("ru", "четверг, 3 декабря 2026 года", "17:30"),
        ("rw", "ku wa Kane tariki ya 3 Ukuboza 2026", "5:30 PM"),
        ("sw", "Alhamisi, 3 Desemba 2026", "5:30 PM"),
        ("ti", "ሓሙስ፣ 3 ታሕሳስ (ዲሰምበር) 2026", "5:30 PM"),
        ("uk", "четвер, 3 грудня 2026 року", "17:30"),
        ("ur", "جمعرات، 3 دسمبر، 2026", "\u{200E}5:30 PM"),
        ("zh-Hant", "2026年12月3日 星期四", "下午5:30"),
    ])
    func `dates and hours come as families of the language read them`(
        _ language: String, _ date: String, _ time: String
    ) throws {
        #expect(try sentence("common.value.date", language, 1_796_340_600_000) == date)
        #expect(try sentence("common.value.time", language, 1_796_340_600_000) == time)
    }

    @Test(arguments: [
        ("en", "Sunday, February 28, 2027"), ("es", "domingo, 28 de febrero de 2027"),
        ("so", "Axad, Febraayo 28, 2027"), ("ar", "الأحد، 28 فبراير، 2027"),
        ("vi", "Chủ Nhật, ngày 28 tháng 2, 2027"), ("zh-Hans", "2027年2月28日 星期日"),
        ("ht", "dimanch 28 fevriye 2027"), ("pt-BR", "domingo, 28 de fevereiro de 2027"),
    ])
    func `the day is the school's day, not London's`(_ language: String, _ expected: String) throws
    {
        // 2027-03-01T02:00:00Z is the evening before in Chicago.
        #expect(try sentence("common.value.date", language, 1_803_866_400_000) == expected)
    }

    @Test(arguments: [
        ("en", "5:30 PM to 7:00 PM"), ("es", "de 5:30 p.m. a 7:00 p.m."),
        ("so", "5:30 PM ilaa 7:00 PM"), ("ar", "من 5:30 م إلى 7:00 م"),
        ("vi", "từ 5:30 CH đến 7:00 CH"), ("zh-Hans", "下午5:30至下午7:00"),
        ("ht", "depi 5:30 PM jiska 7:00 PM"), ("pt-BR", "das 17:30 às 19:00"),
    ])
    func `times are those of the school's clock, in the habit of the country`(
        _ language: String, _ expected: String
    ) throws {
        #expect(try sentence("common.value.time-range", language, 1_796_340_600_000) == expected)
    }

    @Test func `a morning is a morning`() throws {
        #expect(try sentence("common.value.time", "so", 1_796_310_000_000) == "9:00 AM")
        #expect(try sentence("common.value.time", "ar", 1_796_310_000_000) == "9:00 ص")
        #expect(try sentence("common.value.time", "es", 1_796_310_000_000) == "9:00 a.m.")
        #expect(try sentence("common.value.time", "vi", 1_796_310_000_000) == "9:00 SA")
        #expect(try sentence("common.value.time", "zh-Hans", 1_796_310_000_000) == "上午9:00")
        #expect(try sentence("common.value.time", "ht", 1_796_310_000_000) == "9:00 AM")
        #expect(try sentence("common.value.time", "pt-BR", 1_796_310_000_000) == "09:00")
    }

    @Test(
        arguments: zip(
            1...12,
            [
                "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb",
                "novanm", "desanm",
            ]))
    func `Haitian Creole names its own months, not the French ones`(
        _ month: Int, _ name: String
    ) throws {
        // The tenth of each month of 2027 at noon in Chicago, whatever its offset.
        let days = [9, 40, 68, 99, 129, 160, 190, 221, 252, 282, 313, 343]
        let milliseconds = Int64(1_798_761_600 + days[month - 1] * 86_400 + 64_800) * 1_000
        let date = try sentence("common.value.date", "ht", milliseconds)
        #expect(date.hasSuffix(" 10 \(name) 2027"), "\(date)")
    }

    @Test(
        arguments: zip(
            0..<7, ["lendi", "madi", "mèkredi", "jedi", "vandredi", "samdi", "dimanch"]))
    func `Haitian Creole names its own weekdays`(_ day: Int, _ name: String) throws {
        // 2026-11-30 was a Monday.
        let milliseconds = Int64(1_796_061_600 + day * 86_400) * 1_000
        let date = try sentence("common.value.date", "ht", milliseconds)
        #expect(date.hasPrefix("\(name) "), "\(date)")
    }

    @Test func `Haitian Creole joins date and hour in its own way`() throws {
        #expect(
            try sentence("common.value.until", "ht", 1_796_340_600_000)
                == "jedi 3 desanm 2026 a 7:00 PM")
    }

    @Test func `Spain writes the time in its own way`() throws {
        #expect(
            try sentence(
                "common.value.time", "es", 1_796_340_600_000, zone: "Europe/Madrid", region: "ES")
                == "0:30")
    }

    /// Phone numbers and answers are Western digits everywhere; a date's may be the script's own.
    @Test func `a date has the digits that its readers know`() throws {
        let own = [
            "fa": "۲۰۲۶", "fa-AF": "۲۰۲۶", "ps": "۲۰۲۶", "my": "၂၀၂၆", "ne": "२०२६",
        ]
        for language in Repository.translated {
            let text = try sentence("common.value.until", language, 1_796_340_600_000)
            #expect(text.contains(own[language] ?? "2026"), "\(text)")
            guard own[language] == nil else { continue }
            let hasHalfDays = !["pl", "pt-BR", "ru", "uk"].contains(language)
            #expect(text.contains(hasHalfDays ? "7:00" : "19:00"), "\(text)")
        }
    }
}
