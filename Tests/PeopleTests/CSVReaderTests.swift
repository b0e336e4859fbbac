import Testing

@testable import People

private func rows(_ text: String) -> [[String]] {
    let bytes = Array(text.utf8)
    var reader = CSVReader(bytes, from: 0, maximumFields: 100)
    var rows: [[String]] = []
    while let record = reader.next() {
        rows.append(
            record.fields.map {
                let cell = String(decoding: bytes[$0.bytes], as: UTF8.self)
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
    func `into these cells`(_ text: String, _ expected: [[String]]) {
        #expect(rows(text) == expected)
    }

    @Test func `and every row knows its line`() {
        let bytes = Array("a\r\n\"b\nb\nb\"\rc\n\"d".utf8)
        var reader = CSVReader(bytes, from: 0, maximumFields: 100)
        var lines: [Int] = []
        var last: CSVRecord?
        while let record = reader.next() {
            lines.append(record.line)
            last = record
        }
        #expect(lines == [1, 2, 5, 6])
        #expect(last?.fault?.kind == .unterminated)
    }

    @Test func `and a row of a million commas is counted, not kept`() throws {
        let bytes = [UInt8](repeating: UInt8(ascii: ","), count: 1_000_000)
        var reader = CSVReader(bytes, from: 0, maximumFields: 100)
        let next = reader.next()
        let record = try #require(next)
        #expect(record.count == 1_000_001)
        #expect(record.fields.count == 100)
    }
}
