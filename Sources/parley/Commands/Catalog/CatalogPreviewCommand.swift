import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Outreach
import Wire

extension CatalogCommand {
    /// Shows.
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show notices with the template's example values, as families would see them.",
            usage: """
                parley catalog preview NOTICE LANGUAGE [--html | --sms]
                parley catalog preview --gallery FOLDER [LANGUAGE ...]
                """,
            discussion: """
                parley catalog preview meeting-invitation so     one notice, in the terminal
                parley catalog preview --gallery /tmp/gallery    every notice, for a browser

                The gallery goes into a new folder, an empty one, or one with an earlier gallery.
                """)

        @OptionGroup var folders: Folders
        @Argument(
            help: ArgumentHelp(
                "The notice's name and the language; with --gallery any number of languages.",
                valueName: "notice, language"))
        var names: [String] = []
        @Flag(help: "The HTML part instead of the text.")
        var html = false
        @Flag(help: "The text message.")
        var sms = false
        @Option(
            help: ArgumentHelp(
                "Write HTML pages of all notices into this folder.", valueName: "folder"))
        var gallery: String?
        @Option(
            help: ArgumentHelp(
                "With --gallery: the notice that stands in six scripts on contact-sheet.html.",
                valueName: "notice"))
        var sheet: String?

        func run() async throws {
            let urls = try folders.urls
            if let gallery {
                guard !html && !sms else {
                    throw Refusal("A gallery shows mail and text; leave --html and --sms out.")
                }
                return try GalleryWriting(
                    urls: urls, folder: URL(filePath: gallery), sheet: sheet
                ).write(try names.map(CatalogCommand.tag))
            }
            guard !(html && sms) else {
                throw Refusal("--html and --sms show two different parts; give one of them.")
            }
            guard sheet == nil else { throw Refusal("--sheet needs --gallery FOLDER.") }
            guard names.count == 2 else {
                throw Refusal(
                    "Name a notice and a language, as in: parley catalog preview urgent so. All notices at once: parley catalog preview --gallery FOLDER."
                )
            }
            let tag = try CatalogCommand.tag(names[1])
            let library = try NoticeLibrary.open(templates: urls.templates, locales: urls.locales)
            print(
                try CatalogPreview(library: library).show(
                    names[0], in: tag, form: html ? .html : sms ? .sms : .text,
                    options: RenderOptions(replyMarker: replyMarker)), terminator: "")
        }
    }
}
