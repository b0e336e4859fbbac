import Wire

/// Reads XLIFF 1.2 and 2.x, as it comes back from agencies and their tools.
///
/// Made for files from strangers: nothing outside the file is ever opened, and its size, depth and
/// number of units have limits (see ``XMLReader``).
enum XLIFFReader {
    /// More than all catalogs of a language with their notes, many times over.
    static let mostBytes = 32 << 20
    static let mostUnits = 100_000

    /// - Throws: When it is no XLIFF that we know, with the line.
    static func read(_ document: [UInt8]) throws(ExchangeProblem) -> ReadFile {
        guard document.count <= mostBytes else {
            throw ExchangeProblem(
                line: 0, "The file is larger than \(mostBytes >> 20) MB. Is it the right one?")
        }
        var steps = XMLSteps(document)
        let root = try steps.root()
        guard root.name == "xliff" else {
            throw ExchangeProblem(
                line: root.line,
                "This is no XLIFF: its first element is \"\(root.name)\". Ask for XLIFF 1.2 or 2.1."
            )
        }
        let version = root["version"] ?? ""
        let file: ReadFile
        switch (version.split(separator: ".").first, root.namespace) {
        case ("1", XLIFFNamespace.v1?), ("1", nil):
            file = try XLIFF12Reader.read(&steps)
        case ("2", XLIFFNamespace.v2?):
            file = try XLIFF2Reader.read(root, &steps)
        default:
            throw ExchangeProblem(
                line: root.line,
                "XLIFF \"\(version)\" in the namespace \"\(root.namespace ?? "")\" is not read. Ask for XLIFF 1.2 or 2.1."
            )
        }
        try steps.finish()
        return file
    }

    /// Adds a unit, unless there are too many.
    static func add(_ unit: ReadUnit, to file: inout ReadFile) throws(ExchangeProblem) {
        guard file.units.count < mostUnits else {
            throw ExchangeProblem(
                line: unit.line, "There are more than \(mostUnits) units. Is it the right file?")
        }
        file.units.append(unit)
    }
}
