import People
import Store
import Testing

@testable import Inbox

/// Where a part of a long text belongs.
struct PartPlaceTests {
    private static let start = Instant(milliseconds: 1_000_000_000)

    private static func part(
        _ id: String, of text: String, _ number: Int, _ words: String = "w", after: Int = 0,
        _ state: KeptPart.State = .waiting
    ) -> KeptPart {
        KeptPart(
            InboundID(text: id), of: InboundID(text: text), number: number, digest: words,
            receivedAt: start + .seconds(after), state)
    }

    private static func place(
        _ number: Int, of count: Int, _ words: String = "w", after: Int = 1, among known: [KeptPart]
    ) -> PartPlace {
        PartPlace(
            number: number, of: count, digest: words, at: start + .seconds(after), among: known)
    }

    @Test func `the first waits, and the last makes it whole in whatever order`() {
        #expect(Self.place(3, of: 3, among: []) == .waits(with: nil))
        let third = Self.part("a", of: "a", 3)
        #expect(Self.place(1, of: 3, among: [third]) == .waits(with: InboundID(text: "a")))
        let first = Self.part("b", of: "a", 1)
        #expect(Self.place(2, of: 3, among: [third, first]) == .completes([third, first]))
    }

    @Test func `the same part twice is a copy, while other words begin another text`() {
        let first = Self.part("a", of: "a", 1, "hello")
        #expect(Self.place(1, of: 2, "hello", among: [first]) == .copy(of: InboundID(text: "a")))
        #expect(Self.place(1, of: 2, "other", among: [first]) == .waits(with: nil))
        // A repetition after the text was filed is a copy too, but not an hour later.
        let filed = [
            Self.part("a", of: "a", 1, "x", .filed), Self.part("b", of: "a", 2, "y", .filed),
        ]
        #expect(Self.place(2, of: 2, "y", among: filed) == .copy(of: InboundID(text: "b")))
        #expect(Self.place(2, of: 2, "y", after: 3_000, among: filed) == .waits(with: nil))
    }

    @Test func `two texts of one reference are filled one after the other`() {
        let known = [Self.part("a", of: "a", 1, "x"), Self.part("b", of: "b", 1, "y")]
        #expect(Self.place(2, of: 2, "z", among: known) == .completes([known[0]]))
    }

    @Test func `a part whose text was filed without it is late`() {
        let gone = [Self.part("a", of: "a", 1, "x", .filed)]
        #expect(Self.place(2, of: 2, "z", among: gone) == .late(for: InboundID(text: "a")))
        // Before a text that waits for it, though, it is that text's.
        let known = gone + [Self.part("b", of: "b", 1, "y", after: 5)]
        #expect(Self.place(2, of: 2, "z", after: 6, among: known) == .completes([known[1]]))
    }
}
