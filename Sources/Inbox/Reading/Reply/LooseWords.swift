/// What stands in a body without any mark, to be looked for in what we sent: the body is the shorter
/// of the two, and mostly holds nothing of ours.
struct LooseWords {
    private var windows = HashTable()
    /// Lines too short for a window, folded.
    private var lines: Set<[UInt8]> = []

    /// Takes the unmarked pieces of a body.
    init(_ pieces: [ReplyPiece]) {
        for piece in pieces where piece.isUnmarked {
            var whole: [UInt8] = []
            for folded in FoldedText.lines(of: piece.text) {
                if !folded.isEmpty, folded.count < RollingHash.length { lines.insert(folded) }
                whole += folded
            }
            RollingHash.windows(of: whole) { _, hash in windows.insert(hash) }
        }
    }

    /// Whether some of it stands in a text that we sent.
    func mayStand(in sent: String) -> Bool {
        var folded: [UInt8] = []
        for line in FoldedText.lines(of: sent) {
            if lines.contains(line) { return true }
            folded += line
        }
        var isFound = false
        RollingHash.windows(of: folded) { _, hash in
            if !isFound, windows.contains(hash) { isFound = true }
        }
        return isFound
    }
}
