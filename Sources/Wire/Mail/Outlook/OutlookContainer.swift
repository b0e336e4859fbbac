/// What lies in an Outlook container, `winmail.dat`: the words of the message, and its files.
///
/// Source: MS-OXTNEF §2.1. Bounded by the bytes and by ``MailLimits``, linear, and tolerant: what is
/// damaged ends the reading, and what was read before stays. Check sums are not looked at; a mail
/// that lost a byte on the way still says something.
struct OutlookContainer {
    /// One file, as it was attached.
    struct File: Hashable {
        var name: String?
        var type: String?
        var bytes: [UInt8] = []
    }

    private(set) var plain: String?
    private(set) var html: [UInt8]?
    /// As it was packed: only the last one counts, and unpacking is dear.
    private var packedRTF: [UInt8]?
    private(set) var files: [File] = []
    private(set) var codePage: UInt32 = 1_252
    /// The code page that the container itself names, which is that of Windows; the properties'
    /// one is that of the HTML.
    private var ownCodePage: UInt32?

    /// Nil for bytes that are no container.
    init?(_ bytes: [UInt8]) {
        var reader = LittleEndianReader(bytes[...])
        guard reader.uint32() == 0x223E_9F78, reader.uint16() != nil else { return nil }
        for _ in 0..<Self.mostAttributes {
            guard let level = reader.byte(), let id = reader.uint32(),
                let length = reader.uint32(), let value = reader.take(Int(length))
            else { return }
            take(id, ofAttachment: level == 2, value)
            // The check sum.
            guard reader.uint16() != nil else { return }
        }
    }

    private static let mostAttributes = 10_000

    /// Attributes by MS-OXTNEF §2.1.3.
    private enum ID {
        static let codePage: UInt32 = 0x0006_9007, body: UInt32 = 0x0002_800C
        static let properties: UInt32 = 0x0006_9003
        static let fileBegins: UInt32 = 0x0006_9002, fileTitle: UInt32 = 0x0001_8010
        static let fileData: UInt32 = 0x0006_800F, fileProperties: UInt32 = 0x0006_9005
    }

    private mutating func take(_ id: UInt32, ofAttachment: Bool, _ value: ArraySlice<UInt8>) {
        switch id {
        case ID.codePage:
            var reader = LittleEndianReader(value)
            ownCodePage = reader.uint32() ?? ownCodePage
            codePage = ownCodePage ?? codePage
        case ID.body where !ofAttachment: plain = plain ?? text(value)
        case ID.properties: read(MAPIProperties(value))
        case ID.fileBegins where ofAttachment:
            if files.count < MailLimits.parts { files.append(File()) }
        case ID.fileTitle:
            let title = text(value)
            change { $0.name = $0.name ?? title }
        case ID.fileData: change { $0.bytes = Array(value) }
        case ID.fileProperties: readFile(MAPIProperties(value))
        default: break
        }
    }

    private mutating func change(_ body: (inout File) -> Void) {
        guard let last = files.indices.last else { return }
        body(&files[last])
    }

    private mutating func read(_ properties: MAPIProperties) {
        if let page = properties.number(of: MAPIProperties.internetCodePage) { codePage = page }
        if let body = properties.text(of: MAPIProperties.body, codePage) { plain = body }
        html = properties.bytes(of: MAPIProperties.html) ?? html
        packedRTF = properties.bytes(of: MAPIProperties.compressedRTF) ?? packedRTF
    }

    private mutating func readFile(_ properties: MAPIProperties) {
        // The long name is the one that the sender saw; the title is cut to eight letters.
        let name =
            properties.text(of: MAPIProperties.longFileName, codePage)
            ?? properties.text(of: MAPIProperties.fileName, codePage)
        let type = properties.text(of: MAPIProperties.mediaType, codePage)
        let data = properties.bytes(of: MAPIProperties.fileData)
        change { file in
            file.name = name ?? file.name
            file.type = type ?? file.type
            // What was attached as an object has a sentence about that in the file's place.
            if let data { file.bytes = data }
        }
    }

    /// The RTF, unpacked anew each time.
    var rtf: [UInt8]? { packedRTF.flatMap(unpackedRTF) }

    /// The charset of RTF that names none.
    var rtfCharset: String {
        charsetLabel(ofCodePage: ownCodePage ?? codePage) ?? "windows-1252"
    }

    /// The parameter of the HTML's media type.
    var htmlCharset: String {
        charsetLabel(ofCodePage: codePage).map { "; charset=\($0)" } ?? ""
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        decodeText(
            Array(bytes.prefix(MailLimits.textBytes).prefix { $0 != 0 }),
            charset: charsetLabel(ofCodePage: codePage)
        ).text
    }
}

/// The label of a Windows code page, as mails write it; nil for one that we do not read.
func charsetLabel(ofCodePage page: UInt32) -> String? {
    switch page {
    case 874, 1_250...1_258: "windows-\(page)"
    case 932: "shift_jis"
    case 936, 54_936: "gb18030"
    case 949: "euc-kr"
    case 950: "big5"
    case 20_866: "koi8-r"
    case 28_591...28_605: "iso-8859-\(page - 28_590)"
    case 65_001: "utf-8"
    default: nil
    }
}
