/// What stands in a body without any mark, to be looked for in what we sent. Most of it holds nothing
/// of ours, and what we sent to many is folded once for all their answers.
struct LooseWords {
    /// Each unmarked piece, folded.
    private var pieces: [[UInt8]] = []
    /// Lines too short for a window, folded.
    private var lines: [[UInt8]] = []

    /// Takes the unmarked pieces of a body.
    init(_ pieces: [ReplyPiece]) {
        for piece in pieces where piece.isUnmarked {
            var whole: [UInt8] = []
            for folded in FoldedText.lines(of: piece.text) {
                if !folded.isEmpty, folded.count < RollingHash.length { lines.append(folded) }
                whole += folded
            }
            self.pieces.append(whole)
        }
    }

    /// Whether some of it stands in what we sent.
    func mayStand(in sent: SentWords) -> Bool {
        lines.contains(where: sent.hasLine) || pieces.contains(where: sent.holdsSome)
    }
}
