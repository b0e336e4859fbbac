import People

/// Finds which of several messages of ours a body quotes, where nothing else says so.
///
/// Notices are much alike: two invitations differ in a name and a date. So what counts is what a body
/// shares with the messages of one place and of no other. Compared by letters and digits alone, in
/// windows of 24 bytes, as ``SentWords`` does; linear.
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

    private struct Place: Hashable {
        let family: String
        let caseID: String?
    }

    /// How many windows make a quote, and how many of them must be that place's alone.
    private static let least = 60, own = 16
    /// What another place may have to itself by chance.
    private static let stray = 4

    /// The message that is quoted: the first given of the only place whose words they can be; nil
    /// where two could be meant, or none.
    public static func source(of body: String, among sent: [Sent]) -> Lead? {
        let windows = RollingHash.windows(of: FoldedText(body.prefix(100_000)).bytes)
        guard windows.count >= least else { return nil }
        var found: [Place: Set<UInt64>] = [:]
        var counts: [Int] = []
        for message in sent {
            var known: Set<UInt64> = []
            for text in message.texts {
                known.formUnion(RollingHash.windows(of: FoldedText(text.prefix(20_000)).bytes))
            }
            known.formIntersection(windows)
            counts.append(known.count)
            found[place(of: message.lead), default: []].formUnion(known)
        }
        guard let best = decide(found) else { return nil }
        let candidates = sent.indices.filter { place(of: sent[$0].lead) == best }
        return candidates.max { (counts[$0], $1) < (counts[$1], $0) }.map { sent[$0].lead }
    }

    private static func decide(_ found: [Place: Set<UInt64>]) -> Place? {
        var best: Place?
        for (place, windows) in found {
            var alone = windows
            for (other, shared) in found where other != place { alone.subtract(shared) }
            if alone.count > stray {
                // A second place has words to itself here too.
                if best != nil { return nil }
                guard windows.count >= least, alone.count >= own else { return nil }
                best = place
            }
        }
        return best
    }

    private static func place(of lead: Lead) -> Place {
        Place(family: lead.family.text, caseID: lead.caseID?.text)
    }
}
