import Engines
import Inbox

/// Reports and automatic mail of every kind, and what looks like them.
struct BounceReading: FuzzTarget {
    private let mutation: MailMutation
    private var count = 0

    init(_ corpus: Corpus) { mutation = MailMutation(corpus.reports) }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] { mutation.input(&chance) }

    mutating func read(_ input: [UInt8]) throws {
        let message = readMessage(input)
        try message.check()
        count += 1
        guard count.isMultiple(of: 16) else { return }
        let again = readMessage(input)
        try holds(
            again.kind == message.kind && again.bounces == message.bounces
                && again.text == message.text && again.reply == message.reply,
            "the same bytes were read in two ways")
    }
}
