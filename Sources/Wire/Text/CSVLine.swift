/// One record as CSV (RFC 4180), with its line break.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which the
/// spreadsheet does not show: names and keys come from outside (OWASP, *CSV Injection*).
package func csvLine(_ cells: [String]) -> String {
    cells.map(csvCell).joined(separator: ",") + "\r\n"
}

private func csvCell(_ text: String) -> String {
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) }
    let plain = isFormula == true ? "'" + text : text
    // By scalars: CR LF is one character, and neither of the two.
    guard plain.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
        return plain
    }
    return "\"" + plain.replacing("\"", with: "\"\"") + "\""
}
