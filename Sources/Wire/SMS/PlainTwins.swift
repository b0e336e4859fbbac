/// A text whose typographic characters were swapped for the plain ones that look the same.
public struct PlainTwins: Sendable, Hashable, CustomStringConvertible {
    /// One character that was swapped, and how often.
    public struct Swap: Sendable, Hashable {
        /// The typographic character.
        public let from: Unicode.Scalar
        /// The plain one; empty for an isolate that was taken out.
        public let to: String
        /// How often it stood in the text, 1 or more.
        public let count: Int
    }

    /// The text afterwards.
    public let text: String
    /// What was swapped, in order of first appearance; empty when the text is as it was.
    public let swaps: [Swap]

    /// How much was swapped, not in what.
    public var description: String { "\(swaps.reduce(0) { $0 + $1.count }) characters swapped" }
}

/// Swaps typographic twins, which turn a text message of 160 characters into one of 70.
///
/// Curly quotes, dashes, the ellipsis, no-break and thin spaces; nothing else. A letter is never
/// changed (*año* is not *ano*, and ʼ is a letter in K'iche', Mam and Somali), and nothing is
/// dropped but isolates, when asked.
///
/// A text that stays UCS-2 afterwards gains nothing from a swap, and an ellipsis then costs three
/// units instead of one: ask ``SMSMeasure``, and keep the typography where it is free.
/// - Parameters:
///   - text: Any text.
///   - withoutIsolates: Take out U+2066–2069, which formatting puts around values; for text that
///     runs from left to right, where they change nothing that a reader sees.
/// - Returns: The text, and each character that was swapped.
public func plainTwins(_ text: String, withoutIsolates: Bool = false) -> PlainTwins {
    var plain = String.UnicodeScalarView()
    var order: [Unicode.Scalar] = []
    var counts: [Unicode.Scalar: Int] = [:]
    for scalar in text.unicodeScalars {
        guard let twin = plainTwin(of: scalar, withoutIsolates: withoutIsolates) else {
            plain.append(scalar)
            continue
        }
        plain.append(contentsOf: twin.unicodeScalars)
        if counts[scalar] == nil { order.append(scalar) }
        counts[scalar, default: 0] += 1
    }
    let swaps = order.map { scalar in
        PlainTwins.Swap(
            from: scalar, to: plainTwin(of: scalar, withoutIsolates: withoutIsolates) ?? "",
            count: counts[scalar] ?? 0)
    }
    return PlainTwins(text: String(plain), swaps: swaps)
}

private func plainTwin(of scalar: Unicode.Scalar, withoutIsolates: Bool) -> String? {
    switch scalar {
    case "\u{2018}"..."\u{201B}": "'"
    case "\u{201C}"..."\u{201F}": "\""
    case "\u{2010}"..."\u{2015}": "-"
    case "\u{2026}": "..."
    // CLDR's patterns use them before AM and PM, in ranges and between groups of digits.
    case "\u{A0}", "\u{2000}"..."\u{200A}", "\u{202F}": " "
    case "\u{2066}"..."\u{2069}" where withoutIsolates: ""
    default: nil
    }
}
