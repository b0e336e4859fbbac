import Hummingbird
import Logging

/// Writes one line for each request: the route's pattern, the status, how long it took.
///
/// Never the path, which may hold a token, nor the query, nor an address: a log is read by more
/// people than a case is.
struct AccessLog: RouterMiddleware {
    typealias Context = BasicRequestContext
    let log: Logger

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let began = ContinuousClock.now
        do {
            let response = try await next(request, context)
            write(request, context, status: response.status.code, since: began)
            return response
        } catch {
            // Only what could not be parsed comes here; the server answers it with 400.
            write(request, context, status: 400, since: began)
            throw error
        }
    }

    private func write(
        _ request: Request, _ context: Context, status: Int, since began: ContinuousClock.Instant
    ) {
        let milliseconds = (ContinuousClock.now - began) / .milliseconds(1)
        log.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "-")",
                "status": "\(status)", "ms": "\(Int(milliseconds))",
            ])
    }
}
