import Foundation
import Wire

/// Reads the files, groups, units and segments of XLIFF 2.x.
struct XLIFF2Reader {
    /// A segment, or what stands between two of them.
    private struct Piece {
        let isSegment: Bool
        let line: Int
        var source: [ReadUnit.Part] = []
        var target: [ReadUnit.Part]?
        /// Its place among the targets of the unit, where a tool has moved it.
        var order: Int?
        var state = ReadUnit.State.translated
    }

    private var file = ReadFile()

    static func read(
        _ root: XMLElement, _ steps: inout XMLSteps
    ) throws(ExchangeProblem) -> ReadFile {
        var reader = XLIFF2Reader()
        if let name = root["srcLang"] {
            reader.file.source.append(ReadLanguage(name: name, line: root.line))
        }
        if let name = root["trgLang"] {
            reader.file.target.append(ReadLanguage(name: name, line: root.line))
        }
        try reader.readContent(&steps, digest: nil)
        return reader.file
    }

    /// Of the document, a file or a group: depth has its limit in the XML reader.
    private mutating func readContent(
        _ steps: inout XMLSteps, digest: String?
    ) throws(ExchangeProblem) {
        var digest = digest
        while let element = try steps.child() {
            switch element.name {
            case "file", "group": try readContent(&steps, digest: digest)
            case "metadata": digest = try Self.digest(&steps) ?? digest
            case "unit": try readUnit(element, &steps, digest)
            default: try steps.skip()
            }
        }
    }

    private mutating func readUnit(
        _ element: XMLElement, _ steps: inout XMLSteps, _ digest: String?
    ) throws(ExchangeProblem) {
        var unit = ReadUnit(
            id: element["id"] ?? "", name: element["name"], line: element.line, digest: digest)
        var data: [String: String] = [:]
        var pieces: [Piece] = []
        while let child = try steps.child() {
            switch child.name {
            case "originalData": data = try Self.data(&steps)
            case "metadata": unit.digest = try Self.digest(&steps) ?? unit.digest
            case "segment", "ignorable":
                pieces.append(try Self.piece(child, &steps, data, &unit))
            default: try steps.skip()
            }
        }
        Self.join(pieces, &unit)
        try XLIFFReader.add(unit, to: &file)
    }

    private static func piece(
        _ element: XMLElement, _ steps: inout XMLSteps, _ data: [String: String],
        _ unit: inout ReadUnit
    ) throws(ExchangeProblem) -> Piece {
        var piece = Piece(isSegment: element.name == "segment", line: element.line)
        // Source: XLIFF 2.1 §4.3.1.29: a segment that says nothing is initial.
        switch element["state"] {
        case "reviewed", "final": piece.state = .reviewed
        case "translated": piece.state = .translated
        default: piece.state = .open
        }
        while let child = try steps.child() {
            guard child.name == "source" || child.name == "target" else {
                try steps.skip()
                continue
            }
            var reader = InlineReader(dialect: .v2, data: data)
            try reader.read(&steps)
            unit.problem = unit.problem ?? reader.problem
            if child.name == "source" {
                piece.source = reader.parts
            } else {
                piece.target = reader.parts
                piece.order = child["order"].flatMap { Int($0) }
            }
        }
        return piece
    }

    /// A tool may part a unit into segments, and put their translations in another order: they are
    /// one text again.
    private static func join(_ pieces: [Piece], _ unit: inout ReadUnit) {
        unit.source = pieces.flatMap(\.source)
        let segments = pieces.filter(\.isSegment)
        guard segments.contains(where: { $0.target != nil }) else { return }
        unit.state = segments.map(\.state).min() ?? .open
        if let missing = segments.first(where: { $0.target == nil }) {
            unit.problem =
                unit.problem
                ?? ExchangeProblem(
                    line: missing.line, "One of its segments is not translated.")
        }
        // Without an order of its own a piece stands where it stands. Source: XLIFF 2.1 §4.3.1.16.
        let placed = pieces.enumerated().sorted { left, right in
            let places = (
                left.element.order ?? left.offset + 1, right.element.order ?? right.offset + 1
            )
            return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
        }
        unit.target = placed.flatMap { $0.element.target ?? $0.element.source }
    }

    private static func data(_ steps: inout XMLSteps) throws(ExchangeProblem) -> [String: String] {
        var data: [String: String] = [:]
        while let child = try steps.child() {
            let words = try steps.words()
            if child.name == "data", let id = child["id"] { data[id] = words }
        }
        return data
    }

    private static func digest(_ steps: inout XMLSteps) throws(ExchangeProblem) -> String? {
        var found: String?
        while let group = try steps.child() {
            while let child = try steps.child() {
                let words = try steps.words()
                guard child.name == "meta", child["type"] == XLIFFDigest.metaType,
                    group["category"] == XLIFFDigest.category
                else { continue }
                found = words.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        }
        return found
    }
}
