/// One record of a DNS answer, as far as mail is concerned with it.
public enum DNSRecord: Sendable, Hashable {
    /// The strings of a TXT record, joined as SPF, DKIM and DMARC want them.
    case text(String)
    /// A server that takes a domain's mail; an empty host says that none does (RFC 7505).
    case mailServer(preference: Int, host: String)
    /// An IPv4 or IPv6 address as text.
    case address(String)
    /// A name that an address goes by.
    case pointer(String)
}

/// Why bytes are no DNS answer.
public struct DNSFault: Error, Sendable, Hashable {
    /// Offset in bytes of what could not be read.
    public let offset: Int
}

/// A DNS answer. Source: RFC 1035 §4.
public struct DNSMessage: Sendable, Hashable {
    /// 0 for success, 3 for a name that does not exist; RFC 1035 §4.1.1 has the others.
    public let code: Int
    /// The answers of the kinds that we know, in order; CNAMEs on the way are left out.
    public let records: [DNSRecord]

    /// Reads an answer as it came from the network.
    /// - Throws: ``DNSFault`` for what is cut short or points in a circle.
    public init(_ bytes: [UInt8]) throws(DNSFault) {
        var reader = DNSReader(bytes)
        try reader.skip(2)
        let flags = try reader.number()
        let questions = try reader.number()
        let answers = try reader.number()
        try reader.skip(4)
        for _ in 0..<questions {
            _ = try reader.name()
            try reader.skip(4)
        }
        var records: [DNSRecord] = []
        for _ in 0..<answers {
            if let record = try reader.record() { records.append(record) }
        }
        code = flags & 0xF
        self.records = records
    }
}

/// Goes through the bytes of an answer.
private struct DNSReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func skip(_ count: Int) throws(DNSFault) {
        guard at + count <= bytes.count else { throw DNSFault(offset: bytes.count) }
        at += count
    }

    mutating func byte() throws(DNSFault) -> Int {
        guard bytes.indices.contains(at) else { throw DNSFault(offset: bytes.count) }
        defer { at += 1 }
        return Int(bytes[at])
    }

    mutating func number() throws(DNSFault) -> Int {
        try byte() << 8 | byte()
    }

    /// A name, following its pointers, each of which leads backwards (§4.1.4).
    mutating func name() throws(DNSFault) -> String {
        var labels: [String] = []
        var end: Int?
        var limit = at
        while true {
            let start = at
            let length = try byte()
            if length == 0 { break }
            if length >= 0xC0 {
                let target = try (length & 0x3F) << 8 | byte()
                end = end ?? at
                guard target < limit else { throw DNSFault(offset: start) }
                limit = target
                at = target
            } else {
                guard length < 64, labels.count < 128 else { throw DNSFault(offset: start) }
                labels.append(try text(length))
            }
        }
        at = end ?? at
        return labels.joined(separator: ".").lowercased()
    }

    private mutating func text(_ length: Int) throws(DNSFault) -> String {
        let start = at
        try skip(length)
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    /// - Returns: Nil for a record of another kind or class.
    mutating func record() throws(DNSFault) -> DNSRecord? {
        _ = try name()
        let type = try number()
        let isInternet = try number() == 1
        try skip(4)
        let length = try number()
        let end = at + length
        guard end <= bytes.count else { throw DNSFault(offset: bytes.count) }
        let record = isInternet ? try content(type, end) : nil
        guard at <= end else { throw DNSFault(offset: end) }
        at = end
        return record
    }

    private mutating func content(_ type: Int, _ end: Int) throws(DNSFault) -> DNSRecord? {
        switch DNSType(rawValue: type) {
        case .text:
            var all = ""
            while at < end { all += try text(byte()) }
            return .text(all)
        case .mailServer:
            return .mailServer(preference: try number(), host: try name())
        case .pointer: return .pointer(try name())
        case .address:
            guard end - at == 4 else { return nil }
            return .address(bytes[at..<end].map(String.init).joined(separator: "."))
        case .address6:
            guard end - at == 16 else { return nil }
            let groups = stride(from: at, to: end, by: 2).map {
                String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
            }
            return .address(groups.joined(separator: ":"))
        case nil: return nil
        }
    }
}

/// What can be asked for.
public enum DNSType: Int, Sendable, Hashable, CaseIterable {
    /// A.
    case address = 1
    /// PTR.
    case pointer = 12
    /// MX.
    case mailServer = 15
    /// TXT.
    case text = 16
    /// AAAA.
    case address6 = 28
}
