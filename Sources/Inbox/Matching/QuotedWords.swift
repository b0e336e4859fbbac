import People

/// Finds which of several messages of ours a body quotes, where nothing else says so.
///
/// Notices are much alike, so a message counts only where the body holds all of it. Compared by
/// letters and digits alone, in windows of 24 bytes, as ``SentWords`` does; linear.
public struct QuotedWords: Sendable {
    /// A message of ours, as a program may quote it.
    public struct Sent: Sendable {
        let lead: Lead
        let texts: [String]

        /// `lead`: Where an answer to it belongs. `texts`: Its plain part, and its HTML as text.
        public init(_ lead: Lead, _ texts: [String]) {
            (self.lead, self.texts) = (lead, texts)
        }
    }

    /// How many windows a message has at least that is known by them.
    private static let least = 60

    /// The message that a body holds from its first letter to its last; nil where that is none, or
    /// messages of two places.
    ///
    /// A part is not enough: two invitations may differ in nothing but a name, and the other one may
    /// be none of those given.
    public static func source(of body: String, among sent: [Sent]) -> Lead? {
        let windows = RollingHash.windows(of: FoldedText(body.prefix(100_000)).bytes)
        guard windows.count >= least else { return nil }
        let whole = sent.filter { message in
            message.texts.contains { text in
                let known = RollingHash.windows(of: FoldedText(text).bytes)
                return known.count >= least && known.isSubset(of: windows)
            }
        }
        guard let first = whole.first else { return nil }
        let isOne = whole.allSatisfy {
            $0.lead.family == first.lead.family && $0.lead.caseID == first.lead.caseID
        }
        return isOne ? first.lead : nil
    }
}
