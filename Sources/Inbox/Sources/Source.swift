import People

/// A place where arrivals wait until somebody takes them, such as a Maildir: bytes out of it, and an
/// acknowledgement back into it.
///
/// It is asked, where a listener is called; ``SourceWatch`` does the asking. An item is acknowledged
/// only after its bytes have been committed, so a crash in between hands out the same bytes again.
public protocol Source: Sendable {
    /// What tells one waiting thing from another.
    associatedtype Item: Sendable, Hashable

    /// What waits now, the oldest first.
    /// - Throws: ``SourceProblem`` when nothing can be taken at all.
    func waiting() async throws(SourceProblem) -> [Item]

    /// An item as an arrival; nil when it has gone meanwhile, or is nothing to take.
    /// - Throws: ``SourceProblem`` when this item has to stay where it is.
    func take(_ item: Item) async throws(SourceProblem) -> Arrival?

    /// The item is durable here and need not be handed out again. One that has gone is no error.
    func acknowledge(_ item: Item) async throws(SourceProblem)
}

/// Why a source, or one thing in it, can't be taken from, and what to do: for the operator's log.
public struct SourceProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What, where, and what to do next; no address and no word of a mail.
    public let description: String

    /// Says what, where, and what to do next.
    public init(_ sentence: String) {
        description = sentence
    }
}

/// What happened while a source was watched.
public enum SourceEvent: Sendable, Hashable {
    /// An arrival is kept under this id.
    case kept(InboundID)
    /// The same arrival had been kept before, as after a crash.
    case repeated(InboundID)
    /// Something stands in the way; it is told once for as long as it lasts.
    case problem(String)
}
