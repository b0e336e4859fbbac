/// What a text costs as a text message, counted as it stands.
///
/// Nothing is swapped first; ``plainTwins(_:withoutIsolates:)`` does that where it is wanted.
/// Linear in the text, and holds nothing but the counts and the letters that forced UCS-2.
public struct SMSMeasure: Sendable, Hashable, CustomStringConvertible {
    /// One character outside GSM-7 switches the whole message to UCS-2.
    public let encoding: SMSEncoding
    /// The fewest messages that carry it, 1 for an empty text. Escape and surrogate pairs stay
    /// whole, so this can be more than `units` divided by `perSegment`.
    public let segments: Int
    /// Septets or 16-bit units of the text, without concatenation headers.
    public let units: Int
    /// The limit that applied: 160 or 70 for one segment, 153 or 67 for several.
    public let perSegment: Int
    /// Each character that GSM-7 lacks, once, in order of appearance; empty for GSM-7.
    ///
    /// Scalars, since the encoding is chosen by them: `e` and U+0301 is forced by U+0301 alone.
    public let forcedBy: [Unicode.Scalar]

    /// Counts a text.
    public init(_ text: String) {
        let forcedBy = charactersBeyondGSM(text)
        let encoding = forcedBy.isEmpty ? SMSEncoding.gsm7 : .ucs2
        var units = 0
        var (full, used) = (0, 0)
        for scalar in text.unicodeScalars {
            let cost = encoding.units(of: scalar)
            units += cost
            if used + cost > encoding.unitsJoined { (full, used) = (full + 1, 0) }
            used += cost
        }
        let isAlone = units <= encoding.unitsAlone
        self.encoding = encoding
        self.forcedBy = forcedBy
        self.units = units
        segments = isAlone ? 1 : full + 1
        perSegment = isAlone ? encoding.unitsAlone : encoding.unitsJoined
    }

    /// Counts only; the letters are the family's.
    public var description: String {
        "\(encoding.rawValue), \(units) units, \(segments) × \(perSegment)"
    }
}

private func charactersBeyondGSM(_ text: String) -> [Unicode.Scalar] {
    var seen: Set<Unicode.Scalar> = []
    return text.unicodeScalars.filter {
        GSMAlphabet.septets(of: $0) == nil && seen.insert($0).inserted
    }
}
