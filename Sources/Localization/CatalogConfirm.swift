import MessageFormat

/// Writes `@source` anew: how a translator says that a translation fits the English as it is now.
public enum CatalogConfirm {
    /// The catalog with the digest of today's English message above each entry.
    ///
    /// Nothing else changes, comments and blank lines included. Entries that English does not
    /// have are left alone.
    /// - Parameters:
    ///   - text: The translated catalog, a message resource.
    ///   - english: The English catalog of the same notice.
    ///   - keys: The entries to confirm; all when `nil`.
    /// - Returns: The translated catalog's text, to be written back.
    /// - Throws: The first problem of either text.
    public static func confirmed(
        _ text: String, against english: String, keys: Set<String>? = nil
    ) throws(ResourceProblem) -> String {
        let sources = try MessageResource.parse(english)
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
        let entries = try MessageResource.parse(text).entries
        // From the end, so that a line put in does not move those still to come.
        for entry in entries.reversed() where keys?.contains(entry.key) ?? true {
            guard let source = sources[entry.key] else { continue }
            let line = "@source \(sourceDigest(source.source))"
            if let old = entry.properties.first(where: { $0.name == "source" })?.line {
                guard lines.indices.contains(old - 1) else { continue }
                lines[old - 1] = lines[old - 1].hasSuffix("\r") ? line + "\r" : line
            } else if lines.indices.contains(entry.line - 1) {
                lines.insert(line, at: entry.line - 1)
            }
        }
        return lines.joined(separator: "\n")
    }
}
