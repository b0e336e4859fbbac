import Testing

@testable import People

/// Reads bytes in pieces of one size.
private func reader(_ bytes: [UInt8], pieces size: Int) -> CSVReader {
    var left = bytes[...]
    let source = RosterBytes(limit: .max) {
        defer { left = left.dropFirst(size) }
        return Array(left.prefix(size))
    }
    return CSVReader(source, maximumFields: 100)
}

private func rows(_ text: String, pieces size: Int) throws -> [[String]] {
    var reader = reader(Array(text.utf8), pieces: size)
    var rows: [[String]] = []
    while let record = try reader.next() {
        rows.append(
            record.fields.map {
                let cell = String(decoding: reader.window.bytes[$0.bytes], as: UTF8.self)
                return $0.hasDoubledQuotes ? cell.replacing("\"\"", with: "\"") : cell
            })
    }
    return rows
}

@Suite struct `CSV is taken apart as RFC 4180 says` {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
        ("a,,\n", [["a", "", ""]]),
        (",", [["", ""]]),
        ("\"a,1\",\"b\"\"c\",\"\"\n", [["a,1", "b\"c", ""]]),
        ("\"two\r\nlines\",x\n", [["two\r\nlines", "x"]]),
        ("5' 3\",x\n", [["5' 3\"", "x"]]),
        ("\n\na\n", [[""], [""], ["a"]]),
        ("", []),
    ])
    func `into these cells, however it comes in pieces`(
        _ text: String, _ expected: [[String]]
    ) throws {
        for size in [1, 2, 3, 7, 1_000] {
            #expect(try rows(text, pieces: size) == expected, "\(size)")
        }
    }

    @Test(arguments: [1, 4, 100])
    func `and every row knows its line`(_ size: Int) throws {
        var reader = reader(Array("a\r\n\"b\nb\nb\"\rc\n\"d".utf8), pieces: size)
        var lines: [Int] = []
        var last: CSVRecord?
        while let record = try reader.next() {
            lines.append(record.line)
            last = record
        }
        #expect(lines == [1, 2, 5, 6])
        #expect(last?.fault?.kind == .unterminated)
    }

    @Test func `and a row of a million commas is counted, not kept`() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: ","), count: 1_000_000)
        var reader = reader(bytes, pieces: 4_096)
        let next = try reader.next()
        let record = try #require(next)
        #expect(record.count == 1_000_001)
        #expect(record.fields.count == 100)
    }

    @Test func `and no more of it is at hand than a row and a piece`() throws {
        let line = String(repeating: "a,b\"c,", count: 40) + "\n"
        let text = String(repeating: line, count: 5_000)
        var reader = reader(Array(text.utf8), pieces: 1_000)
        var (count, largest) = (0, 0)
        while try reader.next() != nil {
            count += 1
            largest = max(largest, reader.window.bytes.count)
        }
        #expect(count == 5_000)
        #expect(largest <= 3 * (1_000 + line.utf8.count))
    }
}
