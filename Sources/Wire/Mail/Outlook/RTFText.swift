/// The words of an RTF text, without fonts, pictures and marks.
///
/// Source: RTF 1.9.1, "Conventions of an RTF Reader"; MS-OXRTFEX §2.1 for mails in HTML, whose tags
/// stand in groups that are passed over as any other unknown one, or are what is read. Linear; groups
/// are counted, not entered by recursion.
struct RTFText {
    private var scanner: RTFScanner
    private var out = ""
    /// Bytes in the text's code page that wait to be decoded together: a letter may have two.
    private var waiting: [UInt8] = []
    private var charset: String
    private var fonts = RTFFonts()
    /// How deep we are; below `silent` nothing is read.
    private var depth = 0
    private var silent: Int?
    /// How deep the font table stands while it is read.
    private var fontTable: Int?
    private var group = RTFGroup()
    private var outerGroups: [RTFGroup] = []
    private var toSkip = 0
    private var highSurrogate: UInt16?

    /// Whether the HTML is wanted that the text was made from, and whether there is any.
    private let wantsHTML: Bool
    private var isFromHTML = false

    /// `charset`: Of bytes for which the text names none.
    /// - Returns: The text, lines ending in LF; at most ``MailLimits/textBytes`` bytes.
    static func text(of rtf: [UInt8], charset: String = "windows-1252") -> String? {
        RTFText(rtf, charset, wantsHTML: false)?.out
    }

    /// The HTML that an RTF text was made from; nil for one that was made from none.
    ///
    /// `charset`: As in ``text(of:charset:)``.
    static func html(of rtf: [UInt8], charset: String = "windows-1252") -> String? {
        RTFText(rtf, charset, wantsHTML: true).flatMap { $0.isFromHTML ? $0.out : nil }
    }

    private init?(_ rtf: [UInt8], _ charset: String, wantsHTML: Bool) {
        guard rtf.starts(with: Array(#"{\rtf"#.utf8)) else { return nil }
        scanner = RTFScanner(rtf[...])
        self.charset = charset
        self.wantsHTML = wantsHTML
        read()
    }

    private var isSilent: Bool { silent != nil || group.isInsteadOfHTML }

    private mutating func read() {
        while out.utf8.count < MailLimits.textBytes, let token = scanner.next() {
            switch token {
            case .groupBegins:
                depth += 1
                outerGroups.append(group)
            case .groupEnds: leaveRTFGroup()
            case .word(let name, let number): word(name, number)
            case .symbol(let sign): symbol(sign)
            case .byte(let byte): put(byte)
            }
        }
        flush()
    }

    private mutating func leaveRTFGroup() {
        if let level = silent, depth <= level { silent = nil }
        if let level = fontTable, depth <= level { fontTable = nil }
        depth -= 1
        toSkip = 0
        let outer = outerGroups.popLast() ?? RTFGroup()
        use(font: outer.font)
        group = outer
    }

    private mutating func use(font: Int32) {
        guard font != group.font else { return }
        flush()
        group.font = font
    }

    private mutating func put(_ byte: UInt8) {
        if toSkip > 0 {
            toSkip -= 1
        } else if !isSilent {
            waiting.append(byte)
        }
    }

    private mutating func say(_ text: String) {
        guard !isSilent else { return }
        flush()
        out += text
    }

    private mutating func flush() {
        guard !waiting.isEmpty else { return }
        out += decodeText(waiting, charset: fonts.charset(of: group.font) ?? charset).text
        waiting = []
    }

    private mutating func symbol(_ sign: UInt8) {
        switch sign {
        case UInt8(ascii: "*"): hush()
        case UInt8(ascii: "~"): say("\u{A0}")
        case UInt8(ascii: "_"): say("-")
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(sign)
        case 10, 13: say("\n")
        default: break
        }
    }

    /// Passes over the rest of the group.
    private mutating func hush() {
        if silent == nil { silent = depth }
    }

    private mutating func word(_ name: String, _ number: Int?) {
        if let sign = RTFWords.signs[name] { return say(sign) }
        switch name {
        case "ansicpg":
            flush()
            charset = number.flatMap { UInt32(exactly: $0) }.flatMap(charsetLabel) ?? charset
        case "fromhtml": isFromHTML = number != 0
        // The group began with `\*`, which silenced it.
        case "htmltag" where wantsHTML && isFromHTML && silent == depth: silent = nil
        case "htmlrtf" where wantsHTML && isFromHTML: group.isInsteadOfHTML = number != 0
        case "deff": fonts.usual = RTFFonts.number(number)
        case "fonttbl":
            fontTable = fontTable ?? depth
            hush()
        case "f" where fontTable != nil: fonts.described = RTFFonts.number(number)
        case "fcharset" where fontTable != nil: fonts.take(set: number)
        case "f": use(font: RTFFonts.number(number))
        case "plain": use(font: RTFFonts.unnamed)
        case "uc": group.fallbackCount = UInt8(min(max(number ?? 1, 0), 10))
        case "u": unicode(number ?? 63)
        case "bin": scanner.skip(max(0, number ?? 0))
        case _ where RTFWords.unread.contains(name): hush()
        default: break
        }
    }

    /// A UTF-16 unit, written as a signed number.
    private mutating func unicode(_ number: Int) {
        let unit = UInt16(truncatingIfNeeded: number)
        toSkip = 0
        defer { toSkip = Int(group.fallbackCount) }
        guard !(0xD800...0xDBFF).contains(unit) else {
            highSurrogate = unit
            return
        }
        let units = [highSurrogate, unit].compactMap { $0 }
        highSurrogate = nil
        say(String(decoding: units, as: UTF16.self))
    }
}
