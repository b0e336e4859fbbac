import MessageFormat

/// One English file as a translator gets it: each message with its remarks, the English text, and
/// the lines to fill in, all of them behind `#`.
struct CatalogSkeleton {
    let text: String
    /// How many messages it asks for.
    let count: Int

    /// `keys`: Those to take, without the notice; all when `nil`.
    init(
        of english: SourceFile, for language: LanguageTag, variables: [NoticeVariable],
        keys: Set<String>? = nil
    ) throws(ResourceProblem) {
        let resource = try MessageResource.parse(english.text)
        let entries = resource.entries.filter { keys?.contains($0.key) ?? true }
        let sections = Self.sections(english.text)
        var section = ""
        var text = Self.head(language)
        for entry in entries {
            let own = sections.last { $0.line < entry.line }?.name ?? ""
            if own != section { text += "\n[\(own)]\n" }
            section = own
            let name = own.isEmpty ? entry.key : String(entry.key.dropFirst(own.count + 1))
            let lines = Self.block(entry, name, language, variables)
            text += "\n" + lines.map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
        }
        self.text = text
        count = entries.count
    }

    private static func head(_ language: LanguageTag) -> String {
        """
        # Nothing is translated here yet. For each message: write the text behind its key (or between
        # its {{ }}), then take "# " off the line of the key, those below it and the two with @.
        @locale \(language.text)
        ---

        """
    }

    private static func block(
        _ entry: MessageResource.Entry, _ name: String, _ language: LanguageTag,
        _ variables: [NoticeVariable]
    ) -> [String] {
        let english = entry.source.split(separator: "\n").map { "English: \($0)" }
        let properties = ["@status draft", "@source \(sourceDigest(entry.source))"]
        guard let message = try? Message(entry.source), !message.selectors.isEmpty else {
            return entry.comments + english + properties + ["\(name) ="]
        }
        let variants = VariantSkeleton(message, language: language, variables: variables)
        return entry.comments + english + variants.remarks + properties + ["\(name) ="]
            + variants.lines.map { "    " + $0 }
    }

    /// The section heads with their lines. A message that goes on is indented, so a bracket at the
    /// beginning of a line is always one.
    private static func sections(_ text: String) -> [(line: Int, name: String)] {
        text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                guard line.first == "[", let end = line.firstIndex(of: "]") else { return nil }
                let name = String(line[line.index(after: line.startIndex)..<end])
                return (index + 1, name.trimmingCharacters(in: .whitespaces))
            }
    }
}

/// `words.yaml` as a translator gets it: nothing but remarks, so that it counts as missing.
func wordsSkeleton(_ english: ServiceWords?) -> String {
    let lists: [(String, [String])] = [
        ("opt-out", english?.optOut ?? []), ("opt-in", english?.optIn ?? []),
        ("help", english?.help ?? []), ("yes", english?.yes ?? []), ("no", english?.no ?? []),
    ]
    let examples = lists.map { "# English: \($0.0): [\($0.1.joined(separator: ", "))]\n" }.joined()
    let empty = lists.map { "# \($0.0): []\n" }.joined()
    return """
        # Words that families write to us, as they type them, with and without accents. The first of
        # each list is the one that our messages name. Leave out a stop word that is an ordinary
        # answer or a name.
        \(examples)
        # Fill the lists, one word at least in each, and take "# " off these six lines.
        # draft: true
        \(empty)
        """
}
