/// A reaction to a text of ours, which a phone wrote in words because we get plain texts only.
public struct Reaction: Sendable, Hashable {
    /// The sign: 👍.
    public let sign: String
    /// The quoted words, without the marks, perhaps cut at the end; nil for a picture and the like.
    public let quoted: String?
    /// What it is about where nothing was quoted, in the phone's words: `an image`.
    public let object: String?
    /// Whether it takes an earlier reaction back.
    public let isRemoval: Bool
}

/// The reaction that a text is and nothing else; nil for any other text.
///
/// Only by the whole form: its words, and what it is about between quotation marks to the end. So
/// "Liked it very much" is an answer of a parent's own.
public func readReaction(_ text: String) -> Reaction? {
    guard text.utf8.count <= 4_000 else { return nil }
    let bare = withoutMarks(text)
    guard !bare.isEmpty else { return nil }
    return ReactionTable.shared.forms.lazy.compactMap { $0.match(bare) }.first
}

/// Without what phones put around signs (zero-width and hair spaces, isolates), with single spaces,
/// and with the sign's own joiners kept.
private func withoutMarks(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0x2066...0x2069, 0x202A...0x202E, 0xFEFF:
            continue
        default:
            let isSpace = scalar.properties.isWhitespace
            if isSpace, out.last == " " || out.isEmpty { continue }
            out.append(isSpace ? " " : scalar)
        }
    }
    while out.last == " " { out.removeLast() }
    return String(out)
}

/// The forms of all languages.
struct ReactionTable: Sendable {
    static let shared = ReactionTable(
        String(decoding: PackageResources.reactions_txt, as: UTF8.self))

    let forms: [ReactionForm]
    /// Lines that say nothing, for a test to find.
    let unread: [String]
    let languages: [String]

    init(_ table: String) {
        var (forms, unread, languages) = ([ReactionForm](), [String](), [String]())
        var section: [(sign: Substring, words: Substring)] = []
        var objects: [String] = []
        func close() {
            forms += section.compactMap { ReactionForm($0.sign, $0.words, objects) }
            (section, objects) = ([], [])
        }
        for line in table.split(separator: "\n") where line.first != "#" {
            if line.first == "[", line.last == "]" {
                close()
                languages.append(String(line.dropFirst().dropLast()))
                continue
            }
            guard let space = line.firstIndex(of: " ") else {
                unread.append(String(line))
                continue
            }
            let (sign, words) = (line[..<space], line[line.index(after: space)...])
            if sign == "objects" {
                objects += words.split(separator: "|").map { piece in
                    String(piece.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
                }
            } else if words.contains("{}") {
                section.append((sign, words))
            } else {
                unread.append(String(line))
            }
        }
        close()
        // The longest first: "No le gustó" before what it ends with.
        self.forms = forms.sorted { $0.length > $1.length }
        (self.unread, self.languages) = (unread, languages)
    }
}
