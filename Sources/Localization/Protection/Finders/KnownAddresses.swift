/// The roster's mail addresses by what stands before their sign: `hodan.ali87` tells whose it is
/// without the rest.
struct KnownAddresses {
    /// The words and marks of each, by the first.
    private var names: [String: [[String]]] = [:]

    init(_ emails: [String]) {
        for email in Set(emails) {
            let words = TextScan(String(email.prefix { $0 != "@" })).tokens.map(\.folded)
            let length = words.reduce(0) { $0 + $1.count }
            guard let first = words.first, (5...64).contains(length),
                // "office" and "principal" stand in every second text.
                words.count > 1 || !EnglishWords.contains(first)
            else { continue }
            names[first, default: []].append(words)
        }
    }

    /// One that begins here and is no part of a longer word.
    func address(_ scan: TextScan, _ start: Int) -> Finding? {
        guard let first = scan[start], let known = names[first.folded],
            scan[start - 1].map({ $0.kind != .word && $0.kind != .digits }) ?? true
        else { return nil }
        for words in known {
            let end = start + words.count
            guard end <= scan.tokens.count, scan.tokens[start..<end].map(\.folded) == words,
                scan[end].map({ $0.kind != .word && $0.kind != .digits }) ?? true
            else { continue }
            return Finding(tokens: start..<end, kind: .email)
        }
        return nil
    }
}
