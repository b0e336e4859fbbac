import Foundation
import MessageFormat

/// What a person is about to decide about entries of one language: to be shown, then applied.
public struct CatalogDecision: Sendable {
    /// One entry, with what its reader needs to decide.
    public struct Item: Sendable, Hashable {
        /// `urgent.opening`
        public let key: String
        /// `locales/so/urgent.mf2:12`
        public let place: String
        /// Today's English message.
        public let english: String
        /// What changed in it since the translation was made; `nil` when nothing did, or when the
        /// earlier English is not on record.
        public let difference: WordDifference?
        /// The translation.
        public let translation: String
        /// The translation with the template's examples in its blanks.
        public let example: String?
        /// What it will be: `reviewed`, `draft`, …
        public let standing: Standing
    }

    /// The language.
    public let language: LanguageTag
    /// In the order of files and lines; those that need no change are left out.
    public let items: [Item]
    /// How many were named and stay as they are.
    public let unchanged: Int
    let files: [FileChange]
    let locales: URL

    /// Writes it: every file, or none when something is in the way.
    ///
    /// A kill in the midst of it leaves each file whole, some old and some new; the same decision,
    /// made again, completes it.
    /// - Throws: ``CatalogRefusal`` when a file cannot be written or has been changed meanwhile, or
    ///   when another command is at work on the folder.
    public func apply() throws(CatalogRefusal) {
        try FileReplacement().apply(files, in: locales)
    }
}

extension CatalogDesk {
    /// What an entry becomes.
    struct Verdict {
        let properties: [String: String?]
        let standing: Standing
    }

    /// Gathers the changes to files of a decision on entries.
    func decision(
        on entries: [CatalogEntry], unchanged: Int, _ verdict: (CatalogEntry) -> Verdict
    ) throws(CatalogRefusal) -> CatalogDecision {
        var earlier = try EarlierEnglish(in: locales)
        var items: [CatalogDecision.Item] = []
        var changes: [String: [(String, [String: String?])]] = [:]
        for entry in entries {
            let verdict = verdict(entry)
            items.append(item(entry, verdict.standing, earlier))
            changes[entry.notice, default: []].append((entry.ownKey, verdict.properties))
        }
        earlier.keep(english)
        // The record first: more of it than needed does no harm, less would.
        var files = items.isEmpty ? [] : [earlier.change].compactMap(\.self)
        for notice in changes.keys.sorted() {
            files.append(try file(notice, changes[notice] ?? []))
        }
        return CatalogDecision(
            language: catalog.language, items: items, unchanged: unchanged, files: files,
            locales: locales)
    }

    private func item(
        _ entry: CatalogEntry, _ standing: Standing, _ earlier: EarlierEnglish
    ) -> CatalogDecision.Item {
        let english = english(of: entry)?.entry.source ?? ""
        let was = entry.entry.property("source").flatMap { earlier[$0] }
        return CatalogDecision.Item(
            key: entry.key, place: "\(entry.file.path):\(entry.entry.line)", english: english,
            difference: was.flatMap { $0 == english ? nil : WordDifference(from: $0, to: english) },
            translation: entry.entry.source, example: example(entry), standing: standing)
    }

    private func file(
        _ notice: String, _ changes: [(key: String, properties: [String: String?])]
    ) throws(CatalogRefusal) -> FileChange {
        let path = "\(catalog.folder)/\(notice).mf2"
        let url = locales.appending(path: catalog.language.text).appending(path: "\(notice).mf2")
        guard let old = FileManager.default.contents(atPath: url.path),
            let source = String(validating: old, as: UTF8.self)
        else { throw CatalogRefusal("\(path) cannot be read any more. Run the command again.") }
        // What is written is what was read, and nothing that came in between.
        guard let read = catalog.files[notice]?.text, isText(read, of: old) else {
            throw CatalogRefusal("\(path) has just been changed. Run the command again.")
        }
        do {
            var text = try CatalogText(source)
            for change in changes { text.set(change.properties, of: change.key) }
            return FileChange(url: url, path: path, old: old, new: Data(text.text.utf8))
        } catch {
            throw CatalogRefusal(path, error)
        }
    }

    /// Byte by byte, but for the mark at the beginning that reading takes off.
    private func isText(_ read: String, of bytes: Data) -> Bool {
        let text = Data(read.utf8)
        return bytes == text || bytes == Data("\u{FEFF}".utf8) + text
    }
}
