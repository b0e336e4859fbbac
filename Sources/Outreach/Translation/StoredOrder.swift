import Cases
import Localization
import MessageFormat
import People
import Store
import Wire

/// An order with its readers, as it is kept while its words are being translated.
///
/// Schools, cases and families are named by id and read anew when it goes on: who may be told what
/// is asked again then.
struct StoredOrder: Codable, Sendable {
    let notice: String
    let aboutKind: String
    let aboutID: String
    let key: String
    let caseID: CaseID?
    let audience: String
    let expires: Int64?
    let values: [String: StoredValue]
    let discreet: [String: StoredValue]
    let readerName: String?
    let inReplyTo: String?
    let answers: [OfferedAnswer]?
    let calendar: CalendarInvitation?
    let isBulk: Bool
    let readers: StoredReaders
    /// Whether it was sent without the moment in which it can be undone.
    let isAtOnce: Bool

    init(_ order: NoticeOrder, for readers: StoredReaders, isAtOnce: Bool) {
        (notice, key, audience) = (order.notice, order.key, order.audience)
        (aboutKind, aboutID) = (order.about.kind, order.about.id)
        (caseID, expires) = (order.caseFile?.id, order.expires?.milliseconds)
        values = order.values.mapValues(StoredValue.init)
        discreet = order.discreet.mapValues(StoredValue.init)
        (readerName, inReplyTo, answers) = (order.readerName, order.inReplyTo, order.answers)
        (calendar, isBulk) = (order.calendar, order.isBulk)
        (self.readers, self.isAtOnce) = (readers, isAtOnce)
    }

    /// The order, with what it names as that stands now; nil when its case is gone or closed.
    func order(at school: School, _ desk: Desk, _ t: borrowing Transaction) throws -> NoticeOrder? {
        let file = try caseID.flatMap { try desk.caseBook.find($0, t) }
        if caseID != nil, file?.state != .open { return nil }
        var order = NoticeOrder(
            notice: notice, about: (aboutKind, aboutID), key: key, school: school, caseFile: file,
            audience: audience, expires: expires.map { Instant(milliseconds: $0) },
            values: values.mapValues(\.value), readerName: readerName, isBulk: isBulk)
        order.discreet = discreet.mapValues(\.value)
        (order.inReplyTo, order.answers, order.calendar) = (inReplyTo, answers, calendar)
        return order
    }
}

/// A notice's value as JSON.
enum StoredValue: Codable, Sendable {
    case text(String)
    case integer(Int)
    case decimal(String)
    case number(Double)
    case instant(Int64)
    case date(String)
    case words(english: String, translations: [String: String])

    init(_ value: NoticeValue) {
        switch value {
        case .value(.string(let text)): self = .text(text)
        case .value(.integer(let number)): self = .integer(number)
        case .value(.decimal(let text)): self = .decimal(text)
        case .value(.number(let number)): self = .number(number)
        case .value(.instant(let milliseconds)): self = .instant(milliseconds)
        case .value(.date(let text)): self = .date(text)
        case .words(let words):
            self = .words(
                english: words.english,
                translations: Dictionary(
                    words.translations.map { ($0.key.text, $0.value) },
                    uniquingKeysWith: { first, _ in first }))
        }
    }

    var value: NoticeValue {
        switch self {
        case .text(let text): return .text(text)
        case .integer(let number): return .count(number)
        case .decimal(let text): return .value(.decimal(text))
        case .number(let number): return .value(.number(number))
        case .instant(let milliseconds): return .instant(milliseconds: milliseconds)
        case .date(let text): return .value(.date(text))
        case .words(let english, let translations):
            let given = translations.compactMap { tag, words in
                LanguageTag(tag).map { ($0, words) }
            }
            return .words(
                FreeWords(
                    english,
                    translations: Dictionary(given, uniquingKeysWith: { first, _ in first })))
        }
    }
}
