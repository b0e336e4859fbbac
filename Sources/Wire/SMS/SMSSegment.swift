/// What one segment of a text message carries.
public struct SMSSegment: Sendable, Hashable, CustomStringConvertible {
    /// Its part of the text.
    public let text: String
    /// Septets or 16-bit units, without the concatenation header.
    public let units: Int

    /// How much, not what.
    public var description: String { "segment of \(units) units" }
}

/// Why a text does not become segments.
public enum SMSError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It needs more segments than the limit.
    case tooLong(segments: Int, limit: Int)

    /// A sentence for the person who meets it: what, where and what to do next.
    public var description: String {
        switch self {
        case .tooLong(let segments, let limit):
            "The text needs \(segments) segments, and \(limit) is the limit. "
                + "Shorten it, or send mail instead."
        }
    }
}

/// The most parts that one message may have: their number is one octet of the header.
///
/// Source: 3GPP TS 23.040 §9.2.3.24.1.
public let mostSMSSegments = 255

/// Splits a text into what one SMS segment can carry; joined, they are the text again.
///
/// Counts septets for GSM-7 (escape pairs count two and are never parted) and 16-bit units for
/// UCS-2 (nor are surrogate pairs). What a reader sees as one character, a family of emoji or a
/// letter with its marks, stays whole where that costs no further segment: providers do not count
/// it, and a bill must not grow for it. Source: 3GPP TS 23.038 §6.2.1; concatenation header
/// TS 23.040 §9.2.3.24.
/// - Parameters:
///   - text: Any text; an empty one is one empty segment.
///   - limit: Segments at most, 1 to 255.
/// - Returns: As many segments as ``SMSMeasure/segments`` says.
/// - Throws: ``SMSError/tooLong(segments:limit:)``; shorten the text or send mail instead.
public func segments(
    of text: String, limit: Int = mostSMSSegments
) throws(SMSError) -> [SMSSegment] {
    let measure = SMSMeasure(text)
    let limit = min(max(limit, 1), mostSMSSegments)
    guard measure.segments <= limit else {
        throw SMSError.tooLong(segments: measure.segments, limit: limit)
    }
    guard measure.segments > 1 else { return [SMSSegment(text: text, units: measure.units)] }
    return SegmentCuts(text, measure).segments()
}

/// Where a text of several segments is cut. At most 255 × 153 scalars long, for the limit was
/// checked before.
private struct SegmentCuts {
    private let scalars: [Unicode.Scalar]
    private let costs: [Int]
    /// Whether what a reader sees as one character begins at this scalar.
    private let begins: [Bool]
    private let measure: SMSMeasure

    init(_ text: String, _ measure: SMSMeasure) {
        scalars = Array(text.unicodeScalars)
        costs = scalars.map { measure.encoding.units(of: $0) }
        begins = text.flatMap { character in
            character.unicodeScalars.indices.map { $0 == character.unicodeScalars.startIndex }
        }
        self.measure = measure
    }

    func segments() -> [SMSSegment] {
        let ends = fullEnds()
        let fewest = fewestSegments(ends)
        var segments: [SMSSegment] = []
        var start = 0
        while start < scalars.count {
            let end = end(from: start, full: ends[start]) {
                fewest[$0] < measure.segments - segments.count
            }
            segments.append(segment(start..<end))
            start = end
        }
        return segments
    }

    /// The last place up to `full` that parts no character and leaves no more than can be carried;
    /// else `full`.
    private func end(from start: Int, full: Int, isAffordable: (Int) -> Bool) -> Int {
        guard full < scalars.count else { return full }
        return (start + 1...full).last { begins[$0] && isAffordable($0) } ?? full
    }

    /// For each scalar, the end of a segment that begins there and is as full as can be.
    private func fullEnds() -> [Int] {
        var (end, used) = (0, 0)
        return costs.indices.map { start in
            while end < costs.count, used + costs[end] <= measure.perSegment {
                used += costs[end]
                end += 1
            }
            used -= costs[start]
            return end
        }
    }

    /// For each scalar and the end, how few segments carry the rest.
    private func fewestSegments(_ ends: [Int]) -> [Int] {
        var fewest = [Int](repeating: 0, count: scalars.count + 1)
        for start in scalars.indices.reversed() { fewest[start] = 1 + fewest[ends[start]] }
        return fewest
    }

    private func segment(_ range: Range<Int>) -> SMSSegment {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return SMSSegment(text: String(text), units: costs[range].reduce(0, +))
    }
}
