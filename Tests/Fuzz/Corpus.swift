import Foundation

/// The samples of `Tests/Corpora`, by what they are.
struct Corpus {
    let mails: [[UInt8]]
    let reports: [[UInt8]]
    let replies: [[UInt8]]
    let calendars: [[UInt8]]
    /// Bodies of webhooks, by provider.
    let hooks: [[UInt8]]
    /// What liaisons and families write, from the cases of protection.
    let sentences: [[UInt8]]

    static func ofTheRepository() throws -> Corpus {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Corpora")
        let written = try files(root.appending(path: "replies"), ["eml"])
        let kinds = try files(root.appending(path: "kinds"), ["eml"])
        let mime = try files(root.appending(path: "mime"), ["eml"])
        let reading = try files(root.appending(path: "reading"), ["eml"])
        let texts = try files(root.appending(path: "reply-text/inputs"), nil)
        let calendars = try files(root.appending(path: "ical-replies"), ["ics"])
        let others = try files(root.appending(path: "ical"), ["ics"])
        return Corpus(
            mails: mime + reading + written + kinds, reports: kinds, replies: texts + written,
            calendars: calendars + calendars + others, hooks: try hooks(root),
            sentences: try sentences(root))
    }

    /// `kinds`: Endings; nil for all.
    private static func files(_ folder: URL, _ kinds: Set<String>?) throws -> [[UInt8]] {
        let names =
            FileManager.default.enumerator(atPath: folder.path)?
            .compactMap { $0 as? String } ?? []
        let wanted = names.sorted().filter { name in
            kinds?.contains(URL(filePath: name).pathExtension) ?? true
        }
        var found: [[UInt8]] = []
        for name in wanted {
            guard let data = try? Data(contentsOf: folder.appending(path: name)) else { continue }
            // Larger ones would take the time of many rounds and show nothing more.
            if data.count <= 64 << 10 { found.append([UInt8](data)) }
        }
        guard !found.isEmpty else { throw FuzzFinding("\(folder.path) holds no samples.") }
        return found
    }

    private static func sentences(_ root: URL) throws -> [[UInt8]] {
        try files(root.appending(path: "protection"), ["tsv"]).flatMap { table in
            Mutation.lines(table).compactMap { line -> [UInt8]? in
                let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
                return fields.count == 6 ? Array(fields[4]) : nil
            }
        }
    }

    private static func hooks(_ root: URL) throws -> [[UInt8]] {
        try files(root.appending(path: "providers"), ["json"]).flatMap { bytes in
            let cases = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
            return ["texts", "receipts"].flatMap { part in
                (cases?[part] as? [[String: Any]] ?? [])
                    .compactMap { $0["bytes"] as? String }.map { Array($0.utf8) }
            }
        }
    }
}
