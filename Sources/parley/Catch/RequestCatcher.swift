import Foundation
import Hummingbird
import NIOCore
import Synchronization
import Web
import Wire

/// Takes one request on loopback and shows it: what a provider would have been sent.
enum RequestCatcher {
    /// Sends a request to itself instead of its host.
    ///
    /// - Parameters:
    ///   - request: With any host.
    ///   - secrets: What is not to be shown.
    /// - Returns: The request line, header fields and body, a line each.
    /// - Throws: ``Missed`` when nothing came.
    static func caught(
        _ request: Wire.HTTPRequest, hiding secrets: [String]
    ) async throws -> [String] {
        let lines = Mutex<[String]>([])
        let log = logger("catch")
        let routes = WebServer.router(log: log)
        for method in [HTTPRequest.Method.get, .post, .put] {
            routes.on("**", method: method) { incoming, _ in
                let body = try await incoming.body.collect(upTo: 1 << 20)
                let shown = shown(incoming, String(buffer: body))
                lines.withLock { $0 = shown }
                return HTTPResponse.Status.ok
            }
        }
        let server = try await WebServer.start(WebOptions(port: 0), routes: routes, log: log)
        let client = HTTPClient(HTTPOptions())
        var trial = request
        trial.url = onLoopback(request.url, server.port)
        _ = await client.send(trial)
        await client.close()
        await server.shutdown(grace: .seconds(1))
        let caught = lines.withLock { $0 }
        guard !caught.isEmpty else { throw Missed() }
        return ["To \(host(request.url))"] + caught.map { hidden($0, secrets) }
    }

    /// Nothing came to the catcher.
    struct Missed: Error, CustomStringConvertible {
        let description =
            "The request did not reach the catcher on this machine. Is loopback closed by a firewall?"
    }

    private static func shown(_ request: Request, _ body: String) -> [String] {
        let hidden: Set<String> = ["authorization", "webhook-signature"]
        let fields = request.headers.map { field in
            let isHidden = hidden.contains(field.name.canonicalName)
            return "\(field.name.rawName): \(isHidden ? "(hidden)" : field.value)"
        }
        return ["\(request.method.rawValue) \(request.uri.string)"] + fields
            + (body.isEmpty ? [] : [""] + body.components(separatedBy: "\n"))
    }

    private static func hidden(_ line: String, _ secrets: [String]) -> String {
        secrets.filter { !$0.isEmpty }.reduce(line) { line, secret in
            [secret, percentEncoded(secret)].reduce(line) {
                $0.replacingOccurrences(of: $1, with: "(hidden)")
            }
        }
    }

    private static func host(_ url: String) -> String {
        URLComponents(string: url).map { "\($0.scheme ?? "")://\($0.host ?? "")" } ?? url
    }

    private static func onLoopback(_ url: String, _ port: Int) -> String {
        guard let range = url.range(of: "://") else { return url }
        let rest = url[range.upperBound...]
        let path = rest.firstIndex { $0 == "/" || $0 == "?" }.map { rest[$0...] } ?? ""
        return "http://127.0.0.1:\(port)\(path.hasPrefix("?") ? "/" : "")\(path)"
    }
}
