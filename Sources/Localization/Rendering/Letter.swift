import MessageFormat

/// A notice in one language, in parts, before it becomes plain text or HTML.
struct Letter {
    enum Block {
        case paragraph(Line)
        /// `end` stands behind each label in plain text: a colon, as the language writes it.
        case facts([(label: Line, value: Line)], end: Line)
        /// A person's words; `note` says that they are in English.
        case words(intro: Line?, note: Line?, text: String, language: LanguageTag)
        case choices(intro: Line, [Line])
    }

    let language: LanguageTag
    let subject: Line
    let heading: Line
    let blocks: [Block]
}

/// A letter with what stands around it.
struct FramedLetter {
    let letter: Letter
    /// Stands first, untouched, so that an answer can be told from what it quotes.
    let marker: String?
    /// Above the letter: where to get help in another language, that nobody has checked it.
    let top: [Line]
    /// Below it: free help, how to stop.
    let foot: [Line]
    /// The same in English, with the line that says so.
    let copy: (intro: Line, letter: Letter)?
}

extension LineFormatter {
    /// Formats a notice's parts, in order, leaving out those whose condition does not hold.
    mutating func letter(
        _ notice: NoticeTemplate, _ conditions: ConditionValues
    ) throws(LocalizationProblem) -> Letter {
        let subject = try line(notice.subject.key)
        let heading = try line(notice.heading.key)
        var blocks: [Letter.Block] = []
        for part in notice.body where conditions.hold(part.conditions) {
            if let block = try block(part.content, conditions) { blocks.append(block) }
        }
        return Letter(language: language, subject: subject, heading: heading, blocks: blocks)
    }

    private mutating func block(
        _ content: TemplatePart.Content, _ conditions: ConditionValues
    ) throws(LocalizationProblem) -> Letter.Block? {
        switch content {
        case .paragraph(let key): return .paragraph(try line(key.key))
        case .facts(let facts):
            var rows: [(label: Line, value: Line)] = []
            for fact in facts where conditions.hold(fact.conditions) {
                rows.append((try line(fact.label.key), try line(fact.value.key)))
            }
            guard !rows.isEmpty else { return nil }
            return .facts(rows, end: try line(FrameKey.labelEnd))
        case .words(let variable, let intro):
            guard case .words(let words)? = conditions.values[variable] else { return nil }
            return try self.words(words, intro)
        case .choices(let intro, let keys):
            var lines: [Line] = []
            for key in keys { lines.append(try line(key.key)) }
            return .choices(intro: try line(intro.key), lines)
        }
    }

    private mutating func words(
        _ words: FreeWords, _ intro: KeyReference?
    ) throws(LocalizationProblem) -> Letter.Block {
        let found = words.words(for: reader, in: language)
        let isForeign = found.origin == .english && language != .english
        var head: Line?
        if let intro { head = try line(intro.key) }
        return .words(
            intro: head, note: isForeign ? try line(FrameKey.englishWords) : nil,
            text: cleanValue(found.text, keepsLines: true),
            language: isForeign ? .english : language)
    }
}
