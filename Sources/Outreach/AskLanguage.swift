import Cases
import Localization
import MessageFormat
import People
import Store

/// Asks contacts which language to write in; the answer sets it.
public struct AskLanguage: Sendable {
    static let notice = "language-choice"
    /// A digit alone answers, so that no more can be told apart.
    static let most = 9

    /// Who is asked.
    public enum Asked: Sendable {
        /// One contact, as the roster calls them.
        case contact(String)
        /// All of whom the roster knows no language and who have chosen none.
        case unknown
    }

    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What would be asked, and of whom.
    ///
    /// `languages`: Those to choose from, in this order; none means those that the school's
    /// contacts read most, English among them.
    /// - Throws: ``Refusal`` for a language that may not be sent, or more than nine.
    public func plan(
        _ asked: Asked, languages: [LanguageTag], way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let (order, readers) = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            let offered = try languages.isEmpty ? usual(school, t) : chosen(languages, school)
            return (
                try self.order(offered, school, liaison: liaison(of: school, staff, t)),
                try self.readers(asked, by: ways, at: school, t)
            )
        }
        return try SendNotice(desk).plan(order, for: readers)
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    private func readers(
        _ asked: Asked, by ways: Ways, at school: School, _ t: borrowing Transaction
    ) throws -> Readers {
        switch asked {
        case .contact(let key):
            let contact = try findContact(key, of: school.id, t)
            return .listed(try Recipients.of(contact, by: ways, desk, t))
        case .unknown:
            guard try Audiences().languages(of: school.id, t)[.undetermined] != nil else {
                throw Refusal(
                    "The language of every contact is known. Ask one by name: parley people "
                        + "ask-language CONTACT")
            }
            var readers = SchoolReaders(
                audience: Audience(), school: school.id, ways: ways, isBulk: false)
            readers.only = .ofUnknownLanguage
            return .audience(readers)
        }
    }

    private func usual(_ school: School, _ t: borrowing Transaction) throws -> [LanguageTag] {
        let read = try Audiences().languages(of: school.id, t)
            .compactMap { language, count in sendable(language, school).map { ($0, count) } }
        let counts = Dictionary(read, uniquingKeysWith: +)
        let others = counts.keys.filter { $0 != .english }
            .sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }
        guard !others.isEmpty else {
            throw Refusal(
                "Of the languages that the contacts read only English may be sent. Name others "
                    + "with --languages, or see translation.minimum.")
        }
        return [LanguageTag.english] + others.prefix(Self.most - 1)
    }

    private func chosen(
        _ languages: [LanguageTag], _ school: School
    ) throws(Refusal) -> [LanguageTag] {
        guard (2...Self.most).contains(languages.count), Set(languages).count == languages.count
        else { throw Refusal("Offer two to \(Self.most) languages, each once.") }
        for language in languages where sendable(language, school) != language {
            throw Refusal(
                "\(language) can't be offered: there are no notices in it, or translation.minimum "
                    + "keeps them back. `parley catalog check` shows what there is.")
        }
        return languages
    }

    /// The language of the notices that a reader of another would get; nil when they would get
    /// English instead.
    private func sendable(_ language: LanguageTag, _ school: School) -> LanguageTag? {
        let choice = try? desk.localizer.choose(
            Self.notice, for: [language], schoolLanguage: school.language)
        return choice?.reason == .asked ? choice?.language : nil
    }

    private func order(
        _ offered: [LanguageTag], _ school: School, liaison: String
    ) throws -> NoticeOrder {
        let isMixed = offered.contains { $0.direction == .rightToLeft }
        let lines = try offered.enumerated().map { index, language in
            try desk.localizer.sentence(
                "common.language.choose", in: language,
                values: ["digit": .text(String(index + 1))]
            ).text
        }
        var values: [String: NoticeValue] = [
            // A line from right to left must not turn the one after it around (U+200E).
            "choices": .text(lines.joined(separator: isMixed ? "\u{200E} / \u{200E}" : " / ")),
            "liaison": .text(liaison), "school": .text(school.name),
        ]
        values["phone"] = desk.phone.map { .text($0) }
        let day = desk.source.now().localDay(school.timeZone)
        var order = NoticeOrder(
            notice: Self.notice, about: ("school", school.id.text),
            key: "\(Self.notice):\(school.id):\(day)", school: school, caseFile: nil,
            audience: "language", expires: nil, values: values, readerName: nil, isBulk: false)
        order.answers = try offered.map { language in
            OfferedAnswer(
                .other,
                words: try desk.localizer.sentence("common.language.name", in: language).text,
                language: language.text)
        }
        return order
    }
}
