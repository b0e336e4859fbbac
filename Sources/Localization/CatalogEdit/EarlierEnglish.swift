import Foundation
import MessageFormat

/// English messages by the digest of their source, today's and those that have changed since:
/// `locales/earlier.mf2`.
///
/// A translation names the English it was made from by a digest alone (`@source`); what stood
/// there is needed to show what has changed. The file is a message resource that only the program
/// writes; its keys are `s` and the digest, the comment above each says which messages it was.
struct EarlierEnglish: Sendable {
    static let fileName = "earlier.mf2"
    private static let head = """
        # English messages as they are and as they were, by the digest that @source names.
        # Written by `parley catalog keep`, `review`, `confirm` and `add-language`: do not edit.
        @locale en
        ---

        """

    private struct Kept: Sendable {
        let source: String
        var keys: [String]
    }

    private let url: URL
    private let path: String
    private let old: Data?
    private var kept: [String: Kept] = [:]

    /// Reads what is on record; a folder without the file has nothing on record yet.
    init(in locales: URL) throws(CatalogRefusal) {
        url = locales.appending(path: Self.fileName)
        path = "\(locales.lastPathComponent)/\(Self.fileName)"
        old = FileManager.default.contents(atPath: url.path)
        guard let old else { return }
        do {
            let resource = try MessageResource.parse(String(decoding: old, as: UTF8.self))
            for entry in resource.entries {
                let digest = sourceDigest(entry.source)
                // One that was edited by hand is no record of anything.
                guard entry.key == "s" + digest else { continue }
                let keys = entry.comments.flatMap { $0.split(separator: ",") }
                kept[digest] = Kept(
                    source: entry.source,
                    keys: keys.map { $0.trimmingCharacters(in: .whitespaces) })
            }
        } catch {
            throw CatalogRefusal(path, error)
        }
    }

    /// The English message of a digest.
    subscript(digest: String) -> String? { kept[digest]?.source }

    /// How many are on record.
    var count: Int { kept.count }

    /// Puts the messages of today on record, beside what is there.
    mutating func keep(_ english: Catalog) {
        for entry in english.entries.values.sorted(by: { $0.key < $1.key }) {
            let source = entry.entry.source
            var record = kept[entry.digest] ?? Kept(source: source, keys: [])
            if !record.keys.contains(entry.key) {
                record.keys = (record.keys + [entry.key]).sorted()
            }
            kept[entry.digest] = record
        }
    }

    /// Drops what is not among these digests.
    mutating func prune(keeping digests: Set<String>) {
        kept = kept.filter { digests.contains($0.key) }
    }

    /// The file to be written, `nil` when it says the same already.
    var change: FileChange? {
        let new = Data(text.utf8)
        return new == old ? nil : FileChange(url: url, path: path, old: old, new: new)
    }

    /// By message, so that the wordings of one message stand together.
    private var text: String {
        let records = kept.sorted {
            ($0.value.keys.first ?? "", $0.key) < ($1.value.keys.first ?? "", $1.key)
        }
        return records.reduce(into: Self.head) { text, record in
            text += "\n# \(record.value.keys.joined(separator: ", "))\n"
            text += "s\(record.key) =\(resourceValue(record.value.source))\n"
        }
    }
}

/// A message's source as it stands behind `=` in a resource, so that reading gives it back.
func resourceValue(_ source: String) -> String {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        // White space at the beginning of a line is dropped unless a backslash keeps it.
        line.first == " " || line.first == "\t" ? "\\" + line : String(line)
    }
    return lines.enumerated().map { index, line in
        index == 0 ? (line.isEmpty ? "" : " " + line) : line.isEmpty ? "" : "    " + line
    }
    .joined(separator: "\n")
}
