import Engines
import Foundation

/// A translation service that stands in for one on the net, and everything that it was sent.
final class TranslationPeer: Sendable {
    private let program: ServerProgram

    init() throws {
        program = try ServerProgram(
            "translation_server.py", output: ServerProgram.place("translations"))
    }

    deinit { program.stop() }

    /// What it was asked, one request a line, as it stood on the wire.
    struct Request: Decodable {
        let path: String, body: String
    }

    func requests() throws -> [Request] {
        try String(contentsOf: program.output, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
    }

    /// The words that left: requests for a language list hold none.
    func sentences() throws -> [String] {
        try requests().filter { $0.path.hasSuffix("/translate") }.flatMap { request in
            struct Body: Decodable {
                // One text, or several.
                let q: [String]
                init(from decoder: any Decoder) throws {
                    let keys = try decoder.container(keyedBy: Key.self)
                    q =
                        try (try? keys.decode([String].self, forKey: .q))
                        ?? [keys.decode(String.self, forKey: .q)]
                }
                enum Key: CodingKey { case q }
            }
            return try JSONDecoder().decode(Body.self, from: Data(request.body.utf8)).q
        }
    }

    /// Settings that make it a school's service: it puts an o behind every word.
    func settings(mode: String = "good", rule: String) -> [String: String] {
        [
            "translation.providers.home.kind": "libretranslate",
            "translation.providers.home.url": "http://127.0.0.1:\(program.port)/\(mode)",
            "translation.free_text": rule,
        ]
    }
}
