import Engines

func mutated(_ bytes: [UInt8], _ numbers: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &numbers) {
        let place = Int.random(in: 0...bytes.count, using: &numbers)
        switch Int.random(in: 0..<5, using: &numbers) {
        case 0 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &numbers), at: place)
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 4))
        case 3:
            let end = min(bytes.count, place + 20)
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes = Array(bytes.prefix(place)) + Array("\\u%d8[{\"&=+".utf8)
        }
    }
    return bytes
}
