/// UTF-8 of a text as it is put together, in memory that is lent for the while.
///
/// This is the one file of the module that touches pointers: a plan's text is a few dozen bytes,
/// and to grow a string for each of its pieces would take most of the time. What does not fit is
/// left out and ``isFull`` says so; nothing is ever written beyond the end.
struct TextBuffer {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private var count = 0
    private(set) var isFull = false

    private init(_ room: UnsafeMutableBufferPointer<UInt8>) {
        self.room = room
    }

    /// The text that `fill` writes; `nil` if it gave up or wrote more than there is room for.
    static func text(
        capacity: Int, _ fill: (inout TextBuffer) -> Bool
    ) -> String? {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { room in
            var buffer = TextBuffer(room)
            guard fill(&buffer), !buffer.isFull else { return nil }
            return String(
                decoding: UnsafeBufferPointer(rebasing: room[..<buffer.count]), as: UTF8.self)
        }
    }

    mutating func append(_ text: String) {
        guard text.utf8.withContiguousStorageIfAvailable({ append($0) }) == nil else { return }
        for byte in text.utf8 { append(byte) }
    }

    mutating func append(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) {
        bytes.withUnsafeBufferPointer { append(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    mutating func append(_ byte: UInt8) {
        guard count < room.count else { return isFull = true }
        room[count] = byte
        count += 1
    }

    /// Room for so many bytes, to be filled from the end; `nil` if there is none.
    mutating func reserve(_ length: Int) -> UnsafeMutableBufferPointer<UInt8>? {
        guard length <= room.count - count else {
            isFull = true
            return nil
        }
        defer { count += length }
        return UnsafeMutableBufferPointer(rebasing: room[count..<count + length])
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= room.count - count else { return isFull = true }
        guard let source = bytes.baseAddress, let target = room.baseAddress else { return }
        (target + count).update(from: source, count: bytes.count)
        count += bytes.count
    }
}
