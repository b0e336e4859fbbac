import Localization
import MessageFormat
import Testing

@Suite struct CatalogPreviewTests {
    private func show(
        _ notice: String, _ language: String, _ form: CatalogPreview.Form = .text
    ) throws -> String {
        try CatalogPreview(library: try Repository.library())
            .show(notice, in: try tag(language), form: form)
    }

    @Test func `a preview shows language, standing, subject and text, drafts too`() throws {
        let text = try show("meeting-invitation", "so")
        #expect(
            text.hasPrefix(
                """
                Notice:   meeting-invitation (Invitation to a meeting)
                Language: so, draft
                Subject:  Kulan ku saabsan Yasmin Yusuf, Diseembar 3

                """))
        #expect(text.contains("1 = Waan imanayaa\n2 = Ma iman karo\n3 = Fadlan ila soo xiriir"))
    }

    @Test func `a language without a catalog says so`() throws {
        #expect(
            try show("urgent", "nl").contains("Language: en, because there is no catalog for nl"))
    }

    @Test func `HTML and the text message can be had as well`() throws {
        #expect(try show("urgent", "ar", .html).hasPrefix("<!doctype html>"))
        #expect(try show("urgent", "es", .sms).hasPrefix("Lincoln Elementary School, URGENTE: "))
    }
}
