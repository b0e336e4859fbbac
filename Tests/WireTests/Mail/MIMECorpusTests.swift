import Testing
import Wire

@Suite struct MIMECorpusTests {
    @Test(arguments: MIMECorpus.items)
    func `a published message reads as its authors expect`(_ item: MIMECorpus.Item) throws {
        let known = mimeGaps[item.id] ?? [:]
        for (field, difference) in try MIMECorpus.differences(item) where known[field] == nil {
            Issue.record("\(item.id) \(field): \(difference)")
        }
    }

    @Test(arguments: MIMECorpus.items.filter { mimeGaps[$0.id] != nil })
    func `a known gap is still one`(_ item: MIMECorpus.Item) throws {
        let differences = try MIMECorpus.differences(item)
        for field in (mimeGaps[item.id] ?? [:]).keys where differences[field] == nil {
            Issue.record("\(item.id) \(field) reads as expected now: take it off the list of gaps")
        }
    }

    @Test func `nearly every field of the published messages is right`() throws {
        #expect(MIMECorpus.items.count == 113)
        let wrong = try MIMECorpus.items.reduce(0) { try $0 + MIMECorpus.differences($1).count }
        let fields = MIMECorpus.items.count * MIMECorpus.fields.count
        #expect(Double(wrong) / Double(fields) < 0.05)
    }
}
