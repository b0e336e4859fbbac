import MessageFormat
import Store
import Wire

/// A provider behind an address: its dialect, spoken over a client of its own.
final class HTTPTranslator: Translator {
    private let dialect: any ProviderDialect
    private let door: ProviderDoor
    private let question: LanguageQuestion
    private let url: String
    private let now: @Sendable () -> Instant
    let host: String
    let largestBatch: Int

    init(
        _ dialect: any ProviderDialect, _ service: TranslatorSettings.Service,
        now: @escaping @Sendable () -> Instant
    ) {
        self.dialect = dialect
        url = service.url
        host = service.host
        largestBatch = min(service.batch, dialect.largestBatch)
        self.now = now
        var options = HTTPOptions()
        options.whole = service.timeout
        options.connect = min(.seconds(10), service.timeout)
        options.maxConnections = service.connections
        options.caFile = service.caFile
        let door = ProviderDoor(client: HTTPClient(options), dialect: dialect, now: now)
        self.door = door
        question = LanguageQuestion(now: now) { await door.languages(within: $0) }
    }

    var kind: String { dialect.kind.rawValue }
    var ways: Int { dialect.ways.count }

    func visit() async -> String? { await door.client.visit(url) }

    func close() async { await door.client.close() }

    func carried(_ segment: TextSegment, way: Int) -> CarriedSegment? {
        guard dialect.ways.indices.contains(way) else { return nil }
        return CarriedSegment(segment, by: dialect.ways[way])
    }

    func prepare() { question.prepare() }

    func languages() async throws(TranslatorFailure) -> ProviderLanguages {
        try await question.answer(within: nil).get()
    }

    func translate(_ batch: TranslationBatch, within: Duration) async -> TranslatorAnswer {
        do throws(TranslatorFailure) {
            return .answered(try await answers(to: batch, within))
        } catch {
            return .failed(error)
        }
    }

    private func answers(
        to batch: TranslationBatch, _ within: Duration
    ) async throws(TranslatorFailure) -> [SegmentAnswer] {
        let asked = now()
        let languages = try await question.answer(within: within).get()
        let sources = dialect.codes(for: batch.pair.source, asTarget: false, among: languages)
        let targets = dialect.codes(for: batch.pair.target, asTarget: true, among: languages)
        guard let pair = languages.codes(sources: sources, targets: targets) else {
            throw TranslatorFailure(
                .pair, "It does not translate \(batch.pair). Give that pair another service.")
        }
        let reading = BatchReading(batch, dialect)
        guard let texts = reading.texts else {
            throw TranslatorFailure(.uncarried, "Words in it look like the mark of a slot.")
        }
        var request = dialect.request(texts, batch, from: pair.source, to: pair.target)
        request.within = max(.milliseconds(1), within - (now() - asked))
        return try reading.answers(in: try await door.send(request).body)
    }
}
