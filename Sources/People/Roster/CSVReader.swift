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
/// is, which the RFC leaves open.
struct CSVReader {
    private let bytes: [UInt8]
    private let maximumFields: Int
    private var at: Int
    private var line = 1

    /// - Parameters:
    ///   - bytes: The file.
    ///   - start: Where the rows begin, behind a byte order mark.
    ///   - maximumFields: Cells of a row beyond this are counted, not kept.
    init(_ bytes: [UInt8], from start: Int, maximumFields: Int) {
        self.bytes = bytes
        self.maximumFields = maximumFields
        at = start
    }

    /// The next row; nil at the end.
    mutating func next() -> CSVRecord? {
        guard at < bytes.count else { return nil }
        var record = CSVRecord(line: line)
        while true {
            let isQuoted = at < bytes.count && bytes[at] == quote
            let field = isQuoted ? quoted(&record) : plain()
            if record.count < maximumFields { record.fields.append(field) }
            record.count += 1
            guard at < bytes.count, bytes[at] == comma else { break }
            at += 1
        }
        passLineEnd()
        return record
    }

    private mutating func plain() -> CSVField {
        var field = CSVField(bytes: at..<at, line: line)
        let start = at
        while at < bytes.count, !endsField(bytes[at]) {
            if bytes[at] == quote { field.hasBareQuote = true }
            at += 1
        }
        field.bytes = start..<at
        return field
    }

    private mutating func quoted(_ record: inout CSVRecord) -> CSVField {
        var field = CSVField(bytes: at..<at, line: line)
        at += 1
        let start = at
        while at < bytes.count {
            if bytes[at] == quote {
                guard at + 1 < bytes.count, bytes[at + 1] == quote else { break }
                field.hasDoubledQuotes = true
                at += 1
            } else if isLineEnd(at) {
                line += 1
            }
            at += 1
        }
        field.bytes = start..<at
        guard at < bytes.count else {
            record.fault = (.unterminated, record.count, field.line)
            return field
        }
        at += 1
        if at < bytes.count, !endsField(bytes[at]) {
            record.fault = record.fault ?? (.stray, record.count, line)
            while at < bytes.count, !endsField(bytes[at]) { at += 1 }
        }
        return field
    }

    private mutating func passLineEnd() {
        guard at < bytes.count else { return }
        if bytes[at] == carriageReturn, at + 1 < bytes.count, bytes[at + 1] == lineFeed { at += 1 }
        at += 1
        line += 1
    }

    /// Whether a line ends here: at LF, or at a CR that no LF follows.
    private func isLineEnd(_ place: Int) -> Bool {
        if bytes[place] == lineFeed { return true }
        guard bytes[place] == carriageReturn else { return false }
        return place + 1 >= bytes.count || bytes[place + 1] != lineFeed
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == comma || byte == lineFeed || byte == carriageReturn
    }
}

private let quote = UInt8(ascii: "\"")
private let comma = UInt8(ascii: ",")
private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
