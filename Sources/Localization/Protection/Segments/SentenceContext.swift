/// Where in its sentence a token stands.
struct SentenceContext {
    private var starts: Set<Int> = []
    private var sentenceOf: [Int]
    private var shouted: Set<Int> = []

    /// Takes sentences as ranges of scalars, in order, that are the whole text.
    init(_ scan: TextScan, _ sentences: [Range<Int>]) {
        sentenceOf = Array(repeating: 0, count: scan.tokens.count)
        var number = 0
        var (hasWord, small, capitals) = (false, false, 0)
        for (index, token) in scan.tokens.enumerated() {
            while number + 1 < sentences.count,
                token.range.lowerBound >= sentences[number].upperBound
            {
                if capitals > 1, !small { shouted.insert(number) }
                number += 1
                (hasWord, small, capitals) = (false, false, 0)
            }
            sentenceOf[index] = number
            guard token.kind == .word else {
                // A colon, an opening quote or the mark of a list begins anew.
                if token.isMark(":“\"«(•*–—>") || token.kind == .lineBreak { hasWord = false }
                continue
            }
            if !hasWord { starts.insert(index) }
            hasWord = true
            if token.text.unicodeScalars.contains(where: { $0.properties.isLowercase }) {
                small = true
            }
            if token.isShouted { capitals += 1 }
        }
        if capitals > 1, !small { shouted.insert(number) }
    }

    /// Whether a token is the first word of its sentence, or of a quotation in it.
    func isStart(_ token: Int) -> Bool { starts.contains(token) }

    /// Whether its whole sentence is in capitals.
    func isShouted(_ token: Int) -> Bool { shouted.contains(sentence(token)) }

    func sentence(_ token: Int) -> Int {
        sentenceOf.indices.contains(token) ? sentenceOf[token] : 0
    }
}
