import Yams

/// A provider's file as a tree. Refuses what only a mistake or an attack needs: anchors and aliases,
/// which can grow without end, deep nesting, which the parser follows by recursion, and size.
func readProviderYAML(_ bytes: [UInt8], _ file: String) throws(SMSProviderProblem) -> Node {
    let limit = 64 << 10
    guard bytes.count <= limit else {
        throw SMSProviderProblem(
            place: file, problem: "It is longer than \(limit) bytes.",
            remedy: "A provider's file needs about a hundred lines.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
        let line = 1 + bytes.prefix(firstByteBeyondUTF8(bytes) ?? 0).count { $0 == 10 }
        throw SMSProviderProblem(
            place: "\(file):\(line)", problem: "This line is not UTF-8.",
            remedy: "Save it as UTF-8.")
    }
    try refuseStructure(text, file)
    do {
        if let node = try Yams.compose(yaml: text) { return node }
    } catch let error as YamlError {
        throw described(error, file)
    } catch {
        throw SMSProviderProblem(
            place: file, problem: "It is not YAML.", remedy: "Look at its indentation.")
    }
    throw SMSProviderProblem(
        place: file, problem: "It is empty.",
        remedy: "standard-webhooks.yaml says what belongs in it.")
}

private func refuseStructure(_ text: String, _ file: String) throws(SMSProviderProblem) {
    var depth = 0
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
        let marks = structure(of: line)
        let place = "\(file):\(index + 1)"
        guard !marks.contains(UInt8(ascii: "&")), !marks.contains(UInt8(ascii: "*")) else {
            throw SMSProviderProblem(
                place: place, problem: "Anchors (&) and aliases (*) are not used here.",
                remedy: "Write the value out, or in quotes.")
        }
        for mark in marks {
            if mark == UInt8(ascii: "[") || mark == UInt8(ascii: "{") { depth += 1 }
            if mark == UInt8(ascii: "]") || mark == UInt8(ascii: "}") { depth = max(0, depth - 1) }
        }
        let indent = line.prefix { $0 == 32 }.count
        let dashes = marks.count { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "?") }
        guard depth <= 16, indent <= 64, dashes <= 16 else {
            throw SMSProviderProblem(
                place: place, problem: "This is nested too deeply.", remedy: "Make it flatter.")
        }
    }
}

/// Brackets, and what begins a value with a meaning of its own, outside quotes and comments.
private func structure(of line: Substring.UTF8View) -> [UInt8] {
    var found: [UInt8] = []
    var quote: UInt8?
    var isStart = true
    var previous = UInt8(ascii: " ")
    for byte in line {
        defer { previous = byte }
        if let open = quote {
            if byte == open { quote = nil }
            continue
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): if isStart { quote = byte }
        case UInt8(ascii: "#"): if previous == 32 { return found }
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            found.append(byte)
        case UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "?"):
            if isStart { found.append(byte) }
        default: break
        }
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","): isStart = true
        case 32, 9: isStart = isStart || previous == UInt8(ascii: ":")
        default: isStart = isStart && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "?"))
        }
    }
    return found
}

private func described(_ error: YamlError, _ file: String) -> SMSProviderProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        SMSProviderProblem(
            place: "\(file):\(mark.line)", problem: "This is not YAML: \(problem).",
            remedy: "Look at quotes, colons and indentation here.")
    case .duplicatedKeysInMapping(let names, let context):
        SMSProviderProblem(
            place: "\(file):\(context.mark.line)",
            problem: "\"\(names.sorted().joined(separator: "\", \""))\" stands here twice.",
            remedy: "Keep one of them.")
    default:
        SMSProviderProblem(
            place: file, problem: "It is not YAML.", remedy: "Look at its indentation.")
    }
}
