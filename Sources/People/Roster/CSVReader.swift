/// A cell where it stands in the file.
struct CSVField {
    /// Its bytes, without the quotes around it.
    var bytes: Range<Int>
    /// The line it begins on, from 1.
    var line: Int
    /// It holds `""` for `"`.
    var hasDoubledQuotes = false
    /// It is not quoted and holds a quote, which stands for itself.
    var hasBareQuote = false
}

/// One row, which quotes may spread over several lines.
struct CSVRecord {
    enum Fault {
        /// The quote is never closed; the row takes in the rest of the file.
        case unterminated
        /// Something stands between a closing quote and the next comma.
        case stray
    }

    let line: Int
    /// All of its bytes in the window, with the end of its last line.
    var bytes: Range<Int> = 0..<0
    /// The cells as far as anyone will look at them.
    var fields: [CSVField] = []
    /// How many cells there are in truth.
    var count = 0
    var fault: (kind: Fault, field: Int, line: Int)?

    /// An empty line.
    var isBlank: Bool { count == 1 && fields.first.map { $0.bytes.isEmpty } == true }
    /// Commas and nothing else, as spreadsheets write below a table.
    var isEmpty: Bool { fields.allSatisfy { $0.bytes.isEmpty } }
}

/// Takes a file apart into rows and cells, each byte once. Source: RFC 4180.
///
/// Lines end in CRLF, LF or CR. A quote inside a cell that does not begin with one is taken as it
/// is, which the RFC leaves open. Only a window of the file is at hand: the places of a row's cells
/// are places in it until the next row is read.
struct CSVReader {
    private(set) var window: RosterWindow
    private let maximumFields: Int
    private var at = 0
    private var line = 1

    /// - Parameters:
    ///   - bytes: The file.
    ///   - maximumFields: Cells of a row beyond this are counted, not kept.
    init(_ bytes: RosterBytes, maximumFields: Int) {
        window = RosterWindow(bytes)
        self.maximumFields = maximumFields
    }

    /// Whether the file begins with some bytes; before the first row is read.
    mutating func begins(with mark: [UInt8]) throws -> Bool {
        while window.bytes.count < mark.count, !window.isLast { try window.advance(past: 0) }
        return window.bytes.starts(with: mark)
    }

    /// Passes over some bytes.
    mutating func skip(_ count: Int) {
        at = min(at + count, window.bytes.count)
    }

    /// The next row; nil at the end.
    mutating func next() throws -> CSVRecord? {
        while true {
            let start = (at: at, line: line)
            let record = scan()
            // At the end of the window the row may go on, or a LF may follow its CR.
            if at < window.bytes.count || window.isLast { return record }
            (at, line) = (0, start.line)
            try window.advance(past: start.at)
        }
    }

    private mutating func scan() -> CSVRecord? {
        guard at < window.bytes.count else { return nil }
        let start = at
        var record = CSVRecord(line: line)
        while true {
            let isQuoted = at < window.bytes.count && window.bytes[at] == quote
            let field = isQuoted ? quoted(&record) : plain()
            if record.count < maximumFields { record.fields.append(field) }
            record.count += 1
            guard at < window.bytes.count, window.bytes[at] == comma else { break }
            at += 1
        }
        passLineEnd()
        record.bytes = start..<at
        return record
    }

    private mutating func plain() -> CSVField {
        var field = CSVField(bytes: at..<at, line: line)
        let start = at
        while at < window.bytes.count, !endsField(window.bytes[at]) {
            if window.bytes[at] == quote { field.hasBareQuote = true }
            at += 1
        }
        field.bytes = start..<at
        return field
    }

    private mutating func quoted(_ record: inout CSVRecord) -> CSVField {
        var field = CSVField(bytes: at..<at, line: line)
        at += 1
        let start = at
        while at < window.bytes.count {
            if window.bytes[at] == quote {
                guard at + 1 < window.bytes.count, window.bytes[at + 1] == quote else { break }
                field.hasDoubledQuotes = true
                at += 1
            } else if isLineEnd(at) {
                line += 1
            }
            at += 1
        }
        field.bytes = start..<at
        guard at < window.bytes.count else {
            record.fault = (.unterminated, record.count, field.line)
            return field
        }
        at += 1
        if at < window.bytes.count, !endsField(window.bytes[at]) {
            record.fault = record.fault ?? (.stray, record.count, line)
            while at < window.bytes.count, !endsField(window.bytes[at]) { at += 1 }
        }
        return field
    }

    private mutating func passLineEnd() {
        guard at < window.bytes.count else { return }
        if window.bytes[at] == carriageReturn, at + 1 < window.bytes.count,
            window.bytes[at + 1] == lineFeed
        {
            at += 1
        }
        at += 1
        line += 1
    }

    /// Whether a line ends here: at LF, or at a CR that no LF follows.
    private func isLineEnd(_ place: Int) -> Bool {
        if window.bytes[place] == lineFeed { return true }
        guard window.bytes[place] == carriageReturn else { return false }
        return place + 1 >= window.bytes.count || window.bytes[place + 1] != lineFeed
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
