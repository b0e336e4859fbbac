/// Something to take out of a text, and where it stands.
struct Finding {
    /// Tokens, not empty.
    var tokens: Range<Int>
    let kind: TextSegment.SlotKind
    var meaning: ProtectedValue.Meaning = .text
    var person: String?
}

/// Everything found so far. No two findings share a token; the earlier found one stays.
struct Findings {
    private(set) var all: [Finding] = []
    private var isTaken: [Bool]

    init(_ scan: TextScan) {
        isTaken = Array(repeating: false, count: scan.tokens.count)
    }

    func isFree(_ index: Int) -> Bool {
        isTaken.indices.contains(index) && !isTaken[index]
    }

    /// Takes a finding, unless something in it is taken already.
    mutating func take(_ finding: Finding) {
        guard !finding.tokens.isEmpty, finding.tokens.allSatisfy(isFree) else { return }
        for index in finding.tokens { isTaken[index] = true }
        all.append(finding)
    }

    /// Takes what of a finding is free: a name of which a part stands in a date or an address.
    mutating func takeFree(_ finding: Finding, in scan: TextScan) {
        if finding.tokens.allSatisfy(isFree) { return take(finding) }
        for index in finding.tokens where isFree(index) && scan[index]?.isWord == true {
            var part = finding
            part.tokens = index..<index + 1
            take(part)
        }
    }

    /// Walks over the text once and takes what a finder sees; a finder looks a bounded way ahead.
    mutating func take(
        in scan: TextScan, _ finder: (TextScan, Int) -> Finding?
    ) {
        var index = 0
        while index < scan.tokens.count {
            if isFree(index), let finding = finder(scan, index), !finding.tokens.isEmpty,
                finding.tokens.allSatisfy(isFree)
            {
                take(finding)
                index = max(index + 1, finding.tokens.upperBound)
            } else {
                index += 1
            }
        }
    }

    /// In the order of the text.
    var sorted: [Finding] { all.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound } }
}

extension TextScan {
    /// The next token behind an index that is no blank, at most one blank away.
    func next(_ index: Int) -> Int? {
        guard let token = self[index + 1] else { return nil }
        if token.kind != .blank { return index + 1 }
        return self[index + 2] == nil ? nil : index + 2
    }

    /// The token before an index that is no blank, at most one blank away.
    func previous(_ index: Int) -> Int? {
        guard let token = self[index - 1] else { return nil }
        if token.kind != .blank { return index - 1 }
        return self[index - 2] == nil ? nil : index - 2
    }

    /// A number of so many digits at most.
    func number(_ index: Int, digits: Int = 4) -> Int? {
        guard let token = self[index], token.kind == .digits, token.folded.utf8.count <= digits
        else { return nil }
        return Int(token.folded)
    }
}
