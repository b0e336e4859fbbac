import Synchronization

/// How much one address may ask of a listener.
public struct PeerLimits: Sendable, Hashable {
    /// Connections open at once, from everywhere.
    public var connections = 200
    /// Connections open at once from one address.
    public var connectionsPerPeer = 20
    /// New connections a minute from one address.
    public var connectionsPerMinute = 60
    /// Messages a minute from one address.
    public var mailsPerMinute = 300
    /// Bytes of messages in memory at once, from everywhere.
    public var heldBytes = 256 * 1024 * 1024
    /// True to spare 127.0.0.0/8 and ::1 the limits per address: a mail server on the same machine
    /// brings everybody's mail from there.
    public var sparesLoopback = true

    /// The defaults above.
    public init() {}
}

/// Counts what each address does. Addresses of one IPv6 /64, which one person may own, are one.
///
/// The clock comes in with each question, in milliseconds; only differences matter.
final class PeerLedger: Sendable {
    /// A count that refills evenly, so many a minute, up to a minute's worth.
    private struct Bucket {
        var level: Double
        var at: Int64

        mutating func take(now: Int64, perMinute: Int) -> Bool {
            let refill = Double(max(0, now - at)) / 60_000 * Double(perMinute)
            level = min(Double(perMinute), level + refill)
            at = max(at, now)
            guard level >= 1 else { return false }
            level -= 1
            return true
        }

        func isFull(now: Int64, perMinute: Int) -> Bool {
            level + Double(max(0, now - at)) / 60_000 * Double(perMinute) >= Double(perMinute)
        }
    }

    private struct Peer {
        var open = 0
        var connections: Bucket
        var mails: Bucket
    }

    private struct State {
        var open = 0
        var held = 0
        var peers: [String: Peer] = [:]
        var sweepAt = 1024
    }

    private let state = Mutex(State())
    private let limits: PeerLimits

    /// Stands for whoever comes by a socket in the file system, which has no address.
    static let thisMachine = "this machine"

    init(_ limits: PeerLimits) {
        self.limits = limits
    }

    /// Counts a new connection in.
    /// - Returns: Why it may not stay; nil when it may, and then ``closed(_:)`` must follow.
    func opened(_ peer: String, now: Int64) -> String? {
        let key = Self.key(peer)
        return state.withLock { state in
            guard state.open < limits.connections else { return "Too many connections" }
            guard !isSpared(peer) else {
                state.open += 1
                return nil
            }
            sweep(&state, now)
            var entry = state.peers[key] ?? fresh(now)
            defer { state.peers[key] = entry }
            guard entry.open < limits.connectionsPerPeer else {
                return "Too many connections from your address"
            }
            guard entry.connections.take(now: now, perMinute: limits.connectionsPerMinute) else {
                return "Your address connects too often"
            }
            entry.open += 1
            state.open += 1
            return nil
        }
    }

    /// Counts a connection out.
    func closed(_ peer: String) {
        let key = Self.key(peer)
        state.withLock { state in
            state.open -= 1
            if !isSpared(peer) { state.peers[key]?.open -= 1 }
        }
    }

    /// Counts a message in. - Returns: False when the address has sent enough this minute.
    func mayMail(_ peer: String, now: Int64) -> Bool {
        guard !isSpared(peer) else { return true }
        let key = Self.key(peer)
        return state.withLock { state in
            var entry = state.peers[key] ?? fresh(now)
            defer { state.peers[key] = entry }
            return entry.mails.take(now: now, perMinute: limits.mailsPerMinute)
        }
    }

    /// Changes how many bytes a connection holds.
    /// - Returns: False when all together hold too much; the change is counted all the same.
    func hold(_ change: Int) -> Bool {
        state.withLock { state in
            state.held += change
            return change <= 0 || state.held <= limits.heldBytes
        }
    }

    /// Addresses that are remembered, for tests.
    var remembered: Int { state.withLock { $0.peers.count } }

    private func isSpared(_ peer: String) -> Bool {
        limits.sparesLoopback
            && (peer.hasPrefix("127.") || peer == "::1" || peer == Self.thisMachine)
    }

    private func fresh(_ now: Int64) -> Peer {
        Peer(
            connections: Bucket(level: Double(limits.connectionsPerMinute), at: now),
            mails: Bucket(level: Double(limits.mailsPerMinute), at: now))
    }

    /// Forgets who has nothing open and nothing spent. The table doubles before the next sweep, so
    /// that a flood of addresses costs each a constant.
    private func sweep(_ state: inout State, _ now: Int64) {
        guard state.peers.count >= state.sweepAt else { return }
        state.peers = state.peers.filter { _, peer in
            peer.open > 0
                || !peer.connections.isFull(now: now, perMinute: limits.connectionsPerMinute)
                || !peer.mails.isFull(now: now, perMinute: limits.mailsPerMinute)
        }
        state.sweepAt = max(1024, state.peers.count * 2)
    }

    /// The address, or the first four groups of an IPv6 one.
    static func key(_ peer: String) -> String {
        guard peer.contains(":") else { return peer }
        if peer.hasPrefix("::ffff:"), peer.contains(".") { return String(peer.dropFirst(7)) }
        var groups: [Substring] = []
        let halves = peer.prefix { $0 != "%" }.split(
            separator: "::", omittingEmptySubsequences: false)
        let head = halves.first?.split(separator: ":") ?? []
        let tail = halves.count > 1 ? halves[1].split(separator: ":") : []
        groups += head
        if halves.count > 1 {
            groups += Array(repeating: "0", count: max(0, 8 - head.count - tail.count))
        }
        groups += tail
        return groups.prefix(4).joined(separator: ":") + "::/64"
    }
}
