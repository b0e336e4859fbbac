/// A set of hashes that need no hashing themselves: a table of places with open addressing, at most
/// half full. What Swift's set does for safety's sake costs more here than all the rest, and whoever
/// picks colliding texts only picks what we ourselves have sent.
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

    /// Where a hash stands, or would.
    private func place(of hash: UInt64) -> Int {
        let mask = places.count - 1
        // Fibonacci's multiplier spreads hashes that differ in few bits.
        var place = Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
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
