/// The head of an answer, as libcurl hands it over line by line: that of the last answer, since
/// others (100, 103) may stand before it. RFC 9110 §15.2.
struct HTTPHead {
    /// More than this in one head is passed over; a real one has a few hundred bytes.
    private static let limit = 64 << 10

    private(set) var status = 0
    private(set) var fields: [(name: String, value: String)] = []
    private var size = 0
    private var hasEnded = false

    /// Whether all of a final answer's head has come.
    var isWhole: Bool { hasEnded && status >= 200 }

    mutating func received(_ line: UnsafeRawBufferPointer) {
        let text = line.prefix { $0 != 13 && $0 != 10 }
        if text.starts(with: Array("HTTP/".utf8)), !isWhole {
            self = HTTPHead()
            let code = text.split(separator: 32, maxSplits: 2).dropFirst().first
            status = code.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
        } else if text.isEmpty {
            hasEnded = true
        } else if !hasEnded {
            // Fields that come after a chunked body are not part of the head.
            add(text)
        }
    }

    private mutating func add(_ line: Slice<UnsafeRawBufferPointer>) {
        size += line.count
        guard size <= Self.limit, let colon = line.firstIndex(of: 58) else { return }
        let value = line[colon...].dropFirst().drop { $0 == 32 || $0 == 9 }
        let end = value.lastIndex { $0 != 32 && $0 != 9 }
        fields.append(
            (
                String(decoding: line[..<colon], as: UTF8.self),
                end.map { String(decoding: value[...$0], as: UTF8.self) } ?? ""
            ))
    }
}
