import MessageFormat

/// Puts a message together again from what a translator wrote: declarations and keys are those
/// that stayed here.
struct MessageAssembly {
    private let units: MessageUnits
    /// Lines longer than this are broken between words.
    private static let width = 100

    init(_ units: MessageUnits) {
        self.units = units
    }

    /// The message's source as it stands in a catalog. `texts`: One for each row.
    func source(_ texts: [ExchangeText]) -> String {
        let head = self.head
        guard isSelect else {
            let pattern = texts.first?.pattern ?? ""
            guard head.isEmpty, !Self.needsBraces(pattern) else {
                let lines = head + ["{{\(pattern)}}"]
                return lines.count == 1 ? lines[0] : "\n" + lines.joined(separator: "\n")
            }
            return Self.broken(texts.first)
        }
        let variants = zip(units.rows, texts).map { row, text in
            let keys = (row.keys ?? []).map { Self.key($0) }.joined(separator: " ")
            return "\(keys) {{\(text.pattern)}}"
        }
        return "\n" + (head + [match] + variants).joined(separator: "\n")
    }

    /// Whether the message selects: more than one row, or a translation that does so for one.
    private var isSelect: Bool {
        units.hasVariants || units.variants != nil && own.map { !$0.columns.isEmpty } == true
    }

    /// The translation, where its own declarations serve still: it may count by a name of its own.
    private var own: Message? {
        guard units.state != .stale, let message = units.translation?.message,
            MessageUnits.matching(message, units.english.message) != nil
        else { return nil }
        let declared = Set(message.model.declarations.map(\.name))
        let needed = units.english.message.model.declarations.map(\.name)
        return needed.allSatisfy(declared.contains) ? message : nil
    }

    private var base: Message { own ?? units.english.message }

    private var head: [String] { base.model.declarations.map(\.source) }

    private var match: String {
        guard case .select(let selectors, _) = base.model.body else { return ".match" }
        return ".match " + selectors.map { "$\($0.name)" }.joined(separator: " ")
    }

    private static func key(_ value: String?) -> String {
        MessageModel.Key(value: value).source
    }

    /// A pattern that begins with a full stop reads as a declaration, and blanks at an end are lost.
    private static func needsBraces(_ pattern: String) -> Bool {
        let first = pattern.unicodeScalars.first { !$0.properties.isWhitespace }
        return first == "." || pattern.isEmpty || pattern.hasPrefix(" ") || pattern.hasSuffix(" ")
            || pattern.hasPrefix("{{")
    }

    /// Over several lines, as a person would write it. A line ends where a space stood in the
    /// words, never within a code.
    private static func broken(_ text: ExchangeText?) -> String {
        var lines: [String] = [""]
        for part in text?.parts ?? [] {
            guard case .words = part else {
                lines[lines.count - 1] += ExchangeText([part]).pattern
                continue
            }
            let words = ExchangeText([part]).pattern.split(
                separator: " ", omittingEmptySubsequences: false)
            for (index, word) in words.enumerated() {
                let last = lines[lines.count - 1]
                if index > 0, last.count + word.count >= width, mayBreak(last, word) {
                    lines.append(String(word))
                } else {
                    lines[lines.count - 1] += (index > 0 ? " " : "") + word
                }
            }
        }
        return lines.joined(separator: "\n")
    }

    /// Whether a break between two words reads as the one space that stood there: two spaces would
    /// become one, and between letters of scripts that write none it would be lost.
    private static func mayBreak(_ line: String, _ word: Substring) -> Bool {
        guard let before = line.unicodeScalars.last, before != " ",
            let after = word.unicodeScalars.first
        else { return false }
        return !(isUnspaced(before) && isUnspaced(after))
    }
}
