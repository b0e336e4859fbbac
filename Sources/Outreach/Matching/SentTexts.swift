import Delivery
import Inbox
import Store
import Synchronization
import Wire

/// What we sent, as a mail may quote it. What went to many is kept at hand: hundreds answer the same
/// notice within minutes, and each distinct text is one that never changes. Words that name a family
/// are looked up each time, so that nothing of them outlives their row.
final class SentTexts: Sendable {
    /// How many texts are kept at hand.
    private static let most = 64

    private struct Known {
        var renderings: [String: StoredRendering] = [:]
        var htmls: [String: String] = [:]
        var words: [String: SentWords] = [:]
    }
    private let known = Mutex(Known())

    /// What a message says; nil where that is no longer kept.
    func rendering(
        of message: OutboundMessage, _ t: borrowing Transaction
    ) throws -> StoredRendering? {
        if let found = known.withLock({ $0.renderings[message.rendering] }) { return found }
        let found = try Outbox().rendering(of: message.id, t)
        if let found, found.family == nil {
            known.withLock { known in
                if known.renderings.count >= Self.most { known = Known() }
                known.renderings[found.id] = found
            }
        }
        return found
    }

    /// The plain part, folded to be looked for.
    func words(of rendering: StoredRendering) -> SentWords {
        if let found = known.withLock({ $0.words[rendering.id] }) { return found }
        let words = SentWords([rendering.text])
        known.withLock { known in
            if known.renderings[rendering.id] != nil { known.words[rendering.id] = words }
        }
        return words
    }

    /// The HTML part as text.
    func html(of rendering: StoredRendering) -> String {
        if let found = known.withLock({ $0.htmls[rendering.id] }) { return found }
        let text = htmlText(rendering.html)
        known.withLock { known in
            // Only beside its rendering, which says that it may be kept.
            if known.renderings[rendering.id] != nil { known.htmls[rendering.id] = text }
        }
        return text
    }
}
