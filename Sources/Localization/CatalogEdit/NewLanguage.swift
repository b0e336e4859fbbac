import Foundation
import MessageFormat

/// Makes the folder of a new language: every message there for a translator to fill in, and none
/// that anything could take for a translation.
public struct NewLanguage: Sendable {
    /// What lies in the new folder.
    public struct Outcome: Sendable, Hashable {
        /// The language.
        public let language: LanguageTag
        /// From the locales folder on.
        public let folder: String
        /// How many files of messages.
        public let files: Int
        /// How many messages, none of them translated.
        public let messages: Int
        /// The catalog that its readers get until then, if there is one of the same language.
        public let nearest: LanguageTag?
    }

    private let templates: URL
    private let locales: URL

    /// Over the folders of templates and catalogs.
    public init(templates: URL, locales: URL) {
        self.templates = templates
        self.locales = locales
    }

    /// What to do to have a catalog in a language that has none.
    ///
    /// `text`: The tag as a person typed it. `locales`: The folder of catalogs.
    public static func advice(on text: String, in locales: URL) -> String {
        do throws(CatalogRefusal) {
            let tag = try NewLanguageTag(text, in: locales).tag
            return "`parley catalog add-language \(tag.text)` begins one."
        } catch {
            return error.description
        }
    }

    /// Writes the folder, whole or not at all.
    ///
    /// - Parameters:
    ///   - text: The tag as a person typed it.
    ///   - helpOnly: Only the sentences that offer free help, and no notice.
    /// - Returns: What lies in it.
    /// - Throws: ``CatalogRefusal`` when the tag is none, is written otherwise, says too little or
    ///   has a folder already, and when the English catalog has an error.
    public func add(_ text: String, helpOnly: Bool = false) throws(CatalogRefusal) -> Outcome {
        let tag = try NewLanguageTag(text, in: locales).tag
        let english = try CatalogKeep.english(in: locales)
        let workspace = NoticeWorkspace(templates: templates, locales: locales)
        var files: [(name: String, text: String)] = []
        var messages = 0
        for notice in english.files.keys.sorted() where !helpOnly || notice == "common" {
            guard let file = english.files[notice] else { continue }
            let template = workspace.templates.first { $0.id == notice }
            let skeleton = try Self.reading(file) { () throws(ResourceProblem) in
                try CatalogSkeleton(
                    of: file, for: tag, variables: template?.variables ?? workspace.common,
                    keys: helpOnly ? Self.helpKeys : nil)
            }
            messages += skeleton.count
            files.append(("\(notice).mf2", skeleton.text))
        }
        files.append(("words.yaml", wordsSkeleton(english.words)))
        var earlier = try EarlierEnglish(in: locales)
        earlier.keep(english)
        let record = [earlier.change].compactMap(\.self)
        try CatalogLock().holding(locales) { () throws(CatalogRefusal) in
            Draft.removeStale(in: locales)
            try FileReplacement().replace(record)
            try write(files, tag)
        }
        return Outcome(
            language: tag, folder: "\(locales.lastPathComponent)/\(tag.text)",
            files: files.count - 1, messages: messages,
            nearest: LanguageTag.nearest(to: tag, in: workspace.languages))
    }

    private static let helpKeys = Set(FrameKey.helpLines.map { String($0.dropFirst(7)) })

    private static func reading(
        _ file: SourceFile, _ body: () throws(ResourceProblem) -> CatalogSkeleton
    ) throws(CatalogRefusal) -> CatalogSkeleton {
        do { return try body() } catch { throw CatalogRefusal(file.path, error) }
    }

    /// Beside its place, under a hidden name, and then there at once; a folder that has an overlay
    /// already gets the files beside it.
    private func write(
        _ files: [(name: String, text: String)], _ tag: LanguageTag
    ) throws(CatalogRefusal) {
        let manager = FileManager.default
        let folder = locales.appending(path: tag.text)
        let draft = Draft(beside: folder)
        guard !manager.fileExists(atPath: folder.path) else {
            return try FileReplacement().replace(
                files.map { file in
                    FileChange(
                        url: folder.appending(path: file.name), path: "\(tag.text)/\(file.name)",
                        old: nil, new: Data(file.text.utf8))
                })
        }
        do {
            try manager.createDirectory(at: draft.url, withIntermediateDirectories: false)
            for file in files {
                try Data(file.text.utf8).write(to: draft.url.appending(path: file.name))
            }
            try manager.moveItem(at: draft.url, to: folder)
        } catch {
            draft.remove()
            throw CatalogRefusal(
                "\(locales.lastPathComponent)/\(tag.text) cannot be made, and nothing is left of it. Look at the folder's rights and at the room on its disk."
            )
        }
    }
}
