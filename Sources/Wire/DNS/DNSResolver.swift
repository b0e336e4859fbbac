internal import CResolv
import Dispatch

/// What DNS says to one question.
public enum DNSAnswer: Sendable, Hashable {
    /// The records of the kind asked for; none where the name has others only.
    case records([DNSRecord])
    /// There is no such name.
    case noSuchName
    /// Nothing is known: no server answered in time, or what came was no answer.
    case silence

    /// The records; none where there is no answer.
    public var found: [DNSRecord] {
        if case .records(let records) = self { records } else { [] }
    }

    /// The TXT records.
    public var texts: [String] {
        found.compactMap { record -> String? in
            guard case .text(let text) = record else { return nil }
            return text
        }
    }
}

/// Asks DNS by the system's resolver, with a time-out for somebody who waits.
public struct DNSResolver: Sendable {
    private let server: String
    private let port: Int
    private let seconds: Int

    /// - Parameters:
    ///   - server: An IPv4 address to ask instead of the system's servers; empty for those.
    ///   - port: Its port.
    ///   - seconds: How long a server may take, 1 or more.
    public init(server: String = "", port: Int = 53, seconds: Int = 3) {
        (self.server, self.port, self.seconds) = (server, port, seconds)
    }

    /// Asks for the records of one kind at a name.
    public func ask(_ name: String, _ type: DNSType) async -> DNSAnswer {
        await withCheckedContinuation { continuation in
            // The C library waits for the network, so not on a thread of the cooperative pool.
            DispatchQueue.global().async { continuation.resume(returning: query(name, type)) }
        }
    }

    private func query(_ name: String, _ type: DNSType) -> DNSAnswer {
        var answer = [UInt8](repeating: 0, count: 65_535)
        let length = cr_query(
            server, Int32(port), name, Int32(type.rawValue), Int32(seconds), &answer,
            Int32(answer.count))
        guard length != -2 else { return .noSuchName }
        guard length > 0, let message = try? DNSMessage(Array(answer.prefix(Int(length)))) else {
            return .silence
        }
        switch message.code {
        case 0: return .records(message.records)
        case 3: return .noSuchName
        default: return .silence
        }
    }
}

extension DNSResolver {
    /// The name under which an IPv4 address has its names (RFC 1035 §3.5); nil for anything else.
    public static func reverseName(_ address: String) -> String? {
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts.allSatisfy({ UInt8($0) != nil }) else { return nil }
        return parts.reversed().joined(separator: ".") + ".in-addr.arpa"
    }
}
