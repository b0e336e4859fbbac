import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Puts the common header fields on every answer, and turns errors into a plain sentence that
/// repeats nothing of what came and tells nothing of the program.
struct PlainAnswers: RouterMiddleware {
    typealias Context = BasicRequestContext
    let log: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            response = try await next(request, context)
        } catch let error as HTTPParserError {
            // The server answers 400 itself and closes; nothing after this can be understood.
            throw error
        } catch let error as any HTTPResponseError {
            response = .plain(error.status, Self.sentence(for: error.status))
        } catch {
            log.error(
                "a request failed",
                metadata: ["route": "\(context.endpointPath ?? "-")", "error": "\(error)"])
            response = .plain(.internalServerError, "Something went wrong here; try again later.")
        }
        for (name, value) in Self.common { response.headers[name] = value }
        return response
    }

    private static func sentence(for status: HTTPResponse.Status) -> String {
        switch status {
        case .notFound: "There is nothing here."
        case .contentTooLarge: "That is too large."
        default: status.reasonPhrase + "."
        }
    }

    private static let common: [(HTTPFields.Element.Name, String)] = [
        (.xContentTypeOptions, "nosniff"), (.cacheControl, "no-store"),
        HTTPFields.Element.Name("Referrer-Policy").map { ($0, "no-referrer") },
    ].compactMap { $0 }
}

extension Response {
    /// An answer of one sentence.
    static func plain(
        _ status: HTTPResponse.Status, _ sentence: String, retryAfter seconds: Int? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: "text/plain; charset=utf-8"]
        if let seconds { headers[.retryAfter] = "\(seconds)" }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: sentence + "\n")))
    }

    /// An answer in JSON.
    static func json(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text + "\n")))
    }
}
