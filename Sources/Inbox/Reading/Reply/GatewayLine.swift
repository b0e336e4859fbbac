import Wire

/// Finds the words that a carrier's gateway from texts to mail puts below a parent's.
enum GatewayLine {
    /// Whether they begin with this line.
    static func matches(_ line: ReplyLine) -> Bool {
        starts.mayBegin(with: line.signs.first) && line.bare.utf8.count <= 1_000
            && starts.length(at: line.bare.leading(120).inSmallLetters[...]) != nil
    }

    private static let starts = PhraseStarts(MailPhrases.every(.carrier))
}
