import Foundation
import Wire

/// Plays a parent who writes a text, and the gateway that brings it: for the demo, and for trying
/// things out.
enum ParentPhone {
    /// Posts a text, signed as the generic provider signs.
    /// - Parameters:
    ///   - words: What the parent writes.
    ///   - from: The parent's number.
    ///   - to: The school's number.
    ///   - url: `…/hooks/sms/standard-webhooks/inbound`.
    ///   - secret: The one that is set as `sms.secret`.
    ///   - id: The gateway's id of the text: the same id is the same text once more.
    /// - Returns: The status of the answer; 200 once Parley has it on disk.
    /// - Throws: ``Refusal`` when nobody answers, `SignatureRefusal` for a secret that is none.
    static func text(
        _ words: String, from: String, to: String, url: String, secret: String,
        id: String = UUID().uuidString.lowercased()
    ) async throws -> Int {
        let now = Date()
        let body = Brought(
            timestamp: now.formatted(.iso8601),
            data: .init(id: "text-\(id)", from: from, to: to, text: words))
        let client = HTTPClient(HTTPOptions())
        do {
            let status = try await SignedPost.send(
                body, id: "in-\(id)", to: url, secret: secret, by: client, at: now)
            await client.close()
            return status
        } catch {
            await client.close()
            throw error
        }
    }

    private struct Brought: Encodable {
        var type = "sms.received"
        let timestamp: String
        let data: Content

        struct Content: Encodable {
            let id: String
            let from: String
            let to: String
            let text: String
        }
    }
}
