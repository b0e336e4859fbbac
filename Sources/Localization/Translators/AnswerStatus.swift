import Foundation
import Store
import Wire

/// What a status other than 200 means for a translation.
enum AnswerStatus {
    /// RFC 9110 §15; 456 and 529 are DeepL's.
    static func failure(
        _ response: HTTPResponse, _ dialect: any ProviderDialect, now: Instant
    ) -> TranslatorFailure {
        let kind =
            dialect.failure(status: response.status, body: response.body)
            ?? usual(response.status)
        return TranslatorFailure(
            kind, "It answered \(response.status). \(remedy(kind, response.status))",
            retryAfter: RetryAfter.read(response.headers, now: now))
    }

    private static func usual(_ status: Int) -> TranslatorFailure.Kind {
        switch status {
        case 401, 403: .key
        case 402, 456: .quota
        case 413, 414: .tooLarge
        case 408, 500...599: .busy
        case 425, 429: .rate
        default: .request
        }
    }

    private static func remedy(_ kind: TranslatorFailure.Kind, _ status: Int) -> String {
        switch kind {
        case .key: "Check its key and whether the key is allowed there."
        case .quota: "What was paid for is used up; wait for the next month, or buy more."
        case .rate: "It was asked too often; lower connections, or wait."
        case .tooLarge: "Lower batch for this service."
        case .busy: "The server has trouble of its own; look there, or wait."
        case .pair: "It does not know this pair of languages; give the pair another service."
        default:
            (300...399).contains(status)
                ? "It sends elsewhere; write the address that it names."
                : "Check its address, kind and model."
        }
    }
}

/// RFC 9110 §10.2.3: seconds, or a date.
enum RetryAfter {
    /// How long to wait from now; nil where nothing sensible is said, as a date in the past.
    static func read(
        _ headers: [(name: String, value: String)], now: Instant
    ) -> Duration? {
        let field = headers.first { $0.name.lowercased() == "retry-after" }
        guard let value = field?.value.trimmingCharacters(in: .whitespaces) else { return nil }
        if let seconds = Int(value) {
            return (0...longest).contains(seconds) ? .seconds(seconds) : nil
        }
        guard let moment = date(value) else { return nil }
        let wait = moment - now
        return wait > .zero && wait <= .seconds(longest) ? wait : nil
    }

    /// A month: longer than any period that providers count by.
    private static let longest = 31 * 86_400

    /// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
    private static func date(_ text: String) -> Instant? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "UTC")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        guard text.utf8.count < 40, let date = format.date(from: text) else { return nil }
        return Instant(milliseconds: Int64(date.timeIntervalSince1970 * 1_000))
    }
}
