import MessageFormat

/// One row of a roster, its cells in their canonical form; nil for a cell with a problem.
struct RosterRow {
    let line: Int
    var cells = [String?](repeating: nil, count: RosterColumn.allCases.count)
    var emails: [WrittenAddress] = []
    var phones: [WrittenAddress] = []

    subscript(column: RosterColumn) -> String? {
        get { cells[column.rawValue] }
        set { cells[column.rawValue] = newValue }
    }

    /// What the cell says; rows with problems never come so far that it would be empty.
    func text(_ column: RosterColumn) -> String { self[column] ?? "" }
    func isYes(_ column: RosterColumn) -> Bool { self[column] == "yes" }
}

/// Reads a roster from its first byte to its last, collecting every problem on the way.
struct RosterReading {
    private let limits: RosterLimits
    private var csv: CSVReader
    private var cells: RosterCells
    private(set) var report: RosterReport
    private var assembly: RosterAssembly
    /// When the whole row is valid, none of its cells needs to be checked again.
    private var isValidUTF8 = true

    private var bytes: [UInt8] { csv.window.bytes }

    init(_ bytes: RosterBytes, region: String, limits: RosterLimits) throws {
        self.limits = limits
        csv = CSVReader(bytes, maximumFields: RosterHeader.maximum)
        cells = RosterCells(region: region)
        report = RosterReport(limit: limits.problems)
        assembly = try RosterAssembly()
    }

    /// - Returns: The roster; what is wrong with it is in the report.
    mutating func readAll(_ map: ColumnMap) throws -> RosterFile {
        do {
            try readRows(map)
        } catch is RosterBytes.TooLarge {
            let remedy =
                "The file has more than \(limits.bytes) bytes, the limit. Is it the roster of one "
                + "school?"
            report.add(RosterProblem(.tooLarge, remedy: remedy))
        }
        return try assembly.file(digest: csv.window.source.digest, &report)
    }

    private mutating func readRows(_ map: ColumnMap) throws {
        guard try isReadableAtAll() else { return }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if try csv.begins(with: mark) { csv.skip(mark.count) }
        guard let header = try readHeader(map) else { return }
        var isFirst = true
        while let record = try nextRecord() {
            isFirst = false
            try read(record, header)
        }
        if isFirst, !report.hasProblems { report.add(Self.noRows) }
    }

    private static let noRows = RosterProblem(
        .noRows, remedy: "The roster has no rows. Export it again; nothing is changed by it.")

    private mutating func isReadableAtAll() throws -> Bool {
        let isSwapped = try csv.begins(with: [0xFE, 0xFF])
        guard try isSwapped || csv.begins(with: [0xFF, 0xFE]) else { return true }
        let remedy = "The file is UTF-16. Save it as \"CSV UTF-8\"."
        report.add(RosterProblem(.wrongEncoding, line: 1, offset: 0, remedy: remedy))
        return false
    }

    private mutating func nextRecord() throws -> CSVRecord? {
        while let record = try csv.next() {
            if record.isBlank, record.fault == nil { continue }
            guard record.isEmpty, record.count > 1, record.fault == nil else {
                isValidUTF8 = isValid(bytes[record.bytes])
                return record
            }
            report.note(line: record.line, "The row is empty; it is left out.")
        }
        return nil
    }

    private mutating func readHeader(_ map: ColumnMap) throws -> RosterHeader? {
        guard let record = try nextRecord() else {
            report.add(Self.noRows)
            return nil
        }
        checkEncoding(of: record, nil)
        guard !reportFault(of: record, nil) else { return nil }
        let names = record.fields.map { trimmed(decoded($0)) }
        return RosterHeader(names, line: record.line, count: record.count, map, &report)
    }

    private mutating func read(_ record: CSVRecord, _ header: RosterHeader) throws {
        checkEncoding(of: record, header)
        if reportFault(of: record, header) { return }
        guard record.count == header.count else {
            let remedy =
                "The row has \(counted(record.count, "cell")), the header \(header.count). Put "
                + "text that holds a comma between double quotes."
            report.add(RosterProblem(.fieldCount, line: record.line, remedy: remedy))
            return
        }
        var row = RosterRow(line: record.line)
        for column in RosterColumn.allCases {
            guard let place = header[column], record.fields.indices.contains(place) else {
                continue
            }
            let field = record.fields[place]
            guard let text = text(of: field, column) else { continue }
            read(text, column, line: field.line, into: &row)
        }
        checkNames(of: row)
        try assembly.take(row, &report)
    }

    /// - Returns: Whether there is one; the row is of no use then.
    private mutating func reportFault(of record: CSVRecord, _ header: RosterHeader?) -> Bool {
        guard let fault = record.fault else { return false }
        let names = header?.names ?? []
        let column = names.indices.contains(fault.field) ? names[fault.field] : nil
        switch fault.kind {
        case .unterminated:
            let remedy = "A double quote opens here and is never closed. Close it, or take it out."
            report.add(
                RosterProblem(.unterminatedQuote, line: fault.line, column: column, remedy: remedy))
        case .stray:
            let remedy =
                "Text follows a closing double quote. Double the quotes inside a quoted cell."
            report.add(
                RosterProblem(.strayQuote, line: fault.line, column: column, remedy: remedy))
        }
        return true
    }

    private mutating func checkEncoding(of record: CSVRecord, _ header: RosterHeader?) {
        guard !isValidUTF8 else { return }
        for (number, field) in record.fields.enumerated() {
            guard let offset = firstInvalidByte(in: bytes[field.bytes]) else { continue }
            let names = header?.names ?? []
            let before = bytes[field.bytes.lowerBound..<offset]
            let found = "the byte 0x" + String(bytes[offset], radix: 16, uppercase: true)
            let place = csv.window.offset + offset
            let remedy =
                "This is not UTF-8 (byte \(place) of the file). "
                + "Save the file as \"CSV UTF-8\"."
            report.add(
                RosterProblem(
                    .invalidUTF8, line: field.line + before.count { $0 == UInt8(ascii: "\n") },
                    column: names.indices.contains(number) ? names[number] : nil, offset: place,
                    found: found, remedy: remedy))
        }
    }

    /// The words of a cell without spaces at the ends; nil when they can't be taken.
    private mutating func text(of field: CSVField, _ column: RosterColumn) -> String? {
        guard field.bytes.count <= limits.cell else {
            let remedy = "The cell has \(field.bytes.count) bytes; \(limits.cell) are the limit."
            report.add(
                RosterProblem(.tooLong, line: field.line, column: column.header, remedy: remedy))
            return nil
        }
        if field.hasBareQuote {
            report.note(
                line: field.line, column: column.header,
                "A double quote in a cell without quotes around it is taken as it is.")
        }
        let slice = bytes[field.bytes]
        if slice.allSatisfy({ (0x20...0x7E).contains($0) }) { return trimmed(decoded(field)) }
        if !isValidUTF8, firstInvalidByte(in: slice) != nil { return nil }
        return withoutControls(decoded(field), field, column)
    }

    private func decoded(_ field: CSVField) -> String {
        let text = String(decoding: bytes[field.bytes], as: UTF8.self)
        return field.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
    }

    /// Takes out the controls that turn text around (UAX #9 §2), since they would reach into the
    /// words of a notice; any other control character is an error.
    private mutating func withoutControls(
        _ text: String, _ field: CSVField, _ column: RosterColumn
    ) -> String? {
        var kept = String.UnicodeScalarView()
        var isChanged = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x202A...0x202E, 0x2066...0x2069: isChanged = true
            case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
                report.add(
                    RosterProblem(
                        .controlCharacter, line: field.line, column: column.header,
                        found: shown(text),
                        remedy: "It holds the control character U+\(hex(scalar)), such as a line "
                            + "break or tab. Type the cell again."))
                return nil
            default: kept.append(scalar)
            }
        }
        if isChanged {
            report.note(
                line: field.line, column: column.header,
                "Invisible characters that turn the direction of text were taken out.")
        }
        return trimmed(String(kept))
    }
}

extension RosterReading {
    private mutating func read(
        _ text: String, _ column: RosterColumn, line: Int, into row: inout RosterRow
    ) {
        do {
            switch column {
            case .studentID, .contactID, .family: row[column] = try cells.key(text)
            case .livesWith, .mayReceive, .noContact, .interpreter, .unlisted:
                row[column] = try cells.yesOrNo(text)
            case .custody: row[column] = try cells.custody(text)
            case .homeLanguage: row[column] = try language(text, line)
            case .email:
                row.emails = addresses(text, .email, column, line)
                row[column] = row.emails.map(\.address).joined(separator: "; ")
            case .phone:
                row.phones = addresses(text, .sms, column, line)
                row[column] = row.phones.map(\.address).joined(separator: "; ")
            case .studentGivenName, .studentFamilyName, .grade, .contactGivenName,
                .contactFamilyName, .relation:
                row[column] = text
            }
        } catch {
            report(error, column, line)
        }
    }

    private mutating func language(_ text: String, _ line: Int) throws(CellProblem) -> String {
        let (tag, isUncommon) = try cells.language(text)
        if isUncommon {
            report.note(
                line: line, column: RosterColumn.homeLanguage.header,
                "Parley has no name for the language \(tag.text); check that the tag is right.")
        }
        return tag.text
    }

    private mutating func addresses(
        _ text: String, _ channel: Channel, _ column: RosterColumn, _ line: Int
    ) -> [WrittenAddress] {
        let cell = cells.addresses(text, channel)
        for problem in cell.bad { report(problem, column, line) }
        return cell.good
    }

    private mutating func report(_ problem: CellProblem, _ column: RosterColumn, _ line: Int) {
        report.add(
            RosterProblem(
                problem.kind, line: line, column: column.header, found: problem.found,
                remedy: problem.remedy))
    }

    /// One of two names may be empty, for many people have only one.
    private mutating func checkNames(of row: RosterRow) {
        for (given, family) in [
            (RosterColumn.studentGivenName, RosterColumn.studentFamilyName),
            (.contactGivenName, .contactFamilyName),
        ] where row[given] == "" && row[family] == "" {
            report.add(
                RosterProblem(
                    .empty, line: row.line, column: given.header,
                    remedy: "Neither \(given.header) nor \(family.header) has a name. "
                        + "Write at least one."))
        }
    }
}

/// Whether bytes are UTF-8.
private func isValid(_ slice: ArraySlice<UInt8>) -> Bool {
    slice.allSatisfy { $0 < 0x80 }
        || slice.withUnsafeBufferPointer { String(validating: $0, as: UTF8.self) != nil }
}

/// The place of the first byte that can't stand there in UTF-8.
private func firstInvalidByte(in slice: ArraySlice<UInt8>) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var bytes = slice.makeIterator()
    var offset = slice.startIndex
    while true {
        switch parser.parseScalar(from: &bytes) {
        case .valid(let scalar): offset += scalar.count
        case .error: return offset
        case .emptyInput: return nil
        }
    }
}
