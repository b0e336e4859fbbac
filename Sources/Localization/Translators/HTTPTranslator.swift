import MessageFormat
import Store
import Synchronization
import Wire

/// A provider behind an address: its dialect, spoken over a client of its own.
final class HTTPTranslator: Translator {
    private let dialect: any ProviderDialect
    private let client: HTTPClient
    private let url: String
    private let now: @Sendable () -> Instant
    private let known = Mutex<(languages: ProviderLanguages, until: Instant)?>(nil)
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
        client = HTTPClient(options)
    }

    var kind: String { dialect.kind.rawValue }
    var ways: Int { dialect.ways.count }

    func visit() async -> String? { await client.visit(url) }

    func close() async { await client.close() }

    func carried(_ segment: TextSegment, way: Int) -> String? {
        guard dialect.ways.indices.contains(way) else { return nil }
        return CarriedSegment(segment, by: dialect.ways[way])?.text
    }

    func languages() async throws(TranslatorFailure) -> ProviderLanguages {
        try await languages(within: nil)
    }

    private func languages(
        within: Duration?
    ) async throws(TranslatorFailure) -> ProviderLanguages {
        if let known = known.withLock({ $0 }), known.until > now() { return known.languages }
        guard var request = dialect.languagesRequest() else { return .any }
        request.within = within
        let response = try await send(request)
        guard let languages = dialect.languages(in: response.body) else { throw noTranslation }
        known.withLock { $0 = (languages, now() + .seconds(3_600)) }
        return languages
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
        let languages = try await languages(within: within)
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
        return try reading.answers(in: try await send(request).body)
    }

    private func send(_ request: HTTPRequest) async throws(TranslatorFailure) -> HTTPResponse {
        switch await client.send(request) {
        case .notSent(let sentence): throw TranslatorFailure(.unreachable, sentence)
        case .unclear(let sentence): throw TranslatorFailure(.silent, sentence)
        case .answered(let response):
            guard response.status == 200 else {
                throw AnswerStatus.failure(response, dialect, now: now())
            }
            guard !response.isCut else {
                throw TranslatorFailure(.silent, "Its answer broke off, or was too long.")
            }
            return response
        }
    }
}
