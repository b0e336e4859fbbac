import Foundation
import MessageFormat

/// The locales folder: which languages it has, and each of them read when it is asked for.
struct LocalesFolder: Sendable {
    /// Those with words in them, English first, then by tag.
    let languages: [LanguageTag]
    /// Those with names for dates and no words yet.
    let datesOnly: [LanguageTag]
    /// What is wrong with the folder itself: names that are no tags, English missing.
    let findings: [CatalogFinding]
    let url: URL
    private var root: String { url.lastPathComponent }

    init(_ url: URL) {
        self.url = url
        let root = url.lastPathComponent
        var found: [LanguageTag] = []
        var findings: [CatalogFinding] = []
        for name in fileNames(in: url) where Self.isFolder(url.appending(path: name)) {
            if let tag = LanguageTag(name), tag.text == name, tag.text != "zh" {
                found.append(tag)
                continue
            }
            if name == "zh" {
                findings.append(
                    SourceFile(path: "\(root)/\(name)", text: "").finding(
                        .wrongLocale,
                        "This does not say which Chinese: zh-Hans for simplified characters, zh-Hant for traditional ones. Rename the folder, and @locale in its files."
                    ))
                continue
            }
            findings.append(
                SourceFile(path: "\(root)/\(name)", text: "").finding(
                    .wrongLocale,
                    "This folder's name is not a language tag as BCP 47 writes it, like \"so\" or \"zh-Hant\"."
                ))
        }
        if !found.contains(.english) {
            findings.append(
                SourceFile(path: root, text: "").finding(
                    .unreadableFile,
                    "The English catalog, \(root)/en, is missing: it is the source of all others."))
        }
        self.findings = findings
        let sorted = found.sorted {
            ($0 == .english ? "" : $0.text) < ($1 == .english ? "" : $1.text)
        }
        let dates = sorted.filter { Self.hasDatesOnly(url.appending(path: $0.text)) }
        datesOnly = dates
        languages = sorted.filter { !dates.contains($0) }
    }

    /// An overlay alone is there for whoever translates into the language one day.
    private static func hasDatesOnly(_ folder: URL) -> Bool {
        fileNames(in: folder) == [DateWords.fileName]
    }

    /// Reads all of a language.
    func catalog(_ language: LanguageTag, _ findings: inout [CatalogFinding]) -> Catalog {
        let path = "\(root)/\(language.text)"
        if !FileManager.default.isReadableFile(atPath: folder(language).path) {
            findings.append(
                SourceFile(path: path, text: "").finding(
                    .unreadableFile, "This folder is gone or may not be read."))
        }
        return CatalogReader.read(
            folder(language), path: path, language: language, &findings)
    }

    /// Reads words.yaml of a language and nothing else; nil where it has none that can be read.
    func words(_ language: LanguageTag, _ findings: inout [CatalogFinding]) -> ServiceWords? {
        let url = folder(language).appending(path: ServiceWords.fileName)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        let path = "\(root)/\(language.text)/\(ServiceWords.fileName)"
        return SourceFile.read(url, path: path, &findings).flatMap {
            ServiceWords.read($0, &findings)
        }
    }

    private func folder(_ language: LanguageTag) -> URL { url.appending(path: language.text) }

    private static func isFolder(_ url: URL) -> Bool {
        (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    }
}
