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

    private static let introductions: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "coach", "principal", "teacher", "nurse",
        "officer", "dear", "hi", "hello", "hey", "named", "called", "son", "daughter", "brother",
        "sister", "cousin", "friend", "student", "child", "boy", "girl", "twin", "uncle", "aunt",
        "señor", "senor", "señora", "senora", "sr", "sra", "srta", "profesor", "profesora",
        "maestro", "maestra", "hijo", "hija", "hermano", "hermana", "querido", "querida", "hola",
        "macallin", "macalin", "gabadhayda", "wiilkayga",
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
