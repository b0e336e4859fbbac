/// Turns texts that are right into texts that nearly are.
struct Mutation {
    var generator: SeededGenerator
    let seeds: [[UInt8]]

    /// What the grammar is made of, and what readers of it stumble over.
    private static let tokens: [[UInt8]] = [
        "{{", "}}", "{", "}", "|", "\\", "$", ":", "@", "=", "#", "/", "*", ".", "-", "0", "1e9",
        ".input {$x :number}", ".local $y = {$x}", ".match $x", "one {{", "* {{}}", "{$x}",
        " :number", " :date", " :string", " :unit unit=mile-per-hour", "-per-", " u:dir=rtl",
        " u:id=a", " @a=b", "select=ordinal",
        "\n", "\u{3000}", "\u{61C}", "\u{2067}", "\u{2069}", "e\u{301}", "é", "\u{FFFF}",
        "\u{1F468}\u{200D}\u{1F469}", "\0", "99999999999999999999", "2026-12-03T10:00:00Z", "\\|",
        "[", "]", "---\n", "@locale ", "\r\n", "# ", " = ",
    ].map { Array($0.utf8) }

    init(_ seeds: [String], seed: UInt64) {
        self.seeds = seeds.map { Array($0.utf8) }
        generator = SeededGenerator(state: seed)
    }

    private mutating func below(_ limit: Int) -> Int {
        Int.random(in: 0..<limit, using: &generator)
    }

    /// The next text; broken UTF-8 is mended with U+FFFD, as whoever reads a file does.
    mutating func next() -> String {
        var bytes = seeds[below(seeds.count)]
        for _ in 0...below(5) { mutate(&bytes) }
        return String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    }

    private mutating func mutate(_ bytes: inout [UInt8]) {
        let at = below(bytes.count + 1)
        let end = min(bytes.count, at + below(24))
        switch below(8) {
        case 0: bytes.insert(contentsOf: Self.tokens[below(Self.tokens.count)], at: at)
        case 1: bytes.replaceSubrange(at..<end, with: Self.tokens[below(Self.tokens.count)])
        case 2: bytes.removeSubrange(at..<end)
        case 3 where at < bytes.count: bytes[at] ^= 1 << UInt8(below(8))
        case 4 where at < bytes.count: bytes[at] = UInt8(below(256))
        case 5:
            let other = seeds[below(seeds.count)]
            let from = below(other.count + 1)
            bytes.insert(contentsOf: other[from..<min(other.count, from + below(40))], at: at)
        case 6:
            let piece = Array(bytes[at..<end])
            let times = below(4) == 0 ? below(200) : 1
            bytes.insert(contentsOf: repeatElement(piece, count: times).joined(), at: end)
        default: bytes.removeSubrange(end...)
        }
    }
}
