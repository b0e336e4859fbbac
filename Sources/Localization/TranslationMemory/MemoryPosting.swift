/// A sentence in the index of similar ones.
struct MemoryPosting: Hashable {
    /// Of its words: ``SegmentWords/key(_:)``.
    let segment: Int64
    /// One bit for each word, by its hash: shows without reading a sentence that it differs in too
    /// many words.
    let signature: UInt64
    /// Words, 1…200.
    let length: UInt8

    /// Bytes of one in a block.
    static let size = 17

    init(segment: Int64, signature: UInt64, length: UInt8) {
        self.segment = segment
        self.signature = signature
        self.length = length
    }

    func append(to block: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) {
            block.append(UInt8(truncatingIfNeeded: UInt64(bitPattern: segment) >> UInt64(shift)))
        }
        for shift in stride(from: 56, through: 0, by: -8) {
            block.append(UInt8(truncatingIfNeeded: signature >> UInt64(shift)))
        }
        block.append(length)
    }

    /// Calls for each member of a block; what is left over at its end is no member.
    static func each(of block: [UInt8], _ body: (MemoryPosting) -> Void) {
        block.withUnsafeBytes { bytes in
            for start in stride(from: 0, through: bytes.count - size, by: size) {
                let word = { (offset: Int) in
                    UInt64(
                        bigEndian: bytes.loadUnaligned(
                            fromByteOffset: start + offset, as: UInt64.self))
                }
                body(
                    MemoryPosting(
                        segment: Int64(bitPattern: word(0)), signature: word(8),
                        length: bytes[start + 16]))
            }
        }
    }
}
