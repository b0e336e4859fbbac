import Foundation
import MessageFormat

/// `locales/<tag>/` → a catalog. Notes every problem and goes on.
struct CatalogReader {
    let folder: URL
    let language: LanguageTag
    private(set) var catalog: Catalog
    private(set) var findings: [CatalogFinding] = []

    /// `texts`: By notice, what to take for the files of these, whatever lies in the folder.
    static func read(
        _ folder: URL, path: String, language: LanguageTag, replacing texts: [String: String] = [:],
        _ findings: inout [CatalogFinding]
    ) -> Catalog {
        var reader = CatalogReader(folder: folder, path: path, language: language)
        reader.readAll(replacing: texts)
        findings += reader.findings
        return reader.catalog
    }

    private init(folder: URL, path: String, language: LanguageTag) {
        self.folder = folder
        self.language = language
        catalog = Catalog(language: language, folder: path)
    }

    private mutating func readAll(replacing texts: [String: String]) {
        for (notice, text) in texts.sorted(by: { $0.key < $1.key }) {
            let path = "\(catalog.folder)/\(notice).mf2"
            readMessages(SourceFile(path: path, text: text), notice: notice)
        }
        for name in fileNames(in: folder) where !texts.keys.contains(String(name.dropLast(4))) {
            let path = "\(catalog.folder)/\(name)"
            let isWanted =
                name.hasSuffix(".mf2")
                || [ServiceWords.fileName, DateWords.fileName].contains(name)
            guard isWanted,
                let file = SourceFile.read(folder.appending(path: name), path: path, &findings)
            else { continue }
            switch name {
            case ServiceWords.fileName: catalog.words = ServiceWords.read(file, &findings)
            case DateWords.fileName: catalog.dates = DateWords.read(file, &findings)
            default: readMessages(file, notice: String(name.dropLast(4)))
            }
        }
    }

    private mutating func readMessages(_ file: SourceFile, notice: String) {
        catalog.files[notice] = file
        let resource: MessageResource
        do {
            resource = try MessageResource.parse(file.text)
        } catch {
            findings.append(
                file.finding(.syntax, line: error.line, column: error.column, error.sentence))
            return
        }
        if resource.locale != language {
            findings.append(
                file.finding(
                    .wrongLocale, line: 1,
                    "This catalog lies in the folder \"\(language.text)\": write @locale \(language.text) above the line ---."
                ))
        }
        for entry in resource.entries {
            read(entry, "\(notice).\(entry.key)", file)
        }
    }

    private mutating func read(_ entry: MessageResource.Entry, _ key: String, _ file: SourceFile) {
        guard let message = try? Message(entry.source) else {
            for problem in Message.problems(in: entry.source) {
                let place = entry.position(ofOffset: problem.offset)
                findings.append(
                    file.finding(.syntax, line: place.line, column: place.column, problem.sentence))
            }
            return
        }
        if catalog.entries[key] != nil {
            findings.append(
                file.finding(
                    .syntax, line: entry.line, "The key \"\(entry.key)\" stands here twice."))
        }
        catalog.entries[key] = CatalogEntry(
            key: key, language: language, file: file, entry: entry, message: message)
    }
}

/// Names in a folder, sorted, hidden ones left out; empty when it cannot be read.
func fileNames(in folder: URL) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
}
