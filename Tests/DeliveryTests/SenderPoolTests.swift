import Delivery
import Testing

@Suite struct SenderPoolTests {
    private static let three = ["+12025550110", "+12025550111", "+12025550112"]
    private static let readers = (0..<3_000).map { "+1202555\(10_000 + $0)" }
    private let pool = SenderPool(ordinary: three, emergency: "+12025550119")

    @Test func `one number takes all`() {
        let one = SenderPool(ordinary: ["+12025550110"])
        for isUrgent in [true, false] {
            let sender = one.sender(for: "+1", isUrgent: isUrgent, lastUsed: "+12025550118")
            #expect(sender == "+12025550110")
        }
        #expect(one.separatesEmergencies == false)
        #expect(SenderPool(ordinary: [""]).sender(for: "+1", isUrgent: true, lastUsed: nil) == "")
    }

    @Test func `readers who are new are spread evenly, and each always alike`() {
        var counts: [String: Int] = [:]
        for reader in Self.readers {
            let sender = pool.sender(for: reader, isUrgent: false, lastUsed: nil)
            counts[sender, default: 0] += 1
            let again = SenderPool(ordinary: Self.three.reversed())
                .sender(for: reader, isUrgent: false, lastUsed: nil)
            #expect(again == sender)
        }
        #expect(counts.keys.sorted() == Self.three)
        #expect(counts.values.allSatisfy { (900...1_100).contains($0) }, "\(counts)")
    }

    @Test func `a conversation keeps its number when the pool grows`() {
        let grown = SenderPool(ordinary: Self.three + ["+12025550113"])
        for sender in Self.three {
            #expect(grown.sender(for: "+1", isUrgent: false, lastUsed: sender) == sender)
        }
        let moved = Self.readers.filter { reader in
            let before = pool.sender(for: reader, isUrgent: false, lastUsed: nil)
            let after = grown.sender(for: reader, isUrgent: false, lastUsed: nil)
            return before != after && after != "+12025550113"
        }
        #expect(moved.isEmpty)
    }

    @Test func `a number that is gone, or was for emergencies, is not kept`() {
        for gone in ["+12025550118", "+12025550119", ""] {
            let sender = pool.sender(for: "+12025550101", isUrgent: false, lastUsed: gone)
            #expect(Self.three.contains(sender))
        }
    }

    @Test func `what is urgent goes out from its own number, and disturbs no conversation`() {
        let urgent = pool.sender(for: "+1", isUrgent: true, lastUsed: Self.three[1])
        #expect(urgent == "+12025550119")
        #expect(pool.separatesEmergencies)
        #expect(pool.all == Self.three + ["+12025550119"])
        let same = SenderPool(ordinary: Self.three, emergency: Self.three[0])
        #expect(same.separatesEmergencies == false)
    }

    @Test func `a number that is written twice counts once, and an empty one for emergencies not`()
    {
        let pool = SenderPool(ordinary: ["a", "b", "a"], emergency: "")
        #expect(pool.ordinary == ["a", "b"])
        #expect(pool.emergency == nil)
    }
}
