import Foundation
import Wire

/// A template or catalog as it was read, for findings that show the line they speak of.
struct SourceFile: Sendable {
    /// Path for people: from the templates or locales folder on.
    let path: String
    let text: String
    /// Split once: a file with ten thousand mistakes shows ten thousand lines.
    private let lines: [Substring.UnicodeScalarView]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// Larger than any catalog that people write by hand; a bigger file is a mistake.
    static let largest = 1_000_000

    /// Reads a file of at most 1 MB of UTF-8.
    static func read(_ url: URL, path: String, _ findings: inout [CatalogFinding]) -> SourceFile? {
        let empty = SourceFile(path: path, text: "")
        guard isOrdinaryFile(url.path) else {
            findings.append(
                empty.finding(
                    .unreadableFile,
                    "This is no ordinary file that can be read. Check what it is, and its owner."))
            return nil
        }
        guard let bytes = contents(of: url) else {
            findings.append(
                empty.finding(
                    .unreadableFile,
                    "This file cannot be read. Check that it may be read."))
            return nil
        }
        guard bytes.count <= largest else {
            findings.append(
                empty.finding(
                    .unreadableFile, "This file is larger than 1 MB. Is it the right file?"))
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let place = firstBadByte(bytes)
            let sentence =
                "A byte here is not UTF-8. Save the file as UTF-8 (in most editors: Save with Encoding)."
            let readable = SourceFile(path: path, text: String(decoding: bytes, as: UTF8.self))
            findings.append(
                readable.finding(.unreadableFile, line: place.line, column: place.column, sentence))
            return nil
        }
        return SourceFile(
            path: path, text: text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text)
    }

    /// At most one byte more than allowed, so that a huge file costs nothing.
    private static func contents(of url: URL) -> Data? {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
        defer { try? handle.close() }
        return try? handle.read(upToCount: largest + 1) ?? Data()
    }

    private static func firstBadByte(_ bytes: Data) -> (line: Int, column: Int) {
        var line = 1
        var column = 1
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return (line, column)
    }

    /// A finding at a place in this file; line 0 speaks of the file as a whole.
    func finding(
        _ rule: CatalogRule.ID, line: Int = 0, column: Int = 1, _ sentence: String
    ) -> CatalogFinding {
        CatalogFinding(
            file: path, line: line, column: column, rule: rule, sentence: sentence,
            sourceLine: line > 0 ? self.line(line) : "")
    }

    /// Whether there are lines in it and all of them are remarks or empty.
    var isOnlyRemarks: Bool {
        let starts = lines.map { $0.first { $0 != " " && $0 != "\t" && $0 != "\r" } }
        return starts.contains("#") && starts.allSatisfy { $0 == nil || $0 == "#" }
    }

    private func line(_ number: Int) -> String {
        guard lines.indices.contains(number - 1) else { return "" }
        var line = String(lines[number - 1])
        if line.unicodeScalars.last == "\r" { line.unicodeScalars.removeLast() }
        return line
    }
}
