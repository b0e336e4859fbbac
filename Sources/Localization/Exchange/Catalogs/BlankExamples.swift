import MessageFormat

/// The example values of a notice's variables, and how the target language writes them.
struct ExampleValues {
    let values: [String: MessageValue]
    let context: FormatContext

    init(_ desk: CatalogDesk, _ notice: String) {
        let template = desk.workspace.templates.first { $0.id == notice }
        var values: [String: MessageValue] = [:]
        for variable in template?.variables ?? desk.workspace.common {
            values[variable.name] = variable.example.plain
        }
        let words = desk.catalog.words ?? desk.english.words
        values["stop"] = .string(words?.optOut.first ?? "STOP")
        values["start"] = .string(words?.optIn.first ?? "START")
        values["help"] = .string(words?.help.first ?? "HELP")
        self.values = values
        context = FormatContext(
            locale: LineFormatter.formatLocale(desk.catalog.language, region: "US"),
            timeZone: "America/Chicago", dates: desk.catalog.dates)
    }
}

/// What may stand in a blank of one message when it is sent.
struct BlankExamples {
    private let declarations: String
    private let values: ExampleValues

    init(_ declarations: [MessageModel.Declaration], _ values: ExampleValues) {
        self.declarations = declarations.map { $0.source + "\n" }.joined()
        self.values = values
    }

    /// Nil for markup, and for what cannot be formatted alone.
    func example(_ element: MessageModel.Element) -> String? {
        guard case .expression = element,
            let message = try? Message("\(declarations){{\(element.source)}}")
        else { return nil }
        let formatted = message.format(values.values, values.context)
        guard formatted.problems.isEmpty, !formatted.text.isEmpty else { return nil }
        let plain = formatted.text.unicodeScalars.filter { !("\u{2066}"..."\u{2069}").contains($0) }
        return String(String.UnicodeScalarView(plain))
    }
}
