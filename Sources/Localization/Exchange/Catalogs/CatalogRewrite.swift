import MessageFormat

/// A file of messages, open for new texts: everything but the texts that change stays as it is,
/// comments, order and the ends of lines included.
struct CatalogRewrite {
    /// One message that is to stand there.
    struct Change {
        /// Within the file, section included.
        let key: String
        let source: String
        /// By name; see ``CatalogText/set(_:of:)``.
        let properties: [String: String?]
    }

    private var lines: [String]
    private let end: String

    /// Over a file's text; an empty one begins a new file.
    init(_ text: String, language: LanguageTag) {
        let text = text.isEmpty ? "@locale \(language.text)\n---\n" : text
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
        end = lines.first?.unicodeScalars.last == "\r" ? "\r" : ""
    }

    /// Writes messages where they stand, and new ones where English has them.
    ///
    /// - Parameters:
    ///   - changes: The messages, each once.
    ///   - order: The keys of the English file, in its order.
    /// - Returns: The file's text.
    /// - Throws: When the file cannot be read, before or after.
    mutating func apply(
        _ changes: [Change], order: [String]
    ) throws(ResourceProblem) -> String {
        for change in changes.sorted(by: { Self.place($0.key, order) < Self.place($1.key, order) })
        {
            let resource = try MessageResource.parse(text)
            if let entry = resource[change.key] {
                // A text that only gets a signature stays as it is broken into lines.
                if entry.source != change.source { replace(entry, change.source) }
            } else {
                insert(change, resource, order)
            }
        }
        var result = try CatalogText(text)
        for change in changes { result.set(change.properties, of: change.key) }
        return result.text
    }

    private var text: String { lines.joined(separator: "\n") }

    private static func place(_ key: String, _ order: [String]) -> Int {
        order.firstIndex(of: key) ?? order.count
    }

    private mutating func replace(_ entry: MessageResource.Entry, _ source: String) {
        let last = entry.position(ofOffset: entry.source.utf8.count).line
        guard lines.indices.contains(entry.line - 1), last >= entry.line, last <= lines.count,
            let equals = lines[entry.line - 1].firstIndex(of: "=")
        else { return }
        let name = lines[entry.line - 1][...equals]
        lines.replaceSubrange((entry.line - 1)..<last, with: written(name, source))
    }

    private func written(_ name: some StringProtocol, _ source: String) -> [String] {
        "\(name)\(resourceValue(source))".unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + end }
    }

    /// Behind the message before it in English, if that stands in the same section; else at the
    /// head of its section.
    private mutating func insert(
        _ change: Change, _ resource: MessageResource, _ order: [String]
    ) {
        let outline = CatalogOutline(lines)
        let section = outline.section(of: change.key)
        let name = section.isEmpty ? change.key : String(change.key.dropFirst(section.count + 1))
        let block = written("\(name) =", change.source)
        if let remarks = outline.remarks(of: name, in: section) {
            lines.replaceSubrange(remarks, with: block)
            return
        }
        let before = order.prefix { $0 != change.key }
        for key in before.reversed() {
            guard let entry = resource[key], outline.sectionName(at: entry.line) == section else {
                continue
            }
            let last = entry.position(ofOffset: entry.source.utf8.count).line
            lines.insert(contentsOf: [end] + block, at: min(last, lines.count))
            return
        }
        guard let head = outline.head(of: section) else {
            if lines.last?.isEmpty == true { lines.removeLast() }
            lines += [end, "[\(section)]" + end, end] + block + [""]
            return
        }
        lines.insert(contentsOf: [end] + block, at: head)
        if head == lines.count - block.count - 1 { lines.append("") }
    }
}
