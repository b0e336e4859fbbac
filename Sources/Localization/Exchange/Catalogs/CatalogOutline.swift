import Foundation

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
