import Foundation
import Hummingbird
import Logging
import Web
import Wire

/// Plays the generic text provider for trying things out: takes what Parley sends, writes each text
/// as a line of `texts.jsonl`, and can report it as delivered. It sends nothing to anybody's phone
/// and never touches the intake.
struct TextCatcher: Sendable {
    private let server: WebServer
    private let receipts: DeliveredReceipts?

    /// The port that it listens on, on loopback.
    var port: Int { server.port }

    /// What `sms.url` is to be.
    var url: String { "http://127.0.0.1:\(port)/sms" }

    /// Makes the folder and opens the port.
    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - folder: Where `texts.jsonl` is, or is made.
    ///   - secret: `whsec_…`, the same as Parley's `sms.secret`.
    ///   - receipts: Whether each text that names an address for receipts is reported as delivered.
    ///   - caught: Hears of each text after it is in the file.
    /// - Returns: The catcher, which takes texts until ``stop(grace:)``.
    /// - Throws: ``CaughtTexts/Problem``, or what the system says when the port cannot be had.
    static func start(
        port: Int, folder: String, secret: String, receipts: Bool,
        caught: @escaping @Sendable (CaughtText) -> Void = { _ in }
    ) async throws -> TextCatcher {
        let texts = try CaughtTexts(folder: folder)
        let reporter = receipts ? DeliveredReceipts(secret: secret) : nil
        let log = logger("catch")
        let routes = WebServer.router(log: log)
        routes.post("/sms") { request, _ in
            let buffer = try await request.body.collect(upTo: 1 << 16)
            let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
            let body = Array(buffer.readableBytesView)
            let check = StandardWebhooks().verdict(
                on: WebhookRequest(url: "", headers: headers, content: .bytes(body)),
                secrets: [secret], now: Int64(Date().timeIntervalSince1970))
            if let refusal = check.refusal {
                return answer(.unauthorized, error: "configuration", refusal.rawValue)
            }
            guard let handed = HandedText(body) else {
                return answer(.badRequest, error: "rejected", "this is no sms.send")
            }
            let text = try await texts.add(handed, at: Date())
            caught(text)
            if !text.isRepeated { await reporter?.report(text) }
            return answer(.ok, ["id": text.id])
        }
        let server = try await WebServer.start(WebOptions(port: port), routes: routes, log: log)
        return TextCatcher(server: server, receipts: reporter)
    }

    /// Finishes what is in progress, for at most this long, and closes the port.
    func stop(grace: Duration = .seconds(5)) async {
        await server.shutdown(grace: grace)
        await receipts?.stop()
    }
}

private func answer(
    _ status: HTTPResponse.Status, error code: String, _ message: String
) -> Response {
    answer(status, ["error": ["code": code, "message": message]])
}

private func answer(_ status: HTTPResponse.Status, _ value: some Encodable) -> Response {
    let data = (try? JSONEncoder().encode(value)) ?? Data("{}".utf8)
    return Response(
        status: status, headers: [.contentType: "application/json"],
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
}
