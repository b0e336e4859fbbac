/// Where each column stands in a file, by its first row.
struct RosterHeader {
    /// The place of each column, by its raw value; nil when it is missing.
    private(set) var places = [Int?](repeating: nil, count: RosterColumn.allCases.count)
    /// The headers as written.
    let names: [String]
    /// How many cells every row must have.
    let count: Int

    /// More columns than any roster has, and few enough to look at each.
    static let maximum = 1_000

    /// Finds the columns, and reports those that are missing, repeated or not known.
    ///
    /// Nil when the row is no header at all, and the rows below would only repeat that complaint.
    init?(_ names: [String], line: Int, count: Int, _ map: ColumnMap, _ report: inout RosterReport)
    {
        self.names = names
        self.count = count
        if let sign = Self.otherSeparator(names) {
            report.add(
                RosterProblem(
                    .wrongSeparator, line: line,
                    remedy: "The cells are separated by \(sign). Save the file as CSV with commas.")
            )
            return nil
        }
        // The row may be a family's, so that nothing of it may be quoted.
        guard names.contains(where: { map.columns[foldedHeader($0)] != nil }) else {
            let wanted = RosterColumn.allCases.map { map.header(of: $0) }
            report.add(
                RosterProblem(
                    .missingColumn, line: line,
                    remedy: "The first row has none of a roster's headers. Write them there, or "
                        + "map the ones it has: \(wanted.joined(separator: ", "))."))
            return nil
        }
        if count > Self.maximum {
            let remedy = "There are \(count) columns, more than \(Self.maximum). Keep the roster's."
            report.add(RosterProblem(.tooManyColumns, line: line, remedy: remedy))
        }
        let unknown = place(line, map, &report)
        for column in RosterColumn.allCases where places[column.rawValue] == nil {
            report.add(missing(column, map, unknown))
        }
    }

    subscript(column: RosterColumn) -> Int? { places[column.rawValue] }

    /// - Returns: The headers that are no columns.
    private mutating func place(
        _ line: Int, _ map: ColumnMap, _ report: inout RosterReport
    ) -> [String] {
        var unknown: [String] = []
        for (place, name) in names.enumerated() {
            guard let column = map.columns[foldedHeader(name)]?.column else {
                unknown.append(name)
                let what =
                    name.isEmpty
                    ? "The column at place \(place + 1) has no header"
                    : "\(shown(name)) is no column of a roster"
                report.note(line: line, "\(what); it is ignored.")
                continue
            }
            if let first = places[column.rawValue] {
                let remedy =
                    "The columns at places \(first + 1) and \(place + 1) both are "
                    + "\(column.header). Take one out."
                report.add(
                    RosterProblem(
                        .repeatedColumn, line: line, column: name, found: shown(name),
                        remedy: remedy))
            } else {
                places[column.rawValue] = place
            }
        }
        return unknown.filter { !$0.isEmpty }
    }

    private func missing(
        _ column: RosterColumn, _ map: ColumnMap, _ unknown: [String]
    ) -> RosterProblem {
        let name = map.header(of: column)
        let what = name == column.header ? "" : ", which is mapped to \(column.header),"
        let nearest = nearestHeader(to: name, among: unknown)
        let advice =
            nearest.map { "The nearest header found is \(shown($0)): rename it, or map it." }
            ?? "No other header is left over: add the column."
        return RosterProblem(
            .missingColumn, column: name,
            remedy: "This column\(what) is missing. \(advice)")
    }

    /// A semicolon or tab between the names of several columns.
    private static func otherSeparator(_ names: [String]) -> String? {
        guard names.count == 1, let all = names.first else { return nil }
        for (sign, word) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")] {
            let parts = all.split(separator: sign)
            if parts.count > 3, parts.contains(where: { RosterColumn(header: String($0)) != nil }) {
                return word
            }
        }
        return nil
    }
}
