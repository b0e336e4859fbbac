import Engines
import Inbox

/// A mail from its bytes to its row: kept, read, filed.
struct MailIntake: FuzzTarget {
    private let mutation: MailMutation
    private var rows: KeptRows
    private var waiting: [[UInt8]] = []

    init(_ corpus: Corpus) async throws {
        mutation = MailMutation(corpus.mails)
        rows = try await KeptRows()
    }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] { mutation.input(&chance) }

    mutating func read(_ input: [UInt8]) throws {
        try readMessage(input).check()
        waiting.append(input)
    }

    mutating func settle() async throws {
        for (index, mail) in waiting.enumerated() {
            try await rows.keep(mail: mail, to: index)
        }
        waiting = []
        try await rows.check()
    }
}
