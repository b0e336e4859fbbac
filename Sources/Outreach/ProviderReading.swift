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

    /// What one request brought, one by one.
    func parts(_ bytes: [UInt8], of source: TextSource) -> [[UInt8]] {
        guard let account else { return [bytes] }
        if case .receipt = source { return account.parts(of: bytes, isReceipt: true) }
        return account.parts(of: bytes, isReceipt: false)
    }

    /// The provider's own id of one of them; nil where it has none that can be read.
    func deliveryID(_ bytes: [UInt8], of source: TextSource) -> String? {
        if case .receipt = source {
            return account?.deliveryID(headers: [], bytes: bytes, isReceipt: true)
        }
        return account?.deliveryID(headers: [], bytes: bytes, isReceipt: false)
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
    /// Keeps what can't be read, as far as it is text; the bytes stay, so that a mended file or
    /// a newer version can read them.
    ///
    /// A parent's text waits for a person. A receipt does not: nobody could say what it means, and
    /// on a day of many they would bury the texts.
    func putAside(
        _ claimed: ClaimedInbound, of source: TextSource, because error: UnreadableArrival
    ) async throws -> ReadingOutcome {
        let read = ReadMessage(unreadable: claimed.bytes, because: error.reason)
        let digest = Readings.bodyDigest(claimed.bytes)
        return try await finish(claimed) { t in
            var result = Readings.Result(.ignored)
            if case .text = source {
                result = Readings.Result(.triage)
                try TriageTray(self.source).put(
                    claimed.id, because: .unreadable, candidates: [], t)
            }
            try Readings(self.source).insert(read, of: claimed.id, bodyDigest: digest, result, t)
            return result
        }
    }
}
