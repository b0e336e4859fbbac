import Hummingbird
import Logging
import NIOCore
import Outreach
import Store

/// The page behind `List-Unsubscribe`, and the one click that needs no page (RFC 8058).
///
/// GET shows where the address stands and never acts, for scanners open every link. POST acts, also
/// without cookies and twice: what guards it is the signed token alone, which names a message and
/// nobody. Neither token nor address is logged.
struct NewsRoutes: Sendable {
    private let news: NewsByMail
    private let log: Logger

    init(_ desk: Desk, _ log: Logger) {
        news = NewsByMail(desk)
        self.log = log
    }

    func add(to router: Router<BasicRequestContext>) {
        let path: RouterPath = "/u/:token"
        router.get(path) { _, context in
            await answer { try await news.look(token(context)) }
        }
        router.post(path) { request, context -> Response in
            let hook: HookRequest
            do {
                hook = try await HookRequest(request)
            } catch HookRequest.Problem.tooLarge {
                return .plain(.contentTooLarge, "That is too large; nothing was changed.")
            } catch HookRequest.Problem.brokenOff {
                return .plain(.badRequest, "The request broke off; nothing was changed.")
            }
            switch NewsWish(request.headers[.contentType] ?? "", hook.body) {
            case .stop: return await answer { try await news.stop(token(context)) }
            case .resume: return await answer { try await news.resume(token(context)) }
            case nil:
                return .plain(
                    .badRequest, "Send List-Unsubscribe=One-Click; nothing was changed.")
            }
        }
    }

    private func token(_ context: BasicRequestContext) -> String {
        context.parameters.get("token") ?? ""
    }

    private func answer(_ page: () async throws -> NewsPage?) async -> Response {
        do {
            guard let page = try await page() else {
                return .plain(
                    .notFound,
                    "This link is not whole, or too old. "
                        + "To stop the news, answer the email with the word STOP.")
            }
            return .page(NewsHTML(page).text)
        } catch {
            log.error("a choice about news was not taken", metadata: ["error": "\(error)"])
            return .plain(
                .serviceUnavailable, "That did not work now. Please try again later.",
                retryAfter: 60)
        }
    }
}

extension Response {
    /// A page that loads nothing, sends its form to where it came from alone and stands in no frame.
    fileprivate static func page(_ html: String) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
                + "base-uri 'none'; frame-ancestors 'none'",
        ]
        // Should a link ever get into a search engine, it shall not be shown.
        if let robots = HTTPFields.Element.Name("X-Robots-Tag") { headers[robots] = "noindex" }
        return Response(
            status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
