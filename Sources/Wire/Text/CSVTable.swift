/// Why a text is no CSV.
package struct CSVProblem: Error, Hashable, CustomStringConvertible {
    /// 1-based.
    package let line: Int
    /// What is wrong.
    package let sentence: String

    /// With the line.
    package var description: String { "line \(line): \(sentence)" }
}

/// A row of a small CSV file.
package struct CSVRow: Hashable, Sendable {
    /// 1-based: where it begins.
    package let line: Int
    /// As ``csvLine(_:)`` was given them: the apostrophe before a formula is taken away.
    package let cells: [String]
}

/// Takes a small CSV file apart; empty lines are left out. Rosters, which may be large, have a
/// reader of their own. Source: RFC 4180; lines may end in LF alone, and a byte order mark is
/// passed over.
/// - Throws: ``CSVProblem`` for a quote that is never closed, or words behind a closing one.
package func csvRows(_ text: String) throws(CSVProblem) -> [CSVRow] {
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var rows: [CSVRow] = []
    var cells: [String] = []
    var (at, line, start) = (0, 1, 1)
    while at < scalars.count {
        var cell = String.UnicodeScalarView()
        if scalars[at] == "\"" {
            let opened = line
            at += 1
            while true {
                guard at < scalars.count else {
                    throw CSVProblem(line: opened, sentence: "A quote is never closed.")
                }
                if scalars[at] == "\"" {
                    at += 1
                    guard at < scalars.count, scalars[at] == "\"" else { break }
                }
                if scalars[at] == "\n" { line += 1 }
                cell.append(scalars[at])
                at += 1
            }
            guard at == scalars.count || ",\r\n".unicodeScalars.contains(scalars[at]) else {
                throw CSVProblem(
                    line: line, sentence: "Something stands between a closing quote and the comma.")
            }
        } else {
            while at < scalars.count, !",\r\n".unicodeScalars.contains(scalars[at]) {
                cell.append(scalars[at])
                at += 1
            }
        }
        cells.append(withoutGuard(String(cell)))
        let hasMore = at < scalars.count && scalars[at] == ","
        if hasMore { at += 1 }
        if hasMore && at < scalars.count { continue }
        if hasMore { cells.append("") }
        if at < scalars.count, scalars[at] == "\r" { at += 1 }
        if at < scalars.count, scalars[at] == "\n" { at += 1 }
        line += 1
        if cells.contains(where: { !$0.isEmpty }) { rows.append(CSVRow(line: start, cells: cells)) }
        (cells, start) = ([], line)
    }
    return rows
}

private func withoutGuard(_ cell: String) -> String {
    let begin = cell.unicodeScalars.prefix(2)
    guard begin.first == "'", let next = begin.dropFirst().first,
        "=+-@\t\r".unicodeScalars.contains(next)
    else { return cell }
    return String(cell.dropFirst())
}
