/// A set of hashes that need no hashing themselves: a table of places with open addressing, at most
/// half full. Swift's set hashes them once more, which costs more here than all the rest; a
/// multiplier of this process's own keeps a sender from choosing texts that meet in one place.
struct HashTable {
    /// 0 stands for an empty place.
    private var places = [UInt64](repeating: 0, count: 64)
    private var count = 0

    mutating func insert(_ hash: UInt64) {
        if count * 2 >= places.count { grow() }
        put(hash)
    }

    func contains(_ hash: UInt64) -> Bool {
        let hash = max(hash, 1)
        return places[place(of: hash)] == hash
    }

    /// Odd, so that it mixes all bits. Swift seeds its hasher anew in each process.
    private static let multiplier: UInt64 = {
        var hasher = Hasher()
        hasher.combine("HashTable")
        return UInt64(bitPattern: Int64(hasher.finalize())) | 1
    }()

    /// Where a hash stands, or would.
    private func place(of hash: UInt64) -> Int {
        let mask = places.count - 1
        var place = Int(truncatingIfNeeded: (hash &* Self.multiplier) >> 32) & mask
        while places[place] != 0, places[place] != hash { place = (place + 1) & mask }
        return place
    }

    private mutating func put(_ hash: UInt64) {
        let hash = max(hash, 1)
        let place = place(of: hash)
        if places[place] == 0 { count += 1 }
        places[place] = hash
    }

    private mutating func grow() {
        let old = places
        places = [UInt64](repeating: 0, count: old.count * 4)
        count = 0
        for hash in old where hash != 0 { put(hash) }
    }
}
