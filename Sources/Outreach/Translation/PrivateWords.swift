import Localization
import MessageFormat

/// Finds what is private in words that should hold blanks in its place: made once for many of them.
struct PrivateWords: Sendable {
    private let protector: Protector?

    /// `known`: The school's names; `language`: What the words are written in.
    init(_ known: KnownWords, _ language: LanguageTag) {
        protector = CalendarDay("2000-01-01").map {
            Protector(known: known, language: language, today: $0, timeZone: "UTC", region: "US")
        }
    }

    /// Whether a name, a phone number or an address stands among a segment's own words.
    func stand(in segment: TextSegment) -> Bool {
        guard let protector else { return true }
        let found = protector.protect(segment.words).sentences.flatMap(\.segment.slots)
        return found.contains { [.name, .phone, .email, .link].contains($0.kind) }
    }

    /// The first that is private or a figure, as it is written; nil where there is none.
    func first(in segment: TextSegment) -> String? {
        guard let protector else { return segment.words }
        for sentence in protector.protect(segment.words).sentences {
            for slot in sentence.segment.slots {
                let written = sentence.values[slot]?.original ?? slot.name
                let isPlain = [.date, .time].contains(slot.kind)
                if !isPlain || written.contains(where: \.isNumber) { return written }
            }
        }
        return nil
    }
}
