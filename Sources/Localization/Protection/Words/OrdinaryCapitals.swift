/// Words that are written with a capital and name nobody.
enum OrdinaryCapitals {
    static func contains(_ folded: String) -> Bool {
        words.contains(folded) || MonthNames.month(folded) != nil
            || WeekdayNames.weekday(folded) != nil
    }

    private static let words: Set<String> = Set(
        """
        math maths science history reading writing music art band choir gym library english
        i im id ill ive english spanish somali arabic french chinese mandarin cantonese russian
        ukrainian polish czech turkish korean vietnamese hmong karen burmese nepali hindi urdu
        bengali persian farsi dari pashto amharic tigrinya oromo swahili kurdish portuguese haitian
        creole tagalog filipino german italian japanese thai lao khmer punjabi gujarati tamil telugu
        american african asian mexican european latino latina hispanic indian british canadian
        america usa us europe africa asia mexico christmas thanksgiving easter halloween ramadan eid
        fitr adha hanukkah kwanzaa diwali passover lent juneteenth valentine valentines memorial
        labor mlk columbus veterans presidents lunar nowruz tet god allah muslim christian jewish
        catholic hindu buddhist islam google zoom facebook whatsapp youtube classdojo remind seesaw
        canvas powerschool schoology microsoft teams apple ipad iphone android chromebook instagram
        tiktok facetime uber walmart target iep esl ell pta pto ptsa stem ap gpa sat act tv pe ok
        covid asap fyi faq pdf mr mrs ms miss mx dr prof sr sra srta coach principal nurse officer
        reverend mom mum dad mommy daddy mama papa grandma grandpa abuela abuelo tia tio hooyo aabo
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
