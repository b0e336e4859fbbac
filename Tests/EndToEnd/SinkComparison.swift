import Testing

/// What the database says was sent, against what a server has on disk.
struct SinkComparison {
    private let records: [String: CountedSend.Record]
    private let copies: [String: [KeepingSink.Kept]]

    init(_ send: CountedSend, _ sink: KeepingSink) async throws {
        records = try await send.records()
        copies = Dictionary(grouping: try sink.kept(), by: \.messageID)
    }

    /// Message-IDs that the server has more than once.
    var repeated: [String] { copies.filter { $0.value.count > 1 }.map(\.key).sorted() }

    /// Copies beyond the first, over all messages.
    var surplus: Int { copies.values.reduce(0) { $0 + $1.count - 1 } }

    /// A message's attempts.
    func attempts(_ messageID: String) -> [String] { records[messageID]?.attempts ?? [] }

    /// Every message is sent and at the server, for the right reader, under its own Message-ID;
    /// nothing else is there.
    func expectNothingMissing(_ count: Int) {
        #expect(records.count == count)
        #expect(copies.count == count)
        #expect(Set(copies.keys) == Set(records.keys))
        #expect(Set(records.values.map(\.recipient)).count == count)
        let unsent = records.values.filter { $0.state != "sent" }
        #expect(unsent.isEmpty, "\(unsent.count) are not sent: \(unsent.first?.state ?? "")")
        let misplaced = copies.filter { id, kept in
            kept.contains { $0.recipient != records[id]?.recipient }
        }
        #expect(misplaced.isEmpty)
    }

    /// Each copy beyond the first has an attempt whose end nobody saw.
    func expectRepeatsExplained() {
        for id in repeated {
            let copies = copies[id]?.count ?? 0
            let blind = attempts(id).filter { ["lease-ran-out", "unclear"].contains($0) }
            #expect(copies - 1 <= blind.count, "\(id): \(copies) copies, \(attempts(id))")
        }
    }
}
