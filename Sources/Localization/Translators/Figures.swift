/// Numbers in digits of any script.
enum Figures {
    /// The runs of digits, written with ASCII's: `١٢` is `12`.
    static func found(in words: String) -> [String] {
        var found: [String] = []
        var run = ""
        for scalar in words.unicodeScalars {
            if scalar.properties.generalCategory == .decimalNumber,
                let value = scalar.properties.numericValue
            {
                run += String(Int(value))
            } else if !run.isEmpty {
                found.append(run)
                run = ""
            }
        }
        return run.isEmpty ? found : found + [run]
    }

    /// Those of one text that another lacks, each as often as it is too many. A number that the other
    /// spells (`two weeks`) is no addition.
    static func added(in target: TextSegment, to source: TextSegment) -> [String] {
        var known = counts(in: source)
        var added: [String] = []
        for figure in runs(target) {
            if known[figure, default: 0] > 0 { known[figure, default: 0] -= 1; continue }
            added.append(figure)
        }
        guard !added.isEmpty else { return [] }
        let spelled = Set(
            source.words.lowercased().split { !$0.isLetter }.compactMap { values[String($0)] })
        return added.filter { !spelled.contains($0) }
    }

    /// Those of the source that are gone.
    static func lost(from source: TextSegment, in target: TextSegment) -> [String] {
        var left = counts(in: target)
        return runs(source).filter { figure in
            guard left[figure, default: 0] > 0 else { return true }
            left[figure, default: 0] -= 1
            return false
        }
    }

    private static func runs(_ segment: TextSegment) -> [String] {
        segment.parts.flatMap { part in
            if case .words(let words) = part { found(in: words) } else { [String]() }
        }
    }

    private static func counts(in segment: TextSegment) -> [String: Int] {
        runs(segment).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private static let values: [String: String] = [
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
        "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "fifteen": "15",
        "twenty": "20", "thirty": "30", "half": "30", "once": "1", "twice": "2", "first": "1",
        "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
        "eighth": "8", "ninth": "9", "tenth": "10", "noon": "12", "midnight": "12",
    ]
}
