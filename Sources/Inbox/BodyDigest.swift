import Crypto
import Foundation
import People
import Wire

/// The digest of a body under way: without carriage returns, and without what ends no line.
struct BodyDigest {
    private var hash = SHA256()
    /// Short stretches are gathered: the hash takes long ones faster.
    private var gathered: [UInt8] = []
    private var lineEnds = 0
    private static let long = 4_096, most = 65_536

    /// Adds a stretch of one line.
    mutating func add(_ line: Slice<UnsafeRawBufferPointer>) {
        var rest = line
        while !rest.isEmpty {
            let end = place(of: 0x0D, in: rest)
            if end > rest.startIndex { take(rest[..<end]) }
            rest = rest[end...].dropFirst()
        }
    }

    /// A line has ended. It counts only once something follows.
    mutating func endLine() { lineEnds += 1 }

    private mutating func take(_ stretch: Slice<UnsafeRawBufferPointer>) {
        if lineEnds > 0 { gathered += repeatElement(0x0A, count: lineEnds) }
        lineEnds = 0
        guard stretch.count < Self.long else {
            flush()
            return hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: stretch))
        }
        gathered += stretch
        if gathered.count >= Self.most { flush() }
    }

    private mutating func flush() {
        hash.update(data: gathered)
        gathered.removeAll(keepingCapacity: true)
    }

    /// The digest of what was added and of the addresses, as hex.
    mutating func finish(_ addresses: [String]) -> String {
        flush()
        for address in addresses { hash.update(data: Data("\n\(address)".utf8)) }
        return hexText(hash.finalize())
    }
}
