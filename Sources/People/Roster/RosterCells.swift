import Foundation
import MessageFormat
import Wire

/// An address in a cell: in the form that is sent to, and as written.
struct WrittenAddress: Sendable, Hashable {
    let address: String
    let original: String
}

/// What is wrong with a cell.
struct CellProblem: Error {
    let kind: RosterProblem.Kind
    let found: String
    let remedy: String
}

/// Reads the words of single cells, and remembers what it has read last: siblings repeat their
/// parents' cells.
struct RosterCells {
    private static let remembered = 2_000
    private let region: String
    private var languages: [String: Result<LanguageTag, CellProblem>] = [:]
    private var written: [Channel: [String: CellAddresses]] = [.email: [:], .sms: [:]]

    /// The addresses of a cell, and what is wrong with the rest of it.
    struct CellAddresses {
        var good: [WrittenAddress] = []
        var bad: [CellProblem] = []
    }

    init(region: String) { self.region = region }

    func key(_ text: String) throws(CellProblem) -> String {
        guard !text.isEmpty else {
            throw CellProblem(
                kind: .empty, found: "", remedy: "The cell is empty. Every row needs this id.")
        }
        guard text.utf8.count <= 200 else {
            throw CellProblem(
                kind: .tooLong, found: shown(text),
                remedy: "An id may have 200 bytes at most. Is this another column's text?")
        }
        // One spelling, so that ids that look alike are one, in this file and in the next.
        return text.utf8.allSatisfy { $0 < 0x80 }
            ? text : text.precomposedStringWithCanonicalMapping
    }

    func yesOrNo(_ text: String) throws(CellProblem) -> String {
        switch text.lowercased() {
        case "yes", "y", "true", "1": return "yes"
        case "no", "n", "false", "0": return "no"
        default:
            throw CellProblem(
                kind: .notYesOrNo, found: text.isEmpty ? "nothing" : shown(text),
                remedy: "Write yes or no.")
        }
    }

    func custody(_ text: String) throws(CellProblem) -> String {
        if text.isEmpty || text.lowercased() == "unknown" { return "unknown" }
        do {
            return try yesOrNo(text)
        } catch {
            throw CellProblem(
                kind: error.kind, found: error.found, remedy: "Write yes, no or unknown.")
        }
    }

    /// - Returns: The tag, and whether it is met for the first time without a name known for it.
    mutating func language(
        _ text: String
    ) throws(CellProblem) -> (tag: LanguageTag, isUncommon: Bool) {
        if let known = languages[text] { return (try known.get(), false) }
        let result = readLanguage(text)
        if languages.count >= Self.remembered { languages = [:] }
        languages[text] = result
        let tag = try result.get()
        return (tag, tag.language.utf8.count == 3 && !isNamed(tag.language))
    }

    /// The addresses of one channel, separated by semicolons, each once.
    mutating func addresses(_ text: String, _ channel: Channel) -> CellAddresses {
        if text.isEmpty { return CellAddresses() }
        if let known = written[channel]?[text] { return known }
        var cell = CellAddresses()
        var seen: Set<String> = []
        for part in text.split(separator: ";") {
            let original = trimmed(part)
            guard !original.isEmpty else { continue }
            do {
                let address = try read(original, channel)
                guard seen.insert(address).inserted else { continue }
                cell.good.append(WrittenAddress(address: address, original: original))
            } catch {
                cell.bad.append(error)
            }
        }
        if written[channel].map({ $0.count >= Self.remembered }) == true { written[channel] = [:] }
        written[channel]?[text] = cell
        return cell
    }

    private func read(_ text: String, _ channel: Channel) throws(CellProblem) -> String {
        switch channel {
        case .email:
            do {
                return try readAddressFolded(text)
            } catch {
                throw CellProblem(
                    kind: .unreadableAddress, found: shown(text), remedy: error.reason)
            }
        case .sms: return try phone(text)
        }
    }

    private func phone(_ text: String) throws(CellProblem) -> String {
        if text.contains(where: { $0 == "E" || $0 == "e" }),
            text.wholeMatch(of: #/[0-9][.,0-9]*[eE][+-]?[0-9]+/#) != nil
        {
            throw CellProblem(
                kind: .unreadablePhone, found: shown(text),
                remedy: "A spreadsheet has rounded this number. Take the digits from the source, "
                    + "with the column's format set to text.")
        }
        guard let reading = readPhone(text, region: region) else {
            throw CellProblem(
                kind: .unreadablePhone, found: shown(text),
                remedy: "This is no telephone number. Write one, or leave the cell empty; several "
                    + "are separated by semicolons.")
        }
        guard reading.possible else {
            throw CellProblem(
                kind: .unreadablePhone, found: shown(text),
                remedy: "A number in \(reading.region.isEmpty ? region : reading.region) has "
                    + "another length. Add what is missing, or the country code (+…).")
        }
        return reading.e164
    }
}

/// Two letters must be a language of ISO 639-1. Three letters are taken: ISO 639-3 has thousands
/// of languages, and a school may well meet one of which no software knows the name.
private func readLanguage(_ text: String) -> Result<LanguageTag, CellProblem> {
    if let tag = LanguageTag(text) {
        let length = tag.language.utf8.count
        if length == 3 || length == 2 && isNamed(tag.language) { return .success(tag) }
    }
    let hint = languageCodes[text.lowercased()].map { " For \(shown(text)) write \($0)." } ?? ""
    return .failure(
        CellProblem(
            kind: .unknownLanguage, found: text.isEmpty ? "nothing" : shown(text),
            remedy: "Write a language tag such as es, so, ar or zh-Hant, or und when the "
                + "language isn't known.\(hint)"))
}

private func isNamed(_ language: String) -> Bool {
    Locale.LanguageCode(language).isISOLanguage
}

/// English names in small letters → codes, for advice only.
private let languageCodes: [String: String] = {
    let english = Locale(identifier: "en")
    var codes: [String: String] = [:]
    for code in Locale.LanguageCode.isoLanguageCodes {
        guard let name = english.localizedString(forLanguageCode: code.identifier) else { continue }
        codes[name.lowercased()] = LanguageTag(code.identifier)?.text
    }
    return codes
}()

/// The text without the spaces at its ends. Tabs and line ends stay: they are errors.
func trimmed(_ text: some StringProtocol) -> String {
    func isSpace(_ sign: Character) -> Bool {
        sign == " " || sign == "\u{A0}" || sign == "\u{3000}" || sign == "\u{202F}"
    }
    guard let first = text.first, let last = text.last, isSpace(first) || isSpace(last) else {
        return String(text)
    }
    let start = text.drop(while: isSpace)
    guard let end = start.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(start[...end])
}
