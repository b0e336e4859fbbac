import Crypto
import Foundation
import Wire

/// The bytes of a roster file as they are read, a piece at a time: counted, and hashed.
struct RosterBytes {
    /// The file is larger than it may be.
    struct TooLarge: Error {}

    private let supply: () throws -> [UInt8]?
    private let limit: Int
    private var count = 0
    private var hash = SHA256()

    /// `supply`: The next piece; nil or nothing at the end. `limit`: The most bytes in all.
    init(limit: Int, _ supply: @escaping () throws -> [UInt8]?) {
        self.supply = supply
        self.limit = limit
    }

    /// SHA-256 of what has been read, in hex.
    var digest: String { hexText(hash.finalize()) }

    /// The next piece; nil at the end.
    mutating func next() throws -> [UInt8]? {
        guard let piece = try supply(), !piece.isEmpty else { return nil }
        count += piece.count
        guard count <= limit else { throw TooLarge() }
        hash.update(data: piece)
        return piece
    }
}

/// A part of a file that moves along with the reading, and grows where one row is long.
struct RosterWindow {
    /// What of the file is at hand.
    private(set) var bytes: [UInt8] = []
    /// How many bytes of the file stand before the window.
    private(set) var offset = 0
    /// Whether the file ends with the window.
    private(set) var isLast = false
    private(set) var source: RosterBytes

    init(_ source: RosterBytes) {
        self.source = source
    }

    /// Lets go of the first bytes, and takes in at least as many as are left.
    mutating func advance(past count: Int) throws {
        bytes.removeFirst(count)
        offset += count
        let wanted = bytes.count * 2
        repeat {
            guard let piece = try source.next() else {
                isLast = true
                return
            }
            bytes += piece
        } while bytes.count < wanted
    }
}
