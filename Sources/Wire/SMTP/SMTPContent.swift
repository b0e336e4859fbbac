/// The content of one message as it comes: unstuffs dots, finds its end, keeps at most so much.
///
/// Source: RFC 5321 §4.5.2. What exceeds the limit, or comes after a refusal, is read to the end of
/// the message and not kept.
struct SMTPContent: Sendable {
    /// Where in a possible end the last byte stood.
    private enum Place: Sendable { case inLine, afterCR, lineStart, afterDot, afterDotCR }

    private let limit: Int
    private var place = Place.lineStart
    private var dropped = 0
    private(set) var bytes: [UInt8] = []
    private(set) var hasEnded = false
    private(set) var refusal: SMTPReply?

    init(limit: Int) {
        self.limit = limit
    }

    /// True when the sender goes on far beyond what was refused.
    var isHopeless: Bool { refusal != nil && dropped > 2 * limit + 1_048_576 }

    mutating func refuse(_ reply: SMTPReply) {
        guard refusal == nil else { return }
        refusal = reply
        dropped += bytes.count
        bytes = []
    }

    /// Takes bytes up to the end of the message.
    /// - Returns: How many were taken; all, unless the message ended.
    mutating func take(_ piece: ArraySlice<UInt8>) -> Int {
        guard !hasEnded else { return 0 }
        var at = piece.startIndex
        while at < piece.endIndex {
            switch place {
            case .inLine:
                // The bulk: everything up to the next line that begins with a dot in one go.
                let cr = possibleEnd(in: piece[at...])
                keep(piece[at..<(cr ?? piece.endIndex)])
                guard let cr else { return piece.count }
                place = .afterCR
                at = cr + 1
            case .afterCR: at += afterCR(piece[at])
            case .lineStart: at += lineStart(piece[at])
            case .afterDot:
                // The dot is dropped; another one after it is content.
                place = piece[at] == 0x0D ? .afterDotCR : .inLine
                if place == .afterDotCR { at += 1 }
            case .afterDotCR:
                if piece[at] == 0x0A {
                    hasEnded = true
                    return at + 1 - piece.startIndex
                }
                // ".\r" and more: a stuffed line that begins with a bare CR.
                place = .afterCR
            }
        }
        return piece.count
    }

    /// The CR before a line that begins with a dot, or one so near the end that nobody can tell yet.
    private func possibleEnd(in piece: ArraySlice<UInt8>) -> Int? {
        piece.withUnsafeBytes { bytes in
            var cr = Wire.place(of: 0x0D, in: bytes[...])
            while cr + 2 < bytes.count, bytes[cr + 1] != 0x0A || bytes[cr + 2] != 0x2E {
                cr = Wire.place(of: 0x0D, in: bytes[(cr + 1)...])
            }
            return cr < bytes.count ? piece.startIndex + cr : nil
        }
    }

    /// The CR itself is kept here, when it is known not to be part of the end.
    private mutating func afterCR(_ byte: UInt8) -> Int {
        if byte == 0x0A {
            keep([0x0D, 0x0A])
            place = .lineStart
            return 1
        }
        keep([0x0D])
        if byte != 0x0D { place = .inLine }
        return byte == 0x0D ? 1 : 0
    }

    private mutating func lineStart(_ byte: UInt8) -> Int {
        if byte == UInt8(ascii: ".") {
            place = .afterDot
            return 1
        }
        place = .inLine
        return 0
    }

    private mutating func keep(_ more: some Collection<UInt8>) {
        guard refusal == nil else { return dropped += more.count }
        bytes.append(contentsOf: more)
        if bytes.count > limit {
            refuse(SMTPReply(552, "5.3.4", "Message exceeds \(limit) bytes"))
        }
    }
}
