/// One thing in a roster file that must be mended before it can be read.
public struct RosterProblem: Sendable, Hashable, CustomStringConvertible {
    /// What kind of thing it is.
    public enum Kind: String, Sendable, CaseIterable {
        case missingColumn = "missing-column"
        case repeatedColumn = "repeated-column"
        case tooManyColumns = "too-many-columns"
        case wrongSeparator = "wrong-separator"
        case wrongEncoding = "wrong-encoding"
        case invalidUTF8 = "invalid-utf8"
        case fieldCount = "field-count"
        case unterminatedQuote = "unterminated-quote"
        case strayQuote = "stray-quote"
        case empty
        case tooLong = "too-long"
        case controlCharacter = "control-character"
        case notYesOrNo = "not-yes-or-no"
        case unknownLanguage = "unknown-language"
        case unreadableAddress = "unreadable-address"
        case unreadablePhone = "unreadable-phone"
        case duplicate
        case contradiction
        case noRows = "no-rows"
        case tooLarge = "too-large"
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// The line of the file, from 1; nil when it concerns the whole file.
    public let line: Int?
    /// The column's header.
    public let column: String?
    /// For invalid UTF-8, how many bytes of the file stand before the wrong one.
    public let offset: Int?
    /// What the file says there, shortened; empty where that says nothing more. May be personal.
    public let found: String
    /// What is wrong and what to do, without anything from the cells.
    public let remedy: String

    init(
        _ kind: Kind, line: Int? = nil, column: String? = nil, offset: Int? = nil,
        found: String = "", remedy: String
    ) {
        self.kind = kind
        self.line = line
        self.column = column
        self.offset = offset
        self.found = found
        self.remedy = remedy
    }

    /// The whole of it, with what the file says: for the person who asked.
    public var sentence: String {
        place(line, column) + (found.isEmpty ? "" : "it says \(found). ") + remedy
    }

    /// The whole of it but for what the file says: for logs.
    public var description: String { place(line, column) + remedy }
}

/// Something in a roster file that was read all the same.
public struct RosterNote: Sendable, Hashable, CustomStringConvertible {
    /// The line of the file, from 1.
    public let line: Int?
    /// The column's header.
    public let column: String?
    /// What was found, and what was made of it; without anything from the cells.
    public let sentence: String

    /// Place and sentence.
    public var description: String { place(line, column) + sentence }
}

/// Everything that is wrong with a roster file, in the order of its lines.
public struct RosterProblems: Error, Sendable, CustomStringConvertible {
    /// What is wrong, as many as the limit lists.
    public let problems: [RosterProblem]
    /// How many there are beyond the limit.
    public let further: Int
    /// What was forgiven, which may explain the rest: a column with an unknown header.
    public let notes: [RosterNote]

    /// A line for each, with what the file says: for the person who asked.
    public var summary: [String] {
        problems.map(\.sentence) + (further > 0 ? ["There are \(further) more problems."] : [])
    }

    /// How many there are and where the first stands; nothing from the cells.
    public var description: String {
        let first = problems.first.map { " The first: \($0)" } ?? ""
        let count = problems.count + further
        return "The roster can't be read: \(counted(count, "problem"))."
            + first + " Nothing was changed."
    }
}

/// Collects what is wrong and what was forgiven, up to a limit each.
struct RosterReport {
    let limit: Int
    private(set) var problems: [RosterProblem] = []
    private(set) var further = 0
    private(set) var notes: [RosterNote] = []
    private var furtherNotes = 0

    init(limit: Int) { self.limit = limit }

    var hasProblems: Bool { !problems.isEmpty || further > 0 }

    var failure: RosterProblems {
        RosterProblems(problems: problems, further: further, notes: allNotes)
    }

    var allNotes: [RosterNote] {
        guard furtherNotes > 0 else { return notes }
        let sentence = "There are \(furtherNotes) more notes."
        return notes + [RosterNote(line: nil, column: nil, sentence: sentence)]
    }

    /// Puts the problems in the order of their lines; those of the whole file first.
    mutating func sort() {
        problems = problems.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    mutating func add(_ problem: RosterProblem) {
        if problems.count < limit { problems.append(problem) } else { further += 1 }
    }

    mutating func note(line: Int? = nil, column: String? = nil, _ sentence: String) {
        guard notes.count < limit else { return furtherNotes += 1 }
        notes.append(RosterNote(line: line, column: column, sentence: sentence))
    }
}

/// `1 problem`, `2 problems`.
func counted(_ count: Int, _ noun: String) -> String {
    count == 1
        ? "1 \(noun)" : "\(count) \(noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s")"
}

/// What a cell says, in quotes, shortened, its invisible characters made visible.
func shown(_ text: some StringProtocol) -> String {
    var words = "\""
    for scalar in text.unicodeScalars.prefix(60) {
        let category = scalar.properties.generalCategory
        let isInvisible = category == .control || category == .format
        words += isInvisible ? "<U+\(hex(scalar))>" : String(scalar)
    }
    return words + (text.unicodeScalars.count > 60 ? "…\"" : "\"")
}

/// A code point as standards write it, in at least four digits.
func hex(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

private func place(_ line: Int?, _ column: String?) -> String {
    switch (line, column) {
    case (nil, nil): ""
    case (let line?, nil): "Line \(line): "
    case (nil, let column?): "Column \(column): "
    case (let line?, let column?): "Line \(line), \(column): "
    }
}
