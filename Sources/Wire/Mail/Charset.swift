/// How the bytes of a text are turned into characters.
///
/// A label from a mail is never handed to iconv as it is: glibc would load a converter by that
/// name. Only the names below are used.
enum Charset: Hashable {
    case utf8
    case windows1252
    /// Seven-bit with shift sequences (ISO-2022-JP, UTF-7 …): always valid UTF-8 as well, so the
    /// label must be believed before the bytes.
    case shifted(String)
    /// UTF-16 and UTF-32, where NUL bytes are part of the text.
    case wide(String)
    /// Two bytes for a character; a short text may be valid UTF-8 by accident.
    case doubleByte(String)
    case singleByte(String)

    /// Finds the converter for a label, whatever its case, quotes or spaces.
    ///
    /// Aliases follow the WHATWG Encoding labels, since mail programs mislabel as browsers do:
    /// `iso-8859-1` holds windows-1252, `gb2312` holds GB 18030.
    init?(label: String) {
        if let found = charsetsByLabel[label] {
            self = found
            return
        }
        let key = label.lowercased().filter { !" \"'\t\r\n".contains($0) }
        guard let found = charsetsByLabel[key] else { return nil }
        self = found
    }

    /// The name that iconv knows.
    var iconvName: String {
        switch self {
        case .utf8: "UTF-8"
        case .windows1252: "CP1252"
        case .shifted(let name), .wide(let name), .doubleByte(let name), .singleByte(let name): name
        }
    }
}

private let charsetsByLabel: [String: Charset] = {
    var table: [String: Charset] = [:]
    func add(_ charset: Charset, _ labels: String) {
        for label in labels.split(separator: " ") { table[String(label)] = charset }
    }
    add(.utf8, "utf-8 utf8 utf_8 unicode-1-1-utf-8 utf-8mb4 utf8mb4 x-unicode-2-0-utf-8 cp65001")
    add(
        .windows1252,
        """
        iso-8859-1 iso8859-1 iso_8859-1 iso88591 latin1 latin-1 l1 us-ascii ascii usascii \
        ansi_x3.4-1968 windows-1252 cp1252 cp-1252 x-cp1252 ansi 8859_1 iso-8859-1-windows \
        unknown-8bit x-unknown default x-user-defined win-1252 windows1252 cp1252 csisolatin1 \
        iso_8859-1:1987 8bit none _iso-8859-1
        """)
    add(.singleByte("CP1250"), "windows-1250 cp1250 x-cp1250 win-1250")
    add(
        .singleByte("CP1251"),
        "windows-1251 cp1251 cp-1251 x-cp1251 win-1251 windows1251 cyrillic-1251")
    add(.singleByte("CP1253"), "windows-1253 cp1253")
    add(
        .singleByte("CP1254"),
        "windows-1254 cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5")
    add(.singleByte("CP1255"), "windows-1255 cp1255")
    add(.singleByte("CP1256"), "windows-1256 cp1256 x-cp1256")
    add(.singleByte("CP1257"), "windows-1257 cp1257")
    add(
        .singleByte("CP1258"),
        "windows-1258 cp1258 cp-1258 x-cp1258 windows1258 win-1258 vietnamese")
    add(.singleByte("CP874"), "windows-874 cp874 tis-620 tis620 iso-8859-11 dos-874")
    add(.singleByte("CP866"), "ibm866 cp866 866")
    add(.singleByte("CP437"), "ibm437 cp437")
    add(.singleByte("CP850"), "ibm850 cp850")
    add(.singleByte("KOI8-R"), "koi8-r koi8 koi koi8_r")
    add(.singleByte("KOI8-U"), "koi8-u koi8-ru")
    add(.singleByte("MACINTOSH"), "macintosh mac x-mac-roman macroman")
    add(.singleByte("ISO-8859-8"), "iso-8859-8-i iso-8859-8-e")
    add(.singleByte("TCVN5712-1"), "tcvn tcvn5712-1 x-viet-tcvn")
    add(.singleByte("VISCII"), "viscii x-viscii")
    for part in [2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16] {
        add(
            .singleByte("ISO-8859-\(part)"),
            "iso-8859-\(part) iso8859-\(part) iso_8859-\(part) iso8859\(part)")
    }
    add(.singleByte("ISO-8859-2"), "latin2 l2")
    add(.singleByte("ISO-8859-5"), "cyrillic")
    add(.singleByte("ISO-8859-6"), "arabic iso-8859-6-i asmo-708 ecma-114")
    add(.singleByte("ISO-8859-7"), "greek greek8")
    add(.singleByte("ISO-8859-8"), "hebrew iso-8859-8i logical")
    add(.singleByte("CP852"), "ibm852 cp852 852")
    add(.singleByte("CP864"), "ibm864 cp864")
    add(.singleByte("MAC-CYRILLIC"), "x-mac-cyrillic mac-cyrillic x-mac-ukrainian")
    add(.singleByte("MAC-CENTRALEUROPE"), "x-mac-ce x-mac-centraleurroman")
    add(.singleByte("ARMSCII-8"), "armscii-8")
    add(.singleByte("GEORGIAN-PS"), "georgian-ps")
    add(
        .doubleByte("GB18030"),
        """
        gb2312 gbk gb18030 gb_2312-80 gb-2312 gb_2312 cp936 ms936 x-gbk chinese euc-cn x-euc-cn \
        csgb2312 gb18030-2000 gb2312-80 windows-936 iso-ir-58
        """)
    add(
        .doubleByte("BIG5-HKSCS"),
        "big5 big-5 big5-hkscs cn-big5 x-x-big5 cp950 ms950 big5hkscs x-big5 csbig5 windows-950")
    add(
        .doubleByte("CP932"),
        "shift_jis shift-jis sjis x-sjis ms_kanji cp932 windows-31j ms932 csshiftjis x-ms-cp932")
    add(.doubleByte("EUC-JP"), "euc-jp eucjp x-euc-jp x-euc")
    add(
        .doubleByte("CP949"),
        """
        euc-kr euckr ks_c_5601 ks-c-5601 ks_c_5601_1987 ks-c-5601-1987 ksc5601-1987 ksc-5601 \
        x-windows-949 cseuckr iso-ir-149 ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 korean cp949 windows-949 \
        ms949 uhc
        """)
    add(.doubleByte("JOHAB"), "johab x-johab")
    add(.shifted("ISO-2022-JP-2"), "iso-2022-jp csiso2022jp iso-2022-jp-1 iso-2022-jp-2")
    add(.shifted("ISO-2022-JP-3"), "iso-2022-jp-3 iso-2022-jp-2004")
    add(.shifted("ISO-2022-JP-2"), "iso-2022-jp-ms cp50220 cp50221 cp50222 jis x-iso-2022-jp")
    add(.shifted("ISO-2022-KR"), "iso-2022-kr csiso2022kr")
    add(.shifted("UTF-7"), "utf-7 utf7 unicode-1-1-utf-7 x-unicode-2-0-utf-7 cp65000")
    add(.wide("UTF-16"), "utf-16 utf16 unicode ucs-2 iso-10646-ucs-2")
    add(.wide("UTF-16LE"), "utf-16le")
    add(.wide("UTF-16BE"), "utf-16be")
    add(.wide("UTF-32"), "utf-32 utf32 ucs-4")
    return table
}()
