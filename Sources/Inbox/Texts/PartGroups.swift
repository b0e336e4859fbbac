import People
import Store

/// Where a part that has come belongs, by what is here of the same key.
public enum PartPlace: Sendable, Hashable {
    /// The same part came before, as this arrival.
    case copy(of: InboundID)
    /// It makes a text whole: with these, in order.
    case completes([KeptPart])
    /// It waits with this text; nil when it is the first.
    case waits(with: InboundID?)
    /// Its text was filed without it.
    case late(for: InboundID)

    /// Decides; pure.
    ///
    /// A phone uses a reference again after 256 long texts at the latest, so the same reference says
    /// little by itself: a number that a text has already, with other words, begins another text.
    ///
    /// `known`: Parts of the same key that came lately, in the order of their coming.
    public init(
        number: Int, of count: Int, digest: String, at: Instant, among known: [KeptPart]
    ) {
        let isNear = { (part: KeptPart) in
            part.receivedAt >= at - WaitingParts.patience
                && part.receivedAt <= at + WaitingParts.patience
        }
        if let twin = known.first(where: {
            $0.number == number && $0.digest == digest && isNear($0)
        }) {
            self = .copy(of: twin.inbound)
            return
        }
        var texts: [(id: InboundID, parts: [KeptPart])] = []
        for part in known {
            if let index = texts.firstIndex(where: { $0.id == part.text }) {
                texts[index].parts.append(part)
            } else {
                texts.append((part.text, [part]))
            }
        }
        let lacking = texts.filter { text in !text.parts.contains { $0.number == number } }
        if let open = lacking.first(where: { $0.parts.allSatisfy { $0.state != .filed } }) {
            self =
                open.parts.count + 1 == count
                ? .completes(open.parts) : .waits(with: open.id)
        } else if let gone = lacking.first(where: { $0.parts.allSatisfy { $0.state == .filed } }) {
            self = .late(for: gone.id)
        } else {
            self = .waits(with: nil)
        }
    }
}
