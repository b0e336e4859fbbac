import MessageFormat

/// Takes out of a person's words what is private or fixed, sentence by sentence.
///
/// What it finds, in this order: links and addresses, phone numbers, dates, times, places, names,
/// numbers; what is found once is looked at no more. It is pure, and its time grows with the text.
/// What it cannot know is told as a ``ProtectionWarning``.
public struct Protector: Sendable {
    private let known: KnownWords
    private let index: NameIndex
    private let places: PlaceFinder
    private let phones: PhoneFinder
    private let addresses: KnownAddresses
    private let dates: DateFinder
    private let language: LanguageTag
    private let region: String
    private let timeZone: String

    /// Prepares for texts about and to the same people.
    ///
    /// - Parameters:
    ///   - known: Whom and what the text may name.
    ///   - language: What the text is written in; `und` where it is not known.
    ///   - today: The school's day, for dates without a year.
    ///   - timeZone: The school's, as in `America/Chicago`.
    ///   - region: The school's country, as in `US`: for phone numbers, and for 12/3.
    public init(
        known: KnownWords, language: LanguageTag, today: CalendarDay, timeZone: String,
        region: String
    ) {
        self.known = known
        self.language = language
        self.region = region
        self.timeZone = timeZone
        index = NameIndex(known)
        places = PlaceFinder(known.places)
        phones = PhoneFinder(region: region, known: known.phones)
        addresses = KnownAddresses(known.emails)
        dates = DateFinder(today: today, region: region)
    }

    /// Takes a text apart.
    ///
    /// - Parameter text: Of any length and with anything in it.
    /// - Returns: Its sentences; joined again they are the text, letter for letter.
    public func protect(_ text: String) -> ProtectedText {
        let scan = TextScan(text)
        var findings = Findings(scan)
        takeFixed(scan, &findings)
        let split = SentenceSplit(scan: scan)
        let first = split.sentences(text, language: language.text, findings: findings.all)
        let context = SentenceContext(scan, first)
        var names = NameFinder(
            scan, context, NameMatcher(index: index, language: language, ordinary: known.ordinary))
        for name in names.find(findings) { findings.takeFree(name, in: scan) }
        let numbers = NumberFinder(language: language, region: region)
        findings.take(in: scan) { numbers.number($0, $1) }
        let unlisted = UnlistedWords(
            scan: scan, context: context, language: language, ordinary: known.ordinary)
        let remarks = names.remarks + unlisted.remarks(findings) + weekdays(scan, findings)
        let sentences = split.sentences(text, language: language.text, findings: findings.all)
        return SentenceAssembly(scan: scan, findings: findings.sorted)
            .text(
                sentences, remarks: remarks,
                in: ProtectedText.Setting(language: language, timeZone: timeZone, region: region))
    }

    private func takeFixed(_ scan: TextScan, _ findings: inout Findings) {
        let links = LinkFinder()
        findings.take(in: scan, links.email)
        findings.take(in: scan, links.link)
        findings.take(in: scan, addresses.address)
        findings.take(in: scan, phones.phone)
        findings.take(in: scan, dates.date)
        findings.take(in: scan, places.place)
        findings.take(in: scan, TimeFinder().time)
    }

    /// Weekdays beside a date that they do not fit.
    private func weekdays(_ scan: TextScan, _ findings: Findings) -> [NameFinder.Remark] {
        findings.all.compactMap { finding in
            guard case .date(_, _, hasWeekday: false) = finding.meaning,
                var before = scan.previous(finding.tokens.lowerBound)
            else { return nil }
            if scan[before]?.text == ",", before > 0 { before -= 1 }
            guard let token = scan[before], findings.isFree(before), token.kind == .word,
                WeekdayNames.weekday(token.folded) != nil
            else { return nil }
            return NameFinder.Remark(kind: .weekday, token: before)
        }
    }
}
