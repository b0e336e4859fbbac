import Foundation
import Outreach
import Wire

/// Posts JSON that is signed as Standard Webhooks says: what a gateway does that brings something.
enum SignedPost {
    /// - Returns: The status of the answer.
    static func send(
        _ body: some Encodable, id: String, to url: String, secret: String, by client: HTTPClient,
        at now: Date = Date()
    ) async throws -> Int {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var request = HTTPRequest("POST", url)
        request.body = Array(try encoder.encode(body))
        request.headers = try StandardWebhooks().headers(
            id: id, timestamp: Int64(now.timeIntervalSince1970), body: request.body,
            secrets: [secret])
        request.headers.append(("content-type", "application/json"))
        switch await client.send(request) {
        case .answered(let response): return response.status
        case .notSent(let why), .unclear(let why): throw Refusal(why)
        }
    }
}
