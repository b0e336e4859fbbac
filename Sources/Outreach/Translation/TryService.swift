import Localization
import MessageFormat
import Store

/// Lets somebody try a translation service: what they type leaves the school.
public struct TryService: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Asks whether somebody may, before anything is opened.
    /// - Throws: ``Refusal`` for who may not.
    public func permit(_ handle: String) async throws {
        try await desk.database.read { t in _ = try Acting().staff(handle, to: .review, t) }
    }

    /// Looks at what would leave, before anything does.
    ///
    /// `settings`: Which services the school has, and for which languages.
    /// - Throws: ``Refusal`` for who may not, languages that are unknown, the same or forbidden, and
    ///   words that are empty or hold a name, a figure or an address.
    public func check(
        _ segments: [TextSegment], _ pair: LanguagePair, _ settings: TranslatorSettings,
        by handle: String
    ) async throws {
        guard settings.services.isEmpty || !settings.services(for: pair).isEmpty else {
            throw Refusal(
                "The school lets no service translate \(pair): its list below "
                    + "translation.pairs is empty. Try another pair.")
        }
        try await desk.database.read { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try check(pair, KnownLanguages(desk, staff.school, t))
            guard !segments.isEmpty else { throw Refusal("There is no sentence to send.") }
            let known = try KnownNames(desk).ofEverybody(at: staff.school, t)
            let words = PrivateWords(known, pair.source)
            for (number, segment) in zip(1..., segments) {
                guard !segment.words.allSatisfy(\.isWhitespace) || !segment.slots.isEmpty else {
                    throw Refusal("Sentence \(number) is empty. Write some words.")
                }
                if let found = words.first(in: segment) {
                    throw Refusal(
                        "Sentence \(number) holds \"\(found)\", which must not leave the school. "
                            + "Write a blank there, such as {$name1}, {$date1} or {$number1}.")
                }
            }
        }
    }

    private func check(_ pair: LanguagePair, _ languages: KnownLanguages) throws(Refusal) {
        let isSame =
            pair.source.language == pair.target.language
            && pair.source.likelyScript == pair.target.likelyScript
        guard !isSame else {
            throw Refusal("\(pair): that is the same language twice. Write it as 'en>es'.")
        }
        try languages.check(
            [pair.source, pair.target].filter { $0.language != LanguageTag.english.language })
    }

    /// Puts on record what is about to leave, without its words.
    /// - Throws: ``Refusal`` for who may not.
    public func note(
        _ segments: [TextSegment], to service: TranslatorSettings.Service, _ pair: LanguagePair,
        by handle: String
    ) async throws {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .review, t)
            try desk.audit.record(
                "translation.test", by: staff.id, on: ("service", service.name),
                details: [
                    "host": service.host, "pair": pair.description,
                    "sentences": String(segments.count),
                ], t)
        }
    }
}
