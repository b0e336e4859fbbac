import Localization
import MessageFormat
import Testing

@Suite struct FreeWordsTests {
    private func render(_ language: String, _ translations: [LanguageTag: String]) throws
        -> Rendering
    {
        let localizer = try Repository.localizer()
        let template = try #require(localizer.library.notice("event-notice"))
        let values = template.exampleValues.merging([
            "title": .words(FreeWords("Reading Night", translations: translations)),
            "description": .words(
                FreeWords("Bring a book.\nEat with us.", translations: translations)),
        ]) { $1 }
        return try localizer.render(
            "event-notice", values: values, for: [try tag(language)],
            timeZone: "America/Chicago", options: RenderOptions(englishCopy: false))
    }

    @Test func `words that were given in the family's language are used`() throws {
        let rendering = try render("so", [try tag("so"): "Habeenka Akhriska"])
        #expect(rendering.subject.hasPrefix("Habeenka Akhriska, "))
        #expect(!rendering.text.contains("Reading Night"))
        #expect(!rendering.html.contains("lang=\"en\""))
        #expect(!rendering.text.contains("Ereyada hoose"))
    }

    @Test(arguments: [
        ("es", "Las siguientes palabras están en inglés:"),
        ("so", "Ereyada hoose waxay ku qoran yihiin Af-Ingiriisi:"),
        ("ar", "الكلمات التالية باللغة الإنجليزية:"),
    ])
    func `where there are none the English is marked as English`(
        _ language: String, _ label: String
    ) throws {
        let rendering = try render(language, [:])
        let marked = "Reading Night (English)"
        #expect(rendering.html.contains("<bdi lang=\"en\" dir=\"ltr\">\(marked)</bdi>"))
        #expect(rendering.text.contains(marked))
        #expect(rendering.subject.contains(marked))
        #expect(rendering.html.contains("<div lang=\"en\" dir=\"ltr\""))
        #expect(rendering.html.contains("Bring a book.<br>Eat with us."))
        #expect(rendering.text.contains(label + "\n\nBring a book.\nEat with us."))
    }

    @Test func `an English family sees no such mark`() throws {
        let rendering = try render("en", [try tag("so"): "Habeenka"])
        #expect(rendering.subject.hasPrefix("Reading Night, "))
        #expect(!rendering.html.contains("<bdi lang="))
        #expect(!rendering.text.contains("in English"))
        #expect(!rendering.text.contains("(English)"))
    }

    @Test func `a translation for the country serves the language and never another script`() throws
    {
        let spanish = try render("es", [try tag("es-MX"): "Noche"])
        #expect(spanish.subject.hasPrefix("Reading Night"), "es is not es-MX")
        let own = try render("es-MX", [try tag("es-MX"): "Noche", try tag("es"): "Velada"])
        #expect(own.subject.hasPrefix("Noche, "))
        let mexican = try render("es-MX", [try tag("es"): "Noche de lectura"])
        #expect(mexican.subject.hasPrefix("Noche de lectura"))
        let brazilian = try render("pt", [try tag("pt-BR"): "Noite de leitura"])
        #expect(brazilian.subject.hasPrefix("Noite de leitura, "))
    }

    @Test func `English words in an Arabic subject are kept apart`() throws {
        let subject = try render("ar", [:]).subject
        #expect(subject.hasPrefix("\u{2068}Reading Night (English)\u{2069}"))
    }
}
