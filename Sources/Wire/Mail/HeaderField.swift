/// One field of a header: its name as written and its raw value.
public struct HeaderField: Sendable, Hashable {
    /// The name as written.
    public let name: String
    /// The value's bytes as they came, folded.
    public let raw: [UInt8]
    /// The charset to try for raw bytes that are not UTF-8.
    let charset: String?

    /// Pairs a name with its raw value.
    public init(name: String, raw: [UInt8], charset: String? = nil) {
        self.name = name
        self.raw = raw
        self.charset = charset
    }

    /// The value unfolded, with encoded words decoded (RFC 2047).
    public var text: String { decodeHeaderText(raw, charset: charset) }

    /// Whether it bears a name, in whatever case: names are ASCII (RFC 5322 §2.2).
    package func isNamed(_ wanted: String) -> Bool {
        guard name.utf8.count == wanted.utf8.count else { return false }
        var rest = wanted.utf8.makeIterator()
        for byte in name.utf8 {
            guard let other = rest.next(), byte == other || small(byte) == small(other) else {
                return false
            }
        }
        return true
    }

    private func small(_ byte: UInt8) -> UInt8 {
        (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
    }
}

/// The fields of a message or part, in order.
public struct MailHeaders: Sendable, Hashable {
    /// Every field, in the order in which it stood.
    public let fields: [HeaderField]

    /// Collects fields.
    public init(fields: [HeaderField]) { self.fields = fields }

    /// The first field of that name, in whatever case.
    public func field(_ name: String) -> HeaderField? {
        fields.first { $0.isNamed(name) }
    }

    /// The decoded value of the first field of that name.
    public func first(_ name: String) -> String? { field(name)?.text }

    /// The decoded values of all fields of that name, in order.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.isNamed(name) }.map(\.text)
    }

    /// How many fields bear that name.
    package func count(_ name: String) -> Int { fields.count { $0.isNamed(name) } }

    /// Whether there is a field of that name, even an empty one.
    public func has(_ name: String) -> Bool { field(name) != nil }
}

/// Reads a block of `Name: value` lines up to the first blank line, and says where it ended.
///
/// For the blocks inside a delivery report and the head of a returned message, where no structure
/// follows that GMime would be needed for. Lines that are no field are skipped; linear.
func readHeaderBlock(_ bytes: ArraySlice<UInt8>) -> (headers: MailHeaders, next: Int) {
    var fields: [HeaderField] = []
    var name: String?
    var value: [UInt8] = []
    func flush() {
        if let name, fields.count < MailLimits.headerFields {
            fields.append(HeaderField(name: name, raw: value))
        }
    }
    var cursor = bytes.startIndex
    while cursor < bytes.endIndex {
        let end = bytes[cursor...].firstIndex(of: 10) ?? bytes.endIndex
        var line = bytes[cursor..<end]
        if line.last == 13 { line = line.dropLast() }
        cursor = min(end + 1, bytes.endIndex)
        if line.isEmpty { break }
        if line.first == 32 || line.first == 9 {
            value += [10] + line
        } else if let colon = line.firstIndex(of: 0x3A), colon > line.startIndex {
            flush()
            let label = String(decoding: line[..<colon], as: UTF8.self)
            name = label.trimmingSpaces()
            value = Array(line[(colon + 1)...])
        }
    }
    flush()
    return (MailHeaders(fields: fields), cursor)
}

extension StringProtocol {
    /// The text without white space at its ends.
    func trimmingSpaces() -> String {
        // Most texts have none, and begin and end in ASCII.
        let isBare = utf8.withContiguousStorageIfAvailable { bytes in
            guard let first = bytes.first, let last = bytes.last else { return true }
            return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
        }
        if isBare == true { return String(self) }
        guard let from = firstIndex(where: { !$0.isWhitespace }),
            let to = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[from...to])
    }
}
