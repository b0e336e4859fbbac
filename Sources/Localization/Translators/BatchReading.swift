/// A batch on its way by one dialect, and its answer read back.
struct BatchReading: Sendable {
    private let batch: TranslationBatch
    private let dialect: any ProviderDialect
    private let carried: [CarriedSegment]

    init(_ batch: TranslationBatch, _ dialect: any ProviderDialect) {
        self.batch = batch
        self.dialect = dialect
        carried = batch.carried ?? Self.carried(batch, dialect.ways)
    }

    private static func carried(
        _ batch: TranslationBatch, _ ways: [SlotCarrier]
    ) -> [CarriedSegment] {
        guard ways.indices.contains(batch.way) else { return [] }
        return batch.segments.compactMap { CarriedSegment($0, by: ways[batch.way]) }
    }

    /// What leaves, one text a segment; nil when a segment cannot travel so.
    var texts: [String]? {
        carried.count == batch.segments.count ? carried.map(\.text) : nil
    }

    /// Reads the body of an answer of status 200.
    ///
    /// - Returns: As many as the batch has segments, in its order.
    /// - Throws: A failure of the whole answer: no JSON, not as many texts as were sent.
    func answers(in body: [UInt8]) throws(TranslatorFailure) -> [SegmentAnswer] {
        let texts = try dialect.texts(in: body, count: carried.count)
        guard texts.count == carried.count else { throw noTranslation }
        return zip(carried, texts).map { carried, text in answer(carried, text) }
    }

    private func answer(_ carried: CarriedSegment, _ text: String) -> SegmentAnswer {
        var text = text
        // Reading is linear, yet nobody needs to read a book for a sentence.
        guard text.utf8.count <= carried.text.utf8.count * 40 + 4_000 else {
            return .refused(.length)
        }
        let doubts = dialect.doubts(
            takenFrom: &text, way: carried.carrier, source: carried.source)
        do throws(SegmentDamage) {
            let target = CheckedText(try carried.read(text))
            let source = CheckedText(carried.source)
            let damage = SegmentCheck.damage(source: source, target: target, pair: batch.pair)
            if let damage { throw damage }
            // Here, while other batches are on their way, and not when all have come.
            let more = DraftCheck.doubts(
                source: source, target: target, back: nil, pair: batch.pair)
            return .taken(target.segment, doubts + more.filter { !doubts.contains($0) })
        } catch {
            return .refused(error)
        }
    }
}
