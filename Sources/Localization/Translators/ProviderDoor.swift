import Store
import Wire

/// The client of one provider, and what its answers mean before their words are read.
struct ProviderDoor: Sendable {
    let client: HTTPClient
    let dialect: any ProviderDialect
    let now: @Sendable () -> Instant

    /// Asks for the languages; `within`: with so much patience, or the client's own.
    func languages(within: Duration?) async -> LanguageQuestion.Answer {
        guard var request = dialect.languagesRequest() else { return .success(.any) }
        request.within = within
        do throws(TranslatorFailure) {
            let body = try await send(request).body
            return dialect.languages(in: body).map { .success($0) } ?? .failure(noTranslation)
        } catch {
            return .failure(error)
        }
    }

    /// Sends a request once.
    /// - Throws: What anything but a whole answer of status 200 means.
    func send(_ request: HTTPRequest) async throws(TranslatorFailure) -> HTTPResponse {
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
