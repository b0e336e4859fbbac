import Engines

/// Changes samples as bytes and as lines, and puts pieces of several together.
struct Mutation {
    let samples: [[UInt8]]
    /// What the readers look for, and what they stumble over.
    let words: [[UInt8]]

    init(_ samples: [[UInt8]], words: [String]) {
        self.samples = samples
        self.words = words.map { Array($0.utf8) } + HostileBytes.all
    }

    /// A sample with a few changes; hardly ever longer than 200 kB.
    func input(_ chance: inout SeededGenerator) -> [UInt8] {
        var bytes = sample(&chance)
        for _ in 0..<Int.random(in: 0...6, using: &chance) {
            bytes =
                Bool.random(using: &chance)
                ? withChangedLines(bytes, &chance) : withChangedBytes(bytes, &chance)
            if bytes.count > 200_000 { return Array(bytes.prefix(200_000)) }
        }
        return bytes
    }

    func sample(_ chance: inout SeededGenerator) -> [UInt8] {
        samples.randomElement(using: &chance) ?? []
    }

    func word(_ chance: inout SeededGenerator) -> [UInt8] {
        words.randomElement(using: &chance) ?? []
    }

    private func withChangedBytes(
        _ given: [UInt8], _ chance: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = given
        let place = Int.random(in: 0...bytes.count, using: &chance)
        switch Int.random(in: 0..<8, using: &chance) {
        case 0 where place < bytes.count:
            bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &chance)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
        case 2:
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &chance))
            bytes.removeSubrange(place..<end)
        case 3:
            let end = min(bytes.count, place + Int.random(in: 1...200, using: &chance))
            let piece = bytes[place..<end]
            let times = Int.random(in: 1...30, using: &chance)
            bytes.insert(contentsOf: (0..<times).flatMap { _ in piece }, at: place)
        case 4: bytes.removeSubrange(place...)
        case 5:
            let times = Bool.random(using: &chance) ? 1 : Int.random(in: 1...300, using: &chance)
            let word = word(&chance)
            bytes.insert(contentsOf: (0..<times).flatMap { _ in word }, at: place)
        case 6:
            // The value behind a mark gives way to another.
            let mark = bytes[place...].firstIndex { [0x3A, 0x3D, 0x2F, 0x3B, 0x26].contains($0) }
            guard let mark else { return bytes }
            let end = bytes[mark...].dropFirst().firstIndex { $0 <= 0x20 || $0 == 0x3B }
            bytes.replaceSubrange(mark + 1..<max(mark + 1, end ?? bytes.count), with: word(&chance))
        default:
            let other = sample(&chance)
            bytes =
                Array(bytes.prefix(place))
                + other.suffix(Int.random(in: 0...other.count, using: &chance))
        }
        return bytes
    }

    private func withChangedLines(
        _ given: [UInt8], _ chance: inout SeededGenerator
    ) -> [UInt8] {
        var lines = Self.lines(given)
        guard !lines.isEmpty else { return given }
        let place = Int.random(in: 0..<lines.count, using: &chance)
        switch Int.random(in: 0..<6, using: &chance) {
        case 0: lines.remove(at: place)
        case 1:
            let times = Int.random(in: 1...60, using: &chance)
            lines.insert(contentsOf: repeatElement(lines[place], count: times), at: place)
        case 2: lines.swapAt(place, Int.random(in: 0..<lines.count, using: &chance))
        case 3:
            let others = Self.lines(sample(&chance))
            if let other = others.randomElement(using: &chance) { lines[place] = other }
        case 4:
            let others = Self.lines(sample(&chance))
            let from = Int.random(in: 0...others.count, using: &chance)
            lines.insert(contentsOf: others[from...].prefix(40), at: place)
        default: lines.insert(word(&chance) + [0x0A], at: place)
        }
        return lines.flatMap { $0 }
    }

    /// Each with its line end.
    static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(Array(bytes[start...index]))
            start = index + 1
        }
        if start < bytes.count { lines.append(Array(bytes[start...])) }
        return lines
    }
}
