import MessageFormat

/// Words of a language, as a piece of a page in another: escaped, with language, direction and
/// typefaces said.
func foreignText(_ text: String, _ language: LanguageTag, tag: String, style: String = "")
    -> String
{
    "<\(tag) class=\"words\(style.isEmpty ? "" : " \(style)")\"\(foreignMark(language))>"
        + "\(escapeHTML(text))</\(tag)>"
}

/// The attributes of an element whose words are of this language.
func foreignMark(_ language: LanguageTag) -> String {
    " lang=\"\(escapeHTML(language.text))\" dir=\"\(language.direction.rawValue)\""
        + " style=\"font-family:\(escapeHTML(FontStack.css(for: language)))\""
}

/// Staff's words, from a template, without what would turn the page around.
func staffText(_ text: String) -> String {
    escapeHTML(cleanValue(text))
}
