import Localization
import Outreach

/// A draft as it is shown: each sentence beside its translation, with every doubt.
struct DraftView: Encodable {
    struct Sentence: Encodable {
        let number: Int, field: String, source: String, target: String?, origin: String
        let service: String, score: Double?, back: String?
        /// From the English of the similar sentence to this one's, word by word.
        let difference: [DifferencePiece]?
        let doubts: [Doubt]
        /// What stands in the blanks, by name.
        let blanks: [String: String]
    }

    let reference: String, purpose: String, from: String, to: String, state: String
    let standing: String, author: String?, reviewer: String?, approver: String?
    let question: String?, unlisted: [String], revision: Int
    /// What was taken for a name or a word, and what does not fit.
    let warnings: [ProtectionWarning]
    let sentences: [Sentence]
    /// As a family would read it.
    let words: [String: String]
    let back: [String: String]

    init(_ sheet: DraftSheet) {
        let draft = sheet.draft
        (reference, purpose, state) = (draft.reference, draft.purpose, draft.state.rawValue)
        (from, to) = (draft.pair.source.text, draft.pair.target.text)
        standing = draft.standing.rawValue
        (author, reviewer, approver) = (sheet.author, sheet.reviewer, sheet.approver)
        (question, unlisted, revision) = (draft.question, sheet.unlisted, draft.revision)
        (words, back, warnings) = (sheet.words, sheet.back, sheet.warnings)
        sentences = sheet.sentences.map { sentence in
            var blanks: [String: String] = [:]
            for slot in sentence.source.slots {
                blanks[slot.name] = sheet.blanks["\(sentence.number) \(slot.name)"]
            }
            return Sentence(
                number: sentence.number, field: sentence.field, source: sentence.source.source,
                target: sentence.target?.source, origin: sentence.origin.rawValue,
                service: sentence.service, score: sentence.score, back: sentence.back?.source,
                difference: sentence.difference.map(DifferencePiece.all),
                doubts: sentence.doubts, blanks: blanks)
        }
    }

    /// One line of a list.
    var row: [String] {
        let marks = sentences.flatMap(\.doubts).count
        let open = sentences.count { $0.target == nil }
        var notes = [counted(sentences.count, "sentence", "sentences")]
        if open > 0 { notes.append("\(open) without a translation") }
        if marks > 0 { notes.append(counted(marks, "doubt", "doubts")) }
        if let reviewer { notes.append("taken by \(reviewer)") }
        return [reference, "\(from) > \(to)", state, purpose, notes.joined(separator: ", ")]
    }

    /// All of it, for people.
    var lines: [String] {
        var lines = ["Draft \(reference)  \(from) > \(to)  for \(purpose)  \(state)"]
        if let author { lines.append("  written by \(author)") }
        if let reviewer { lines.append("  taken by \(reviewer)") }
        if let approver { lines.append("  approved by \(approver)") }
        if let question {
            lines += question.split(separator: "\n").map { "  ? \($0)" }
        }
        for word in unlisted {
            let sent = state == DraftState.asks.rawValue ? " Nothing has been sent." : ""
            let why =
                warnings.contains { $0.word == word && $0.kind == .ordinaryWord }
                ? "is a name here and also a word, and was taken for the word"
                : "may be a name and is on no list"
            lines.append(
                "  ! \"\(word)\" \(why).\(sent) Say what it "
                    + "is: parley translate words \(reference) --name \"\(word)\" (or --place, "
                    + "--ordinary) --as YOU")
        }
        var told = Set(unlisted)
        for warning in warnings where told.insert(warning.word).inserted {
            lines.append("  ! \(warning.sentenceForPerson)")
        }
        for sentence in sentences { lines += sentence.lines(from: from, to: to) }
        for (name, text) in words.sorted(by: { $0.key < $1.key }) {
            lines += ["", "  As a family reads it (\(name)):"]
            lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
                "    | \(isolated(String($0)))"
            }
        }
        return lines
    }
}

extension DraftSentence {
    /// What is other than in the sentence of the memory that the translation was made for.
    var difference: WordDifference? {
        guard origin == .similar, let old = doubts.first(where: { $0.kind == .similar })?.detail,
            !old.isEmpty
        else { return nil }
        return WordDifference(from: old, to: source.source)
    }
}

extension DraftView.Sentence {
    fileprivate func lines(from: String, to: String) -> [String] {
        let width = max(from.count, to.count, 4)
        func line(_ tag: String, _ text: String) -> String {
            let pad = String(repeating: " ", count: max(0, width - tag.count))
            return "      \(tag)\(pad)  \(isolated(text))"
        }
        var lines = ["", "  \(number). \(how)", line(from, source)]
        if let difference {
            lines.append(line("was", DifferenceText(isColoured: false).text(difference)))
        }
        if let target { lines.append(line(to, target)) }
        if let back { lines.append(line("back", back)) }
        if !blanks.isEmpty {
            let list = blanks.sorted { $0.key < $1.key }.map { "\($0.key): \(isolated($0.value))" }
            lines.append("      blanks: \(list.joined(separator: ", "))")
        }
        return lines + doubts.map { "      ! \($0.sentence)" }
    }

    private var how: String {
        switch origin {
        case "none": "no translation yet"
        case "memory":
            service == "reviewed" ? "from the memory, reviewed" : "from the memory, \(service)"
        case "similar": "like one in the memory, \(Int((score ?? 0) * 100)) %"
        case "machine": "by the service \(service), reviewed by nobody"
        default: "corrected by a person"
        }
    }
}

/// First strong isolate: a right-to-left line cannot turn the line's frame around.
func isolated(_ text: String) -> String {
    text.unicodeScalars.allSatisfy(\.isASCII) ? text : "\u{2068}\(text)\u{2069}"
}

extension Doubt {
    /// What to look at.
    var sentence: String {
        let words = detail.isEmpty ? "" : ": \(detail)"
        return switch kind {
        case .addedNumber: "a figure has come in\(words)"
        case .lostNumber: "a figure is gone\(words)"
        case .addedLink: "an address has come in\(words)"
        case .wrongScript: "letters of another script\(words)"
        case .untranslated: "it is still in the first language\(words)"
        case .tooLong: "far longer than such a sentence usually becomes\(words)"
        case .tooShort: "far shorter than such a sentence usually becomes\(words)"
        case .repeated: "the same words again and again\(words)"
        case .glossary: "the school's word is missing\(words)"
        case .forbidden: "a word that the school does not use\(words)"
        case .meaning: "translated back it says something else\(words)"
        case .negation: "translated back, \"not\" has come or gone\(words)"
        case .similar: "it is the translation of a similar sentence"
        case .name: "a name, number or address of somebody at the school\(words)"
        case .unlisted: "perhaps a name\(words)"
        case .slotOrder: "look whether each blank is where it belongs\(words)"
        case .hidden: "a mark that readers would not see, or another program's code\(words)"
        }
    }
}
