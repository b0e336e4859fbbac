/// The words of an RTF text, without fonts, pictures and marks.
///
/// Source: RTF 1.9.1, "Conventions of an RTF Reader"; MS-OXRTFEX §2.1 for mails in HTML, whose tags
/// stand in groups that are passed over as any other unknown one. Linear; groups are counted, not
/// entered by recursion.
struct RTFText {
    private var bytes: ArraySlice<UInt8>
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
    private var group = Group()
    private var outerGroups: [Group] = []
    private var toSkip = 0
    private var highSurrogate: UInt16?

    /// What holds to the end of a group. Small, for a hostile text has a million groups.
    private struct Group {
        /// After `\uN` this many signs stand for it, for readers that know no Unicode.
        var fallbackCount: UInt8 = 1
        var font = RTFFonts.unnamed
    }

    /// `charset`: Of bytes for which the text names none.
    /// - Returns: The text, lines ending in LF; at most ``MailLimits/textBytes`` bytes.
    static func text(of rtf: [UInt8], charset: String = "windows-1252") -> String? {
        guard rtf.starts(with: Array(#"{\rtf"#.utf8)) else { return nil }
        var reader = RTFText(bytes: rtf[...], charset: charset)
        reader.read()
        return reader.out
    }

    private init(bytes: ArraySlice<UInt8>, charset: String) {
        self.bytes = bytes
        self.charset = charset
    }

    private mutating func read() {
        while let byte = bytes.popFirst(), out.utf8.count < MailLimits.textBytes {
            switch byte {
            case UInt8(ascii: "{"):
                depth += 1
                outerGroups.append(group)
            case UInt8(ascii: "}"): leaveGroup()
            case UInt8(ascii: "\\"): control()
            case 10, 13, 0: continue
            default: put(byte)
            }
        }
        flush()
    }

    private mutating func leaveGroup() {
        if let level = silent, depth <= level { silent = nil }
        if let level = fontTable, depth <= level { fontTable = nil }
        depth -= 1
        toSkip = 0
        let outer = outerGroups.popLast() ?? Group()
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
        } else if silent == nil {
            waiting.append(byte)
        }
    }

    private mutating func say(_ text: String) {
        guard silent == nil else { return }
        flush()
        out += text
    }

    private mutating func flush() {
        guard !waiting.isEmpty else { return }
        out += decodeText(waiting, charset: fonts.charset(of: group.font) ?? charset).text
        waiting = []
    }

    private mutating func control() {
        guard let first = bytes.first else { return }
        guard isLetter(first) else {
            bytes = bytes.dropFirst()
            symbol(first)
            return
        }
        let name = String(decoding: bytes.prefix(32).prefix(while: isLetter), as: UTF8.self)
        bytes = bytes.dropFirst(name.utf8.count)
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes.dropFirst(isNegative ? 1 : 0).prefix(10).prefix(while: isDigit)
        if !digits.isEmpty { bytes = bytes[digits.endIndex...] }
        if bytes.first == 0x20 { bytes = bytes.dropFirst() }
        let number = Int(String(decoding: digits, as: UTF8.self))
        word(name, isNegative ? number.map { -$0 } : number)
    }

    private mutating func symbol(_ sign: UInt8) {
        switch sign {
        case UInt8(ascii: "'"):
            let digits = String(decoding: bytes.prefix(2), as: UTF8.self)
            bytes = bytes.dropFirst(2)
            if let byte = UInt8(digits, radix: 16) { put(byte) }
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
        if let sign = Self.signs[name] { return say(sign) }
        switch name {
        case "ansicpg":
            flush()
            charset = number.flatMap { UInt32(exactly: $0) }.flatMap(charsetLabel) ?? charset
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
        case "bin": bytes = bytes.dropFirst(max(0, number ?? 0))
        case _ where Self.unread.contains(name): hush()
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

    /// Words that stand for signs.
    private static let signs = [
        "par": "\n", "line": "\n", "row": "\n", "sect": "\n", "page": "\n", "tab": "\t",
        "cell": "\t", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
        "ldblquote": "“", "rdblquote": "”",
    ]

    /// Groups that hold no words of the text.
    private static let unread: Set<String> = [
        "colortbl", "stylesheet", "info", "pict", "object", "header", "footer",
        "headerl", "headerr", "footerl", "footerr", "fldinst", "listtable", "themedata",
    ]
}

private func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
