import Inbox
import People
import Store
import Wire

/// Takes what a text provider brings: keeps the bytes before it is acknowledged, reads nothing.
public struct TakeText: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Keeps a parent's text; returns only after it is on disk.
    ///
    /// `bytes`: The request's raw body, or the raw query of a provider that calls by GET.
    /// `deliveryID`: The provider's own id of it; nil where it gave none.
    /// - Throws: ``StorageFull`` when there is no room.
    public func keep(
        text bytes: [UInt8], deliveryID: String?, from provider: String
    ) async throws -> Keeping {
        try await desk.keep(
            Arrival(
                source: TextSource.text(provider).name, deliveryID: deliveryID, reversePath: "",
                recipients: [], bytes: bytes))
    }

    /// Keeps receipts that came to the address for all of them: what they name says which message
    /// each is of.
    public func keep(
        receipts bytes: [UInt8], deliveryID: String?, from provider: String
    ) async throws -> Keeping {
        try await desk.keep(
            Arrival(
                source: TextSource.receipt(provider).name, deliveryID: deliveryID, reversePath: "",
                recipients: [], bytes: bytes))
    }

    /// Keeps a receipt that came to an address of ours; nil when its token is none of ours.
    ///
    /// `token`: What stood in the path; it names the message, as a reverse-path does for mail.
    public func keep(
        receipt bytes: [UInt8], to token: String, deliveryID: String?, from provider: String
    ) async throws -> Keeping? {
        guard case .valid(_, .receipt)? = desk.tokens.verdict(on: "receipt+\(token)") else {
            return nil
        }
        return try await desk.keep(
            Arrival(
                source: TextSource.receipt(provider).name, deliveryID: deliveryID, reversePath: "",
                recipients: ["receipt+\(token)"], bytes: bytes))
    }
}
