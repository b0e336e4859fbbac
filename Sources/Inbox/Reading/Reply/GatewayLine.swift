/// Finds the words that a carrier's gateway from texts to mail puts below a parent's.
enum GatewayLine {
    /// Whether they begin with this line.
    static func matches(_ line: Substring) -> Bool {
        line.utf8.count <= 1_000
            && starts.length(at: line.prefix(120).lowercased()[...]) != nil
    }

    private static let starts = PhraseStarts(MailPhrases.every(.carrier))
}
