import Foundation
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
    /// - Parameter order: The keys of the English file, in its order.
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

/// The sections of a file of messages, and the messages in it that are still remarks.
struct CatalogOutline {
    /// 1-based lines of the heads.
    private var heads: [(line: Int, name: String)] = []
    private var fence = 0
    private let lines: [String]

    init(_ lines: [String]) {
        self.lines = lines
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("---"), fence == 0 { fence = index + 1 }
            guard line.hasPrefix("["), let close = line.firstIndex(of: "]") else { continue }
            let name = line[line.index(after: line.startIndex)..<close]
            heads.append((index + 1, name.trimmingCharacters(in: .whitespaces)))
        }
    }

    /// The section that a key would stand in, the longest that there is; where there is none, all
    /// but its last part, so that a new file has the sections of English.
    func section(of key: String) -> String {
        let fitting = heads.map(\.name).filter { key.hasPrefix($0 + ".") }
        let own = key.split(separator: ".").dropLast().joined(separator: ".")
        return fitting.max { $0.count < $1.count } ?? own
    }

    func sectionName(at line: Int) -> String { heads.last { $0.line <= line }?.name ?? "" }

    /// The index at which the first message of a section is put in; nil where there is no such.
    func head(of section: String) -> Int? {
        if section.isEmpty { return fence }
        return heads.first { $0.name == section }?.line
    }

    /// The lines of a message that a translator has still to take the `#` off: from its first
    /// property to its last line.
    func remarks(of name: String, in section: String) -> Range<Int>? {
        guard
            let key = lines.indices.first(where: { index in
                guard sectionName(at: index + 1) == section, lines[index].hasPrefix("# \(name) =")
                else { return false }
                return true
            })
        else { return nil }
        var first = key
        while first > 0, lines[first - 1].hasPrefix("# @") { first -= 1 }
        guard first < key else { return nil }
        var last = key + 1
        while last < lines.count, lines[last].hasPrefix("#     ") { last += 1 }
        return first..<last
    }
}
