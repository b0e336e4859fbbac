/// Numbers in digits of any script.
enum Figures {
    /// The runs of digits, written with ASCII's: `١٢` is `12`.
    static func found(in words: String) -> [String] {
        var found: [String] = []
        var run = ""
        for scalar in words.unicodeScalars {
            if let value = digit(scalar) {
                run += String(value)
            } else if !run.isEmpty {
                found.append(run)
                run = ""
            }
        }
        return run.isEmpty ? found : found + [run]
    }

    /// Beyond ASCII's, the first digits are the Arabic ones at U+0660.
    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        if scalar.value < 0x660 {
            return ("0"..."9").contains(scalar) ? Int(scalar.value) - 48 : nil
        }
        switch scalar.properties.generalCategory {
        // In circles and brackets as well: ②, ⑴.
        case .decimalNumber, .otherNumber:
            return scalar.properties.numericValue.flatMap { Int(exactly: $0) }
        default: return nil
        }
    }

    /// Those of one text that another lacks, each as often as it is too many. A number that the other
    /// spells (`two weeks`) is no addition.
    static func added(in target: CheckedText, to source: CheckedText) -> [String] {
        let figures = runs(target)
        guard !figures.isEmpty else { return [] }
        var known = counts(in: source)
        var added: [String] = []
        for figure in figures {
            if known[figure, default: 0] > 0 { known[figure, default: 0] -= 1; continue }
            added.append(figure)
        }
        guard !added.isEmpty else { return [] }
        let spelled = Set(
            source.text.lowercased().split { !$0.isLetter }.compactMap { values[String($0)] })
        return added.filter { !spelled.contains($0) }
    }

    /// Those of the source that are gone.
    static func lost(from source: CheckedText, in target: CheckedText) -> [String] {
        let figures = runs(source)
        guard !figures.isEmpty else { return [] }
        var left = counts(in: target)
        return figures.filter { figure in
            guard left[figure, default: 0] > 0 else { return true }
            left[figure, default: 0] -= 1
            return false
        }
    }

    private static func runs(_ text: CheckedText) -> [String] {
        guard text.may(.figure) else { return [] }
        return text.segment.parts.flatMap { part in
            if case .words(let words) = part { found(in: words) } else { [String]() }
        }
    }

    private static func counts(in text: CheckedText) -> [String: Int] {
        runs(text).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private static let values: [String: String] = [
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
        "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
        "twenty": "20", "thirty": "30", "half": "30", "once": "1", "twice": "2", "first": "1",
        "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
        "eighth": "8", "ninth": "9", "tenth": "10", "noon": "12", "midnight": "12",
    ]
}
