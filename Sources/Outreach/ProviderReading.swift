import Inbox
import People
import Store
import Wire

/// Why what a provider brought can't be read; no number and no word of a family.
struct UnreadableArrival: Error {
    let reason: String
}

/// Reads what a provider brought, by its file.
struct ProviderReading: Sendable {
    private let account: SMSAccount?
    private let provider: String

    /// By the account at hand, or for a provider that served until the switch at noon by its file.
    init(_ desk: Desk, _ provider: String) {
        self.provider = provider
        let current = desk.texts?.account
        if let current, current.provider.name == provider {
            account = current
        } else {
            account = try? SMSProvider.named(provider, folder: nil).readingKept
        }
    }

    func text(_ bytes: [UInt8]) throws(UnreadableArrival) -> InboundText {
        try read { (account) throws(SMSReadingError) in try account.readText(bytes) }
    }

    func receipt(_ bytes: [UInt8]) throws(UnreadableArrival) -> TextReceipt {
        try read { (account) throws(SMSReadingError) in try account.readReceipt(bytes) }
    }

    private func read<Value>(
        _ body: (SMSAccount) throws(SMSReadingError) -> Value
    ) throws(UnreadableArrival) -> Value {
        guard let account else {
            throw UnreadableArrival(reason: "no text provider \"\(provider)\" is set up")
        }
        do {
            return try body(account)
        } catch {
            throw UnreadableArrival(reason: error.reason)
        }
    }
}

extension Desk {
    /// Puts what can't be read before a person, as far as it is text; the bytes stay.
    func putAside(
        _ claimed: ClaimedInbound, because error: UnreadableArrival
    ) async throws -> ReadingOutcome {
        let read = ReadMessage(unreadable: claimed.bytes, because: error.reason)
        let digest = Readings.bodyDigest(claimed.bytes)
        return try await finish(claimed) { t in
            try TriageTray(source).put(claimed.id, because: .unreadable, candidates: [], t)
            let result = Readings.Result(.triage)
            try Readings(source).insert(read, of: claimed.id, bodyDigest: digest, result, t)
            return result
        }
    }
}
