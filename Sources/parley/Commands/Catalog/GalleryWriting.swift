import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach

/// Writes a gallery page by page and says how it goes.
struct GalleryWriting {
    let urls: (templates: URL, locales: URL)
    let folder: URL
    let sheet: String?

    func write(_ languages: [LanguageTag]) throws {
        let clock = ContinuousClock()
        let start = clock.now
        let library = try NoticeLibrary.open(templates: urls.templates, locales: urls.locales)
        let status = CatalogStatus(templates: urls.templates, locales: urls.locales)
        try refuseUnknown(languages, status)
        let gallery = try Gallery(
            library: library, status: status, languages: languages,
            sheetNotice: sheet ?? "meeting-invitation")
        var output = try GalleryFolder(folder)
        let all = gallery.languages.count
        for (index, language) in gallery.languages.enumerated() {
            complain("\(index + 1)/\(all) \(language.text)")
            try output.write(try gallery.page(of: language))
        }
        for language in gallery.leftOut {
            complain(
                "\(language.text) has an error and is left out. See it: parley catalog check \(language.text)"
            )
        }
        try output.write(try gallery.contactSheet())
        try output.write(gallery.index())
        try output.finish()
        let seconds = "\(((clock.now - start) / .milliseconds(100)).rounded() / 10) s"
        print(
            "\(all + 2) pages in \(seconds), of \(counted(library.notices.count, "notice", "notices")) in \(counted(all, "language", "languages")). Open \(folder.appending(path: "index.html").path) in a browser."
        )
        let empty = languages.filter {
            $0 != .english && !gallery.languages.contains($0) && !gallery.leftOut.contains($0)
        }
        for language in empty {
            complain("\(language.text) has nothing to show: no notice is translated into it yet.")
        }
        // Who asks for a language by name has to hear that it is not there.
        if !languages.isEmpty, !(gallery.leftOut + empty).isEmpty { throw ExitCode(1) }
    }

    private func refuseUnknown(_ languages: [LanguageTag], _ status: CatalogStatus) throws {
        let known = [.english] + status.languages + status.helpOnly
        guard let unknown = languages.first(where: { !known.contains($0) }) else { return }
        throw Refusal(
            "There is no catalog for \(unknown.text). There are: \(known.map(\.text).joined(separator: ", "))."
        )
    }
}
