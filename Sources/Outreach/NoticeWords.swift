import Crypto
import Delivery
import Foundation
import Localization
import MessageFormat
import People
import Store
import Wire

/// What a notice says to one reader, or to all for whom the words are the same.
struct SaidWords: Sendable {
    /// Equal numbers are equal words, within one reading of a plan.
    let number: Int
    let rendering: Rendering
    /// What they take as a text.
    let measure: SMSMeasure
    /// By which rule they wait for their translation; nil when they can go.
    let waits: FreeTextRule?
}

/// Renders a notice for one reader after another; the words that several get are made once.
///
/// Only some are remembered: a notice that names each reader has as many texts as readers.
struct NoticeWords: Sendable {
    private static let remembered = 200
    private let desk: Desk
    private var order: NoticeOrder
    private var known: [Key: SaidWords] = [:]
    private var count = 0
    /// What was found for the free words, by language.
    private var found: [LanguageTag: FreeTextRule?] = [:]
    /// The language whose words have waited: without a translation they go in English now.
    private let hasWaited: LanguageTag?

    private struct Key: Hashable {
        let languages: [LanguageTag]
        let isDiscreet: Bool
        let reader: String?
    }

    init(_ plan: NoticePlan, _ desk: Desk) {
        self.desk = desk
        (order, hasWaited) = (plan.order, plan.only)
    }

    /// - Throws: ``LocalizationProblem`` when there are no words for the reader.
    mutating func said(
        to recipient: Recipients.Recipient, _ t: borrowing Transaction
    ) throws -> SaidWords {
        let key = Key(
            languages: recipient.contact.languages, isDiscreet: recipient.isShared,
            reader: order.readerName.map { _ in recipient.contact.fullName })
        if let words = known[key] { return words }
        var rendering = try render(key)
        if rendering.lacksWords, try translate(into: rendering.language, t) {
            rendering = try render(key)
        }
        let words = SaidWords(
            number: count, rendering: rendering, measure: SMSMeasure(rendering.words(on: .sms)),
            waits: rendering.lacksWords ? found[rendering.language] ?? nil : nil)
        count += 1
        if known.count >= Self.remembered { known = [:] }
        known[key] = words
        return words
    }

    /// Looks once for a translation of the order's free words, and takes it up.
    /// - Returns: Whether there is one.
    private mutating func translate(
        into language: LanguageTag, _ t: borrowing Transaction
    ) throws -> Bool {
        guard found[language] == nil else { return false }
        switch try FindWords(desk).find(order, in: language, t) {
        case .english: found[language] = .some(nil)
        case .waits(let rule): found[language] = .some(language == hasWaited ? nil : rule)
        case .ready(let words, let isReviewed):
            order = order.saying(words, in: language, isReviewed: isReviewed)
            found[language] = .some(nil)
            return true
        }
        return false
    }

    private func render(_ key: Key) throws -> Rendering {
        var values = order.values
        if key.isDiscreet { values.merge(order.discreet) { $1 } }
        if let blank = order.readerName, let reader = key.reader {
            values[blank] = .value(.string(reader))
        }
        return try desk.localizer.render(
            order.notice, values: values, for: key.languages, timeZone: order.school.timeZone,
            schoolLanguage: order.school.language,
            options: RenderOptions(replyMarker: replyMarker))
    }
}

extension StoredRendering {
    /// A text exactly as it goes out on a channel, for a send's record.
    init(_ rendering: Rendering, on channel: Channel, of order: NoticeOrder, send: SendID) {
        var calendar = order.calendar
        calendar?.summary = rendering.subject
        calendar?.language = rendering.language.text
        let words = rendering.words(on: channel)
        let (subject, html) = channel == .email ? (rendering.subject, rendering.html) : ("", "")
        // The standing too: English for want of a translation is not English as wished for.
        let standing = rendering.standing.rawValue
        var hash = SHA256()
        for text in [send.text, standing, subject, words, html] {
            hash.update(data: Data(text.utf8))
            hash.update(data: Data([0]))
        }
        self.init(
            id: Base32.encode(Array(hash.finalize().prefix(20))),
            family: order.caseFile?.family, language: rendering.language.text,
            direction: rendering.direction.rawValue, standing: standing, subject: subject,
            text: words, html: html, sources: rendering.record, calendar: calendar)
    }
}

extension Rendering {
    /// Which catalog entries it was made from: what was said can be traced to who wrote it.
    fileprivate var record: String {
        let lines = entries.map { entry in
            "\(entry.key) \(entry.language.text) \(entry.standing.rawValue) \(entry.digest)"
        }
        return (try? jsonText(lines)) ?? "[]"
    }
}
