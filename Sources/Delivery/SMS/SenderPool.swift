import Crypto
import Foundation

/// The numbers, or names that the provider knows, which a school's texts go out from.
///
/// A conversation keeps its number: a text goes out from the one that its reader was last written to
/// from, also when the pool has grown since. Readers who are new are spread evenly. What is urgent
/// goes out from a number of its own, where there is one, which STOP to an ordinary number does not
/// end (`design.md` §11).
public struct SenderPool: Sendable, Hashable {
    /// One or more.
    public let ordinary: [String]
    /// The one for emergencies; nil where they go out from the ordinary ones.
    public let emergency: String?

    /// Describes a pool.
    ///
    /// `ordinary`: Each counts once.
    public init(ordinary: [String], emergency: String? = nil) {
        self.ordinary = ordinary.enumerated().filter { index, sender in
            ordinary.firstIndex(of: sender) == index
        }.map(\.element)
        self.emergency = emergency == "" ? nil : emergency
    }

    /// All of them: what comes from one of these is no family's, and families write to each.
    public var all: [String] { ordinary + [emergency].compactMap { $0 } }

    /// Whether what is urgent goes out from a number of its own.
    public var separatesEmergencies: Bool {
        emergency.map { !ordinary.contains($0) } ?? false
    }

    /// Which one a text goes out from.
    /// - Parameters:
    ///   - address: The reader's number, E.164.
    ///   - isUrgent: Whether the text can't wait.
    ///   - lastUsed: The ordinary one of the last text to the reader; nil for the first.
    /// - Returns: Empty for a pool without any, where the provider chooses.
    public func sender(for address: String, isUrgent: Bool, lastUsed: String?) -> String {
        if isUrgent, let emergency { return emergency }
        if let lastUsed, ordinary.contains(lastUsed) { return lastUsed }
        guard ordinary.count > 1 else { return ordinary.first ?? "" }
        return ordinary.max { weight($0, address) < weight($1, address) } ?? ""
    }

    /// Rendezvous hashing: even, the same on every machine, and a number more or less moves no reader
    /// between the others.
    private func weight(_ sender: String, _ address: String) -> UInt64 {
        SHA256.hash(data: Data("\(sender) \(address)".utf8)).prefix(8)
            .reduce(0) { $0 << 8 | UInt64($1) }
    }
}
