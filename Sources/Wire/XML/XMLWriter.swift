/// Writes an XML 1.0 document in UTF-8, piece by piece.
///
/// Elements stand on lines of their own, further in by level, until one begins whose content is
/// words (`isMixed`): within it not one blank is added. What XML cannot hold at all (control
/// characters, half surrogates) becomes U+FFFD.
public struct XMLWriter: Sendable {
    private var text = ""
    private var open: [(name: String, isMixed: Bool)] = []
    /// Whether the start tag before still lacks its `>`.
    private var isTagOpen = false
    private var hasChildren = false
    private let step: Int

    /// Begins with the declaration.
    ///
    /// `indentation`: Blanks for each level.
    public init(indentation: Int = 2) {
        step = max(0, indentation)
        text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    }

    /// Names a document type by its system id.
    public mutating func documentType(_ name: String, system: String) {
        text += "<!DOCTYPE \(name) SYSTEM \""
        Self.escape(system, isAttribute: true, into: &text)
        text += "\">\n"
    }

    /// Begins an element. A value of nil leaves its attribute out.
    ///
    /// `isMixed`: Whether blanks in it count, as where words and elements stand side by side.
    public mutating func start(
        _ name: String, _ attributes: [(String, String?)] = [], isMixed: Bool = false
    ) {
        let isWithinWords = open.last?.isMixed ?? false
        endTag()
        if !isWithinWords { newLine() }
        text += "<\(name)"
        for case (let attribute, let value?) in attributes {
            text += " \(attribute)=\""
            Self.escape(value, isAttribute: true, into: &text)
            text += "\""
        }
        open.append((name, isMixed || isWithinWords))
        isTagOpen = true
        hasChildren = false
    }

    /// Ends the element that was begun last; nothing when all have ended.
    public mutating func end() {
        guard let last = open.popLast() else { return }
        if isTagOpen {
            text += "/>"
            isTagOpen = false
        } else {
            if hasChildren && !last.isMixed { newLine() }
            text += "</\(last.name)>"
        }
        hasChildren = true
        if open.isEmpty { text += "\n" }
    }

    /// Writes words.
    public mutating func words(_ words: some StringProtocol) {
        guard !words.isEmpty else { return }
        endTag()
        Self.escape(words, isAttribute: false, into: &text)
    }

    /// An element that holds nothing.
    public mutating func empty(_ name: String, _ attributes: [(String, String?)] = []) {
        start(name, attributes)
        end()
    }

    /// An element that holds words alone.
    public mutating func element(
        _ name: String, _ words: some StringProtocol, _ attributes: [(String, String?)] = []
    ) {
        start(name, attributes, isMixed: true)
        self.words(words)
        end()
    }

    /// What was written since the last time: to be put into a file bit by bit.
    public mutating func take() -> String {
        defer { text = "" }
        return text
    }

    private mutating func endTag() {
        if isTagOpen { text += ">" }
        isTagOpen = false
    }

    private mutating func newLine() {
        guard !open.isEmpty || hasChildren else { return }
        text += "\n" + String(repeating: " ", count: step * open.count)
    }

    /// A carriage return would be read back as a line feed, a line feed in a value as a blank.
    private static func escape(
        _ words: some StringProtocol, isAttribute: Bool, into text: inout String
    ) {
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"" where isAttribute: text += "&quot;"
            case "\r": text += "&#13;"
            case "\n" where isAttribute: text += "&#10;"
            case "\t" where isAttribute: text += "&#9;"
            case "\t", "\n": text.unicodeScalars.append(scalar)
            case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
