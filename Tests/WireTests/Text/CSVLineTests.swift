import Testing

@testable import Wire

@Suite struct CSVLineTests {
    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), ([""], "\r\n"), (["a,b", "c"], "\"a,b\",c\r\n"),
        (["he said \"no\""], "\"he said \"\"no\"\"\"\r\n"),
        (["two\r\nlines", "one\nmore"], "\"two\r\nlines\",\"one\nmore\"\r\n"),
        (["Zoë", "阮"], "Zoë,阮\r\n"),
    ])
    func `cells are quoted where RFC 4180 asks for it`(_ cells: [String], _ line: String) {
        #expect(csvLine(cells) == line)
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=\u{301}cmd"])
    func `a spreadsheet takes no cell for a formula`(_ cell: String) {
        let line = csvLine([cell])
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
        #expect(csvLine(["a" + cell]).hasPrefix("a") || csvLine(["a" + cell]).hasPrefix("\"a"))
    }
}
