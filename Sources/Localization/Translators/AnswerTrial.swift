import MessageFormat

/// A request and its answer without a network between them: what fuzzing holds against broken answers.
package struct AnswerTrial: Sendable {
    private let reading: BatchReading
    private let count: Int

    /// Prepares segments for a kind of provider; `way` is one of its ways to carry slots, from 0.
    package init(_ segments: [TextSegment], _ pair: LanguagePair, to kind: ServiceKind, way: Int) {
        var service = TranslatorSettings.Service(
            "trial", kind, url: "https://translate.invalid")
        service.model = "trial"
        reading = BatchReading(TranslationBatch(segments, pair, way: way), service.dialect)
        count = segments.count
    }

    /// What would leave, one text a segment; nil when one of them cannot travel so.
    package var texts: [String]? { reading.texts }

    /// What would be taken of an answer's body: for each segment its translation, or nil where it is
    /// refused.
    package func taken(from body: [UInt8]) -> [TextSegment?] {
        guard let answers = try? reading.answers(in: body) else {
            return Array(repeating: nil, count: count)
        }
        return answers.map { answer in
            guard case .taken(let target, _) = answer else { return nil }
            return target
        }
    }
}
