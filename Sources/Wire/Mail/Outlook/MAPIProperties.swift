/// The properties of a message or a file in an Outlook container.
///
/// Source: MS-OXTNEF §2.1.3.4 for the layout, MS-OXPROPS for the numbers. Of a property with several
/// values the first is kept; a damaged one ends the list.
struct MAPIProperties {
    static let body: UInt16 = 0x1000, compressedRTF: UInt16 = 0x1009, html: UInt16 = 0x1013
    static let internetCodePage: UInt16 = 0x3FDE, fileData: UInt16 = 0x3701
    static let fileName: UInt16 = 0x3704, longFileName: UInt16 = 0x3707
    static let mediaType: UInt16 = 0x370E

    private enum Value {
        case number(UInt32)
        case eightBit(ArraySlice<UInt8>)
        case unicode(ArraySlice<UInt8>)
        case binary(ArraySlice<UInt8>)
    }

    private var values: [UInt16: Value] = [:]
    private static let most = 10_000

    init(_ bytes: ArraySlice<UInt8>) {
        var reader = LittleEndianReader(bytes)
        guard let count = reader.uint32() else { return }
        for _ in 0..<min(Int(count), Self.most) {
            guard let type = reader.uint16(), let id = reader.uint16(),
                id < 0x8000 || Self.skipName(&reader),
                let value = Self.value(type, &reader)
            else { return }
            if let value, values[id] == nil { values[id] = value }
        }
    }

    /// A number.
    func number(of id: UInt16) -> UInt32? {
        if case .number(let number)? = values[id] { return number }
        return nil
    }

    /// A text; nil where there is none, or nothing in it.
    func text(of id: UInt16, _ codePage: UInt32) -> String? {
        let text: String
        switch values[id] {
        case .eightBit(let bytes):
            text =
                decodeText(
                    Array(bytes.prefix(MailLimits.textBytes).prefix { $0 != 0 }),
                    charset: charsetLabel(ofCodePage: codePage)
                ).text
        case .unicode(let bytes):
            text =
                decodeText(Array(bytes.prefix(MailLimits.textBytes & ~1)), charset: "utf-16le")
                .text
        default: return nil
        }
        let whole = text.prefix { $0 != "\0" }
        return whole.contains { !$0.isWhitespace } ? String(whole) : nil
    }

    /// Bytes; nil where there are none.
    func bytes(of id: UInt16) -> [UInt8]? {
        switch values[id] {
        case .binary(let bytes), .eightBit(let bytes): bytes.isEmpty ? nil : Array(bytes)
        default: nil
        }
    }

    /// Above 0x8000 a name stands in place of the number: a set and a number, or a text.
    private static func skipName(_ reader: inout LittleEndianReader) -> Bool {
        guard reader.take(16) != nil, let kind = reader.uint32(), let word = reader.uint32() else {
            return false
        }
        return kind == 0 || reader.takePadded(Int(word)) != nil
    }

    /// - Returns: Nil when the bytes end; nil within for a value that is of no use here.
    private static func value(_ type: UInt16, _ reader: inout LittleEndianReader) -> Value?? {
        let base = type & 0x0FFF
        let hasSeveral = type & 0x1000 != 0
        if let width = width(of: base) {
            let count = hasSeveral ? reader.uint32() : 1
            guard let count, count <= UInt32(reader.rest.count),
                let bytes = reader.take(width * Int(count))
            else { return nil }
            var first = LittleEndianReader(bytes)
            let number = width == 4 ? first.uint32().map { Value.number($0) } : nil
            return .some(number)
        }
        guard [0x000D, 0x001E, 0x001F, 0x0102].contains(base), let count = reader.uint32() else {
            return nil
        }
        var first: ArraySlice<UInt8>?
        for _ in 0..<min(Int(count), most) {
            guard let length = reader.uint32(), let bytes = reader.takePadded(Int(length)) else {
                return nil
            }
            first = first ?? bytes
        }
        guard let first else { return .some(nil) }
        switch base {
        case 0x001E: return .some(.eightBit(first))
        case 0x001F: return .some(.unicode(first))
        // An object begins with its interface's name; a message within is not opened.
        case 0x000D: return .some(.binary(first.dropFirst(16)))
        default: return .some(.binary(first))
        }
    }

    /// Bytes of a value of fixed width, filled up to four.
    private static func width(of type: UInt16) -> Int? {
        switch type {
        case 0x0002, 0x0003, 0x0004, 0x000A, 0x000B: 4
        case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040: 8
        case 0x0048: 16
        default: nil
        }
    }
}
