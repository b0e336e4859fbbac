import Store

/// Some of the sentences of a word.
struct MemoryBlock {
    let token: Int64
    /// 1 or more, in the order of filling.
    let number: Int
    var members: [MemoryPosting] = []

    init(token: Int64, number: Int) {
        self.token = token
        self.number = number
    }

    init(token: Int64, number: Int, bytes: [UInt8]) {
        self.init(token: token, number: number)
        var read: [MemoryPosting] = []
        MemoryPosting.each(of: bytes) { read.append($0) }
        members = read
    }

    var row: [SQLValue] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(members.count * MemoryPosting.size)
        for member in members { member.append(to: &bytes) }
        let lengths = members.map { Int64($0.length) }
        return [
            .integer(token), .integer(Int64(number)), .integer(lengths.min() ?? 0),
            .integer(lengths.max() ?? 0), .bytes(bytes),
        ]
    }
}
