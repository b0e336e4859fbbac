/// Which charset the bytes of each font of an RTF text are in.
///
/// Source: RTF 1.9.1, "Font Table": `\fN … \fcharsetM`; the sets are Windows' own.
struct RTFFonts {
    /// A font that the text does not name.
    static let unnamed: Int32 = -1
    private static let most = 1_000

    /// The font of a text that names none, by `\deff`.
    var usual = unnamed
    /// The font that the table speaks of at the moment.
    var described = unnamed
    private var charsets: [Int32: String] = [:]

    /// The font described has such a set.
    mutating func take(set number: Int?) {
        guard let number, let page = Self.codePages[number], charsets.count < Self.most else {
            return
        }
        charsets[described] = charsetLabel(ofCodePage: page)
    }

    /// The charset of a font; nil where the table says none, and the text's own counts.
    func charset(of font: Int32) -> String? {
        charsets[font == Self.unnamed ? usual : font]
    }

    /// The number of a font as it is written; one that cannot be meant is none.
    static func number(_ written: Int?) -> Int32 {
        written.flatMap { Int32(exactly: $0) }.flatMap { $0 < 0 ? nil : $0 } ?? unnamed
    }

    /// 2, for signs, is left out: such a font has letters of no language.
    private static let codePages: [Int: UInt32] = [
        0: 1_252, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1_253, 162: 1_254, 163: 1_258,
        177: 1_255, 178: 1_256, 186: 1_257, 204: 1_251, 222: 874, 238: 1_250,
    ]
}
