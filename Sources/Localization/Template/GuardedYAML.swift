import Yams

/// Reads YAML that people write by hand, and refuses what only a mistake or an attack needs:
/// anchors and aliases (which can point in circles or grow without end) and deep nesting (which
/// the parser follows by recursion).
enum GuardedYAML {
    static let deepest = 32
    static let longestLine = 2_000

    static func read(_ file: SourceFile, _ findings: inout [CatalogFinding]) -> Node? {
        if let finding = refusal(file) {
            findings.append(finding)
            return nil
        }
        do {
            if let node = try Yams.compose(yaml: file.text) { return node }
            findings.append(file.finding(.syntax, "This file is empty."))
        } catch let error as YamlError {
            findings.append(finding(for: error, in: file))
        } catch {
            findings.append(file.finding(.syntax, "This is not YAML."))
        }
        return nil
    }

    private static func refusal(_ file: SourceFile) -> CatalogFinding? {
        var depth = 0
        let lines = file.text.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            guard line.count <= longestLine else {
                return file.finding(
                    .syntax, line: index + 1,
                    "This line is longer than \(longestLine) characters. Break it.")
            }
            for place in structure(of: line) {
                switch place.scalar {
                case "[", "{": depth += 1
                case "]", "}": depth = max(0, depth - 1)
                case "-": break
                default:
                    return file.finding(
                        .syntax, line: index + 1, column: place.column,
                        "Anchors (&) and aliases (*) are not used here. Write the value out, or in quotes."
                    )
                }
            }
            let dashes = structure(of: line).count { $0.scalar == "-" }
            let indent = line.prefix { $0 == " " }.count
            guard depth <= deepest, indent <= deepest * 4, dashes <= deepest else {
                return file.finding(.syntax, line: index + 1, "This is nested too deeply.")
            }
        }
        return nil
    }

    /// Brackets, and `&` or `*` where a value begins, outside quotes and comments.
    private static func structure(
        of line: Substring.UnicodeScalarView
    ) -> [(scalar: Unicode.Scalar, column: Int)] {
        var found: [(Unicode.Scalar, Int)] = []
        var quote: Unicode.Scalar?
        var isStart = true
        var previous: Unicode.Scalar = " "
        for (offset, scalar) in line.enumerated() {
            defer { previous = scalar }
            if let open = quote {
                if scalar == open { quote = nil }
                continue
            }
            switch scalar {
            case "\"", "'": if isStart { quote = scalar }
            case "#": if isStart { return found }
            case "[", "{", "]", "}": found.append((scalar, offset + 1))
            case "&", "*", "-": if isStart { found.append((scalar, offset + 1)) }
            default: break
            }
            switch scalar {
            case "[", "{", ",": isStart = true
            case " ": isStart = isStart || previous == ":"
            default: isStart = isStart && (scalar == "-" || scalar == "?")
            }
        }
        return found
    }

    private static func finding(for error: YamlError, in file: SourceFile) -> CatalogFinding {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            file.finding(
                .syntax, line: mark.line, column: mark.column,
                "This is not YAML: \(problem). Look at quotes, colons and indentation here.")
        case .duplicatedKeysInMapping(let duplicates, let context):
            file.finding(
                .syntax, line: context.mark.line, column: context.mark.column,
                "The name \(names(duplicates)) stands here twice. Keep one of them.")
        case .reader(let problem, _, _, _):
            file.finding(.syntax, "This is not YAML: \(problem).")
        default: file.finding(.syntax, "This is not YAML.")
        }
    }

    private static func names(_ duplicates: [String]) -> String {
        duplicates.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
