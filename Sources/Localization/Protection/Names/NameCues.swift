/// What around a word says that it is somebody's name.
enum NameCues {
    /// Behind a title, a greeting or a word for a person: `Dear Will`, `her brother Will`.
    static func isIntroduced(_ scan: TextScan, _ index: Int) -> Bool {
        guard var before = scan.previous(index) else { return false }
        if scan[before]?.text == ".", scan[before - 1]?.kind == .word { before -= 1 }
        guard let token = scan[before], token.kind == .word else { return false }
        return introductions.contains(token.folded)
    }

    /// `Grace's`, `Grace’s`.
    static func isOwner(_ scan: TextScan, _ index: Int) -> Bool {
        scan[index + 1]?.isMark("'’ʼ") == true && scan[index + 2]?.folded == "s"
    }

    /// Behind `mr` or `named`, which stand before nothing but a name, whatever its letters: not behind
    /// `miss` and `nurse`, which are words as well.
    static func isTitledPerson(_ scan: TextScan, _ index: Int) -> Bool {
        guard var before = scan.previous(index) else { return false }
        if scan[before]?.text == ".", scan[before - 1]?.kind == .word { before -= 1 }
        guard let token = scan[before], token.kind == .word else { return false }
        return titles.contains(token.folded) || token.folded == "named"
    }

    /// Behind `mr` and not `named`, which stands before words too: "named only".
    static func isTitledWord(_ scan: TextScan, _ index: Int) -> Bool {
        isTitledPerson(scan, index) && scan[index - 2]?.folded != "named"
    }

    /// `grace's mother`, and not `the child's mother`.
    static func hasRelative(_ scan: TextScan, _ index: Int) -> Bool {
        guard isOwner(scan, index), let place = scan.next(index + 2), let relative = scan[place],
            relatives.contains(relative.folded)
        else { return false }
        return !isDetermined(scan, index)
    }

    /// Behind `the` or `my`, where a word is a thing: `the winter rose`.
    static func isDetermined(_ scan: TextScan, _ index: Int) -> Bool {
        guard let before = scan.previous(index), let word = scan[before] else { return false }
        return determiners.contains(word.folded)
    }

    /// Whether a word stands in every second sentence, so that it says nothing of a person.
    static func isCommon(_ folded: String) -> Bool { common.contains(folded) }

    /// Whether a sentence may go on with it behind a title or a name: `the dr will`, `mr and mrs`.
    static func isFunctionWord(_ folded: String) -> Bool {
        verbs.contains(folded) || beforeMonths.contains(folded) || determiners.contains(folded)
            || ["or", "who", "that", "about", "for", "with", "at", "on"].contains(folded)
    }

    /// `in May`, `next April`.
    static func isMonth(_ scan: TextScan, _ index: Int) -> Bool {
        guard let token = scan[index], MonthNames.month(token.folded) != nil,
            let before = scan.previous(index), let word = scan[before]
        else { return false }
        return beforeMonths.contains(word.folded)
    }

    /// At the beginning of an English sentence: `Will has missed`, and not `Will you come`.
    static func isSubject(_ scan: TextScan, _ index: Int) -> Bool {
        guard let next = scan.next(index), let token = scan[next] else { return false }
        if token.text == "," {
            // "Grace, please come": to somebody; "Hope, joy and luck" is rarer at a school.
            return scan[next + 1]?.kind == .blank
        }
        guard token.kind == .word else { return false }
        if verbs.contains(token.folded) { return true }
        if ["and", "or"].contains(token.folded) {
            guard let other = scan.next(next), let word = scan[other] else { return false }
            return word.isCapitalised || ["i", "her", "his", "their"].contains(word.folded)
        }
        return token.folded.count > 4 && token.folded.hasSuffix("ed")
    }

    /// Chinese: a family name alone is one before `老师` and its like.
    static func isTitled(_ scan: TextScan, _ index: Int) -> Bool {
        guard let first = scan[index], let second = scan[index + 1] else { return false }
        return ["老师", "老師", "先生", "女士", "太太", "小姐", "同学", "同學", "校长", "校長", "医生"]
            .contains(first.text + second.text)
    }

    /// Behind a word for a person in a script without capitals: `أم يوسف`, `ابني يوسف`.
    static func isKin(_ scan: TextScan, _ index: Int) -> Bool {
        guard let before = scan.previous(index), let word = scan[before] else { return false }
        return kin.contains(word.plain)
    }

    private static let kin: Set<String> = Set(
        """
        أم ام أبو ابو والدة والد ابني ابنتي ابن ابنة بنت أخي اخي أختي اختي صديقي صديقتها صديقه السيد
        السيدة الأستاذ الأستاذة المعلمة المعلم الطالب الطالبة اسمه اسمها
        مادر پدر پسرم دخترم برادر خواهر آقای خانم دوست بیٹا بیٹی بھائی بہن دوست جناب
        אמא אבא בני בתי אחי אחותי המורה
        बेटा बेटी भाई बहन दोस्त श्री श्रीमती छोरा छोरी
        አቶ ወይዘሮ ልጄ እናት አባት
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static let introductions: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "coach", "principal", "teacher", "nurse",
        "officer", "dear", "hi", "hello", "hey", "named", "called", "son", "daughter", "brother",
        "sister", "cousin", "friend", "student", "child", "boy", "girl", "twin", "uncle", "aunt",
        "señor", "senor", "señora", "senora", "sr", "sra", "srta", "profesor", "profesora",
        "maestro", "maestra", "hijo", "hija", "hermano", "hermana", "querido", "querida", "hola",
        "macallin", "macalin", "gabadhayda", "wiilkayga",
    ]
    private static let titles: Set<String> = [
        "mr", "mrs", "ms", "mx", "dr", "prof", "señor", "senor", "señora", "senora", "sr",
        "sra", "srta",
    ]
    private static let relatives: Set<String> = [
        "mother", "father", "mom", "mum", "dad", "parents", "parent", "brother", "sister", "family",
        "grandmother", "grandfather", "grandma", "grandpa", "aunt", "uncle", "guardian", "cousin",
    ]
    private static let determiners: Set<String> = [
        "the", "a", "an", "this", "that", "these", "those", "each", "every", "any", "some", "one",
        "no", "my", "your", "his", "her", "its", "our", "their", "another", "which", "whose",
        "other", "new", "same", "first", "last", "little", "young", "sick", "former",
    ]
    private static let common: Set<String> = [
        "will", "may", "can", "so", "do", "an", "in", "to", "see", "she", "her", "day", "long",
        "mark", "read", "hope", "young", "way", "may", "might", "must", "still", "early", "close",
        "for", "the", "and", "but", "not", "now", "one", "new", "good", "best", "small", "little",
        "page", "park", "art", "bill", "free", "key", "case", "left", "love", "song", "son", "sons",
        "ask", "lee", "more", "most", "much", "any", "all", "are", "was", "has", "had", "have",
    ]
    private static let beforeMonths: Set<String> = [
        "in", "by", "until", "till", "since", "of", "this", "next", "last", "early", "late", "mid",
        "during", "from", "through", "to", "before", "after", "every", "and", "en", "de",
    ]
    private static let verbs: Set<String> = [
        "is", "has", "was", "had", "does", "did", "will", "can", "could", "would", "should", "isn",
        "hasn", "wasn", "didn", "doesn", "needs", "came", "comes", "went", "goes", "told", "tells",
        "said", "says", "seems", "got", "gets", "made", "makes", "took", "takes", "left", "gave",
        "forgot", "feels", "felt", "likes", "wants", "may", "must", "reads", "wrote", "does",
        "also",
        "lost", "misses", "fell", "hurt", "ate", "brought", "ran", "hit", "sat", "slept", "woke",
    ]
}
