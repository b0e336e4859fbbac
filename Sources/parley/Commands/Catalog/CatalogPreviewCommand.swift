import ArgumentParser
import Foundation
import Localization
import MessageFormat
import Wire

extension CatalogCommand {
    /// Shows.
    struct Preview: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a notice in a language, with the template's example values.",
            discussion: "parley catalog preview meeting-invitation so")

        @OptionGroup var folders: Folders
        @Argument(help: "The notice's name.")
        var notice: String
        @Argument(help: "The language.")
        var language: String
        @Flag(help: "The HTML part instead of the text.")
        var html = false
        @Flag(help: "The text message.")
        var sms = false

        func run() async throws {
            let tag = try CatalogCommand.tag(language)
            let urls = try folders.urls
            let library = try NoticeLibrary.open(templates: urls.templates, locales: urls.locales)
            print(
                try CatalogPreview(library: library).show(
                    notice, in: tag, form: html ? .html : sms ? .sms : .text,
                    options: RenderOptions(replyMarker: replyMarker)), terminator: "")
        }
    }
}
