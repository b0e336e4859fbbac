/// Cuts the bytes that an IMAP server sends into responses. No I/O and no clock.
///
/// A response is a line, in which `{n}` at the line's end announces n bytes of anything, after which
/// the line goes on. Source: RFC 3501 §2.2.2, §4.3; `{n+}` and `~{n}` of RFC 7888 and RFC 3516 are
/// read alike.
struct IMAPReader {
    /// A part of a response.
    enum Piece: Hashable {
        /// Of a line, without line end and without the announcement.
        case text([UInt8])
        /// What was announced.
        case literal([UInt8])
        /// What was announced as larger than allowed: its size. The bytes were dropped.
        case omitted(Int)
    }

    /// The server sends what no response may be.
    enum Fault: Error, Hashable {
        case longLine
        case manyPieces
        case badLiteral
    }

    private struct Pending {
        var missing: Int
        let size: Int
        let isKept: Bool
        var bytes: [UInt8] = []
    }

    /// Bytes of a literal that are kept; a larger one is dropped as it comes.
    var literalLimit = 65_536

    /// A SEARCH answer names every mail of a folder on one line.
    private static let lineLimit = 16 << 20
    private static let pieceLimit = 10_000

    private var buffer: [UInt8] = []
    private var start = 0
    /// How far the buffer was searched for a line end.
    private var searched = 0
    private var pieces: [Piece] = []
    private var literal: Pending?

    /// Takes bytes as they come.
    mutating func take(_ bytes: some Collection<UInt8>) {
        buffer.append(contentsOf: bytes)
    }

    /// The next whole response; nil when more bytes are needed.
    mutating func next() throws(Fault) -> [Piece]? {
        defer { compact() }
        while true {
            if literal != nil {
                guard fillLiteral() else { return nil }
                continue
            }
            guard let line = try nextLine() else { return nil }
            guard pieces.count < Self.pieceLimit else { throw .manyPieces }
            guard let (head, size) = try Self.announcement(in: line) else {
                defer { pieces = [] }
                return pieces + [.text(Array(line))]
            }
            pieces.append(.text(Array(head)))
            literal = Pending(missing: size, size: size, isKept: size <= literalLimit)
        }
    }

    /// - Returns: True once the literal is whole.
    private mutating func fillLiteral() -> Bool {
        guard var pending = literal else { return true }
        let count = min(pending.missing, buffer.count - start)
        if pending.isKept {
            if pending.bytes.isEmpty { pending.bytes.reserveCapacity(pending.size) }
            pending.bytes.append(contentsOf: buffer[start..<start + count])
        }
        start += count
        searched = start
        pending.missing -= count
        guard pending.missing == 0 else {
            literal = pending
            return false
        }
        pieces.append(pending.isKept ? .literal(pending.bytes) : .omitted(pending.size))
        literal = nil
        return true
    }

    private mutating func nextLine() throws(Fault) -> ArraySlice<UInt8>? {
        guard let end = buffer[max(start, searched)...].firstIndex(of: 0x0A) else {
            searched = buffer.count
            guard buffer.count - start <= Self.lineLimit else { throw .longLine }
            return nil
        }
        var line = buffer[start..<end]
        if line.last == 0x0D { line.removeLast() }
        start = end + 1
        searched = start
        return line
    }

    /// What stands before `{n}` at a line's end, and n.
    private static func announcement(
        in line: ArraySlice<UInt8>
    ) throws(Fault) -> (head: ArraySlice<UInt8>, size: Int)? {
        guard line.last == UInt8(ascii: "}"),
            let open = line.lastIndex(of: UInt8(ascii: "{"))
        else { return nil }
        var digits = line[(open + 1)...].dropLast()
        if digits.last == UInt8(ascii: "+") { digits.removeLast() }
        // Words of a person may end in braces; only digits announce anything.
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        guard digits.count <= 12, let size = Int(String(decoding: digits, as: UTF8.self)) else {
            throw .badLiteral
        }
        var head = line[..<open]
        if head.last == UInt8(ascii: "~") { head.removeLast() }
        return (head, size)
    }

    private mutating func compact() {
        guard start == buffer.count || start > 1 << 20 else { return }
        buffer.removeFirst(start)
        searched -= start
        start = 0
    }
}
