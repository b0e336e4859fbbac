import Foundation
import Wire

/// Reads the files, groups and units of XLIFF 1.2.
struct XLIFF12Reader {
    private var file = ReadFile()

    static func read(_ steps: inout XMLSteps) throws(ExchangeProblem) -> ReadFile {
        var reader = XLIFF12Reader()
        while let element = try steps.child() {
            guard element.name == "file" else {
                try steps.skip()
                continue
            }
            if let name = element["source-language"] {
                reader.file.source.append(ReadLanguage(name: name, line: element.line))
            }
            if let name = element["target-language"] {
                reader.file.target.append(ReadLanguage(name: name, line: element.line))
            }
            try reader.readContent(&steps, digest: nil)
        }
        return reader.file
    }

    /// Of a file, its body or a group: depth has its limit in the XML reader.
    private mutating func readContent(
        _ steps: inout XMLSteps, digest: String?
    ) throws(ExchangeProblem) {
        var digest = digest
        while let element = try steps.child() {
            switch element.name {
            case "body", "group": try readContent(&steps, digest: digest)
            case "context-group": digest = try Self.digest(&steps) ?? digest
            case "trans-unit": try readUnit(element, &steps, digest)
            default: try steps.skip()
            }
        }
    }

    private mutating func readUnit(
        _ element: XMLElement, _ steps: inout XMLSteps, _ digest: String?
    ) throws(ExchangeProblem) {
        var unit = ReadUnit(
            id: element["id"] ?? "", name: element["resname"], line: element.line, digest: digest)
        let isApproved = element["approved"] == "yes"
        while let child = try steps.child() {
            switch child.name {
            case "source": unit.source = try read(&steps, &unit)
            case "target":
                unit.target = try read(&steps, &unit)
                unit.state = Self.state(child["state"], isApproved)
            case "context-group": unit.digest = try Self.digest(&steps) ?? unit.digest
            // What stands in seg-source stands in source too; alternatives are proposals.
            default: try steps.skip()
            }
        }
        try XLIFFReader.add(unit, to: &file)
    }

    private func read(
        _ steps: inout XMLSteps, _ unit: inout ReadUnit
    ) throws(ExchangeProblem) -> [ReadUnit.Part] {
        var reader = InlineReader(dialect: .v1, data: [:])
        try reader.read(&steps)
        unit.problem = unit.problem ?? reader.problem
        return reader.parts
    }

    /// Source: XLIFF 1.2 §3.2.3, state. A state of a tool's own (`x-…`) says nothing.
    private static func state(_ word: String?, _ isApproved: Bool) -> ReadUnit.State {
        switch word {
        case "final", "signed-off": .reviewed
        case let word? where word == "new" || word.hasPrefix("needs-"): .open
        default: isApproved ? .reviewed : .translated
        }
    }

    private static func digest(_ steps: inout XMLSteps) throws(ExchangeProblem) -> String? {
        var found: String?
        while let child = try steps.child() {
            let words = try steps.words()
            guard child.name == "context", child["context-type"] == XLIFFDigest.contextType else {
                continue
            }
            found = words.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        return found
    }
}
