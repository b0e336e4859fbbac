/// Takes numbers and stretches off the front of some bytes; nil where these end.
struct LittleEndianReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func byte() -> UInt8? { rest.popFirst() }

    mutating func uint16() -> UInt16? {
        take(2).map { $0.reversed().reduce(0) { $0 << 8 | UInt16($1) } }
    }

    mutating func uint32() -> UInt32? {
        take(4).map { $0.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// A stretch, and what fills it up to a multiple of four.
    mutating func takePadded(_ count: Int) -> ArraySlice<UInt8>? {
        guard let taken = take(count) else { return nil }
        _ = take(min(rest.count, (4 - count % 4) % 4))
        return taken
    }
}
