import MessageFormat

/// One formatted message, before it becomes plain text or HTML.
struct Line: Sendable, Hashable {
    enum Span: Sendable, Hashable {
        /// The translator's own words.
        case text(String)
        /// A mark that keeps the direction of a value apart (U+2066–2069).
        case isolate(String)
        /// A value: a name, a date, a number.
        case value(String)
        /// Words that stay English in a text of another language.
        case english(String)
        case open(HTMLMarkup)
        case close(HTMLMarkup)
        case lineBreak
    }

    let spans: [Span]
    /// The language of the message.
    let language: LanguageTag

    /// Whether it says anything at all.
    var isEmpty: Bool { spans.isEmpty }

    /// Plain text; with the marks that keep directions apart where they matter, in a text that
    /// runs from right to left or holds a value that does.
    var plain: String {
        let keeps = language.direction == .rightToLeft || visible.contains(where: isRightToLeft)
        return text { keeps ? $0 : "" }
    }

    /// Plain text without those marks.
    var bare: String { text { _ in "" } }

    private var visible: String.UnicodeScalarView { bare.unicodeScalars }

    private func text(isolate: (String) -> String) -> String {
        spans.map { span in
            switch span {
            case .text(let text), .value(let text), .english(let text): text
            case .isolate(let mark): isolate(mark)
            case .open, .close: ""
            case .lineBreak: "\n"
            }
        }
        .joined()
    }
}

/// The markup that messages may have.
enum HTMLMarkup: String, Sendable, Hashable, CaseIterable {
    case strong
    case em
    case br

    static let names = Set(allCases.map(\.rawValue))
}

/// Whether a scalar is a strong right-to-left letter (UAX #9 classes R and AL, by block).
func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
        scalar.properties.isAlphabetic
    default: false
    }
}
