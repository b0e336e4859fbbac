import Foundation
import Logging
import Wire

/// Reports caught texts as delivered to the addresses that came with them, as a gateway would after
/// the phone has answered it.
actor DeliveredReceipts {
    private let secret: String
    private let client = HTTPClient(HTTPOptions())
    private let log = logger("catch")
    private var underway: [String: Task<Void, Never>] = [:]
    private var isStopped = false

    init(secret: String) {
        self.secret = secret
    }

    /// Begins to report, and tries a few times when it is not taken.
    func report(_ text: CaughtText) {
        guard let url = text.receiptURL, !isStopped else { return }
        underway[text.reference] = Task {
            await deliver(text, to: url)
            underway[text.reference] = nil
        }
    }

    /// Gives up what has not been taken.
    func stop() async {
        isStopped = true
        for task in underway.values { task.cancel() }
        for task in underway.values { await task.value }
        await client.close()
    }

    private func deliver(_ text: CaughtText, to url: String) async {
        let receipt = Receipt(
            timestamp: Date().formatted(.iso8601),
            data: .init(id: text.id, reference: text.reference))
        // The text's own answer should be heard first, as with a real phone.
        for seconds in [0.3, 1, 3] where !Task.isCancelled {
            await pause(.seconds(seconds))
            let status = try? await SignedPost.send(
                receipt, id: "\(text.id)-delivered", to: url, secret: secret, by: client)
            if let status, (200...299).contains(status) { return }
            log.warning("a receipt was not taken", metadata: ["status": "\(status ?? 0)"])
        }
    }

    private struct Receipt: Encodable {
        var type = "sms.status"
        let timestamp: String
        let data: Content

        struct Content: Encodable {
            let id: String
            let reference: String
            var status = "delivered"
        }
    }
}
