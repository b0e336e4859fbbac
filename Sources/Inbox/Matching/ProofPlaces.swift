/// Where in a body a signed address, a signed link or a Message-ID of ours may stand: around each at
/// sign, written as it is or encoded (`=40`, `%40`), and around each `/u/`.
struct ProofPlaces {
    /// In order, apart from one another.
    private(set) var ranges: [Range<Int>] = []

    /// How much around a sign is looked at: an address of 50 signs and a domain, wrapped by mail
    /// programs and with quote signs before each line.
    private static let reach = 600

    /// Linear: what is looked at behind a sign is bounded.
    init(in bytes: UnsafeBufferPointer<UInt8>) {
        for index in bytes.indices
        where Self.mayBegin[Int(bytes[index])] && Self.begins(at: index, in: bytes) {
            let near = max(index - Self.reach, 0)..<min(index + Self.reach, bytes.count)
            if let last = ranges.last, last.upperBound >= near.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<near.upperBound
            } else {
                ranges.append(near)
            }
        }
    }

    private static func begins(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if bytes[index] == 0x40 { return true }
        guard let next = next(after: index, in: bytes) else { return false }
        // `=40` or `%40`.
        guard bytes[index] == 0x2F else { return bytes[next] == 0x34 }
        guard bytes[next] | 0x20 == 0x75, let last = Self.next(after: next, in: bytes) else {
            return false
        }
        return bytes[last] == 0x2F
    }

    /// The next byte that is no white space, quote sign or soft line break; looked for among 200.
    private static func next(after index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        for place in (index + 1)..<max(index + 1, min(index + 200, bytes.count)) {
            switch bytes[place] {
            case 0x00...0x20, 0x3E: continue
            case 0x3D where endsLine(after: place, in: bytes): continue
            default: return place
            }
        }
        return nil
    }

    private static func endsLine(after place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for next in (place + 1)..<max(place + 1, min(place + 80, bytes.count)) {
            switch bytes[next] {
            case 0x0A: return true
            case 0x09, 0x0D, 0x20: continue
            default: return false
            }
        }
        return false
    }

    /// `@`, `/`, `=` and `%`.
    private static let mayBegin: [Bool] = (0...255).map { [0x40, 0x2F, 0x3D, 0x25].contains($0) }
}
