/// Names of months as people write them, without case and accents.
enum MonthNames {
    /// 1 to 12; nil for another word.
    static func month(_ folded: String) -> Int? { months[folded] }

    /// Words that are a month only beside a day: May, March, Mar, mai.
    static func isWord(_ folded: String) -> Bool { words.contains(folded) }

    private static let words: Set<String> = ["may", "march", "mar", "sun", "sat", "wed"]

    private static let months: [String: Int] = {
        var months: [String: Int] = [:]
        for line in lines {
            for (index, names) in line.split(separator: " ").enumerated() {
                for name in names.split(separator: "|") {
                    months[FoldedWord.of(String(name))] = index % 12 + 1
                }
            }
        }
        return months
    }()

    /// One language a line, January first. Source: CLDR 48, as a date writes them.
    private static let lines = [
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug "
            + "september|sept|sep october|oct november|nov december|dec",
        "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre "
            + "noviembre diciembre|dic",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
            + "listopada grudnia",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "janaayo febraayo maarso abriil may juun luulyo agoosto sebtembar oktoobar nofembar "
            + "disembar",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "जनवरी फ़रवरी|फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर "
            + "नवंबर|नवम्बर दिसंबर|दिसम्बर",
        "janvye fevriye mas avril me jen jiyè out septanm oktòb novanm desanm",
    ]
}

/// Names of the days of the week as a date has them before it.
enum WeekdayNames {
    /// From 0 for Monday; nil for another word.
    static func weekday(_ folded: String) -> Int? { days[folded] }

    private static let days: [String: Int] = {
        var days: [String: Int] = [:]
        for line in lines {
            for (index, names) in line.split(separator: " ").enumerated() {
                for name in names.split(separator: "|") {
                    days[FoldedWord.of(String(name))] = index
                }
            }
        }
        return days
    }()

    private static let lines = [
        "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thur|thurs friday|fri saturday|sat "
            + "sunday|sun",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "segunda|segunda-feira terça quarta quinta sexta sábado domingo",
        "понедельник вторник среда|среду четверг пятница|пятницу суббота|субботу воскресенье",
        "isniin|isniinta talaado|talaadada arbaco|arbacada khamiis|khamiista jimce|jimcaha "
            + "sabti|sabtida axad|axadda",
    ]
}
