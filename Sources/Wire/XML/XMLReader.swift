import Foundation

/// Reads an XML 1.0 document step by step, in flat memory whatever its length.
///
/// ```swift
/// let reader = try XMLReader(file: url)
/// while let event = try reader.next() { … }
/// ```
/// Made for files from strangers. Nothing but the given bytes is ever opened. A document type may
/// be named (`<!DOCTYPE tmx SYSTEM "tmx14.dtd">`), yet is not fetched, and one that declares
/// anything of its own (entities, attributes) is refused: so neither entities that multiply nor
/// entities that read files exist. Depth, text and tags have limits. The encoding is the one that
/// the document declares, as far as libxml2 knows it. Comments and instructions are passed over.
public final class XMLReader {
    /// How much a document may hold at once.
    public struct Limits: Sendable {
        /// Elements within one another.
        public var depth = 64
        /// Bytes of UTF-8 between two tags, and likewise of a tag or comment.
        public var text = 1 << 20

        /// The usual limits.
        public init() {}
    }

    private let bytes: (Int) throws -> [UInt8]
    private let parser: XMLPushParser
    private var waiting: ArraySlice<XMLEvent> = []
    private var isAtEnd = false
    private var failure: (any Error)?

    /// Reads from a source.
    ///
    /// `bytes`: Gives at most so many bytes, and none at the end.
    public init(limits: Limits = Limits(), from bytes: @escaping (Int) throws -> [UInt8]) {
        self.bytes = bytes
        parser = XMLPushParser(limits)
    }

    /// Reads bytes that are at hand.
    public convenience init(_ document: [UInt8], limits: Limits = Limits()) {
        var rest = document[...]
        self.init(limits: limits) { count in
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
    }

    /// Reads a file.
    /// - Throws: What opening it throws.
    public convenience init(file: URL, limits: Limits = Limits()) throws {
        let handle = try FileHandle(forReadingFrom: file)
        self.init(limits: limits) { try handle.read(upToCount: $0).map(Array.init) ?? [] }
    }

    /// The next step; nil once the document has ended.
    ///
    /// - Throws: ``XMLProblem``, or what the source of bytes throws; the same again if asked again.
    public func next() throws -> XMLEvent? {
        if let event = waiting.popFirst() { return event }
        if let failure { throw failure }
        do {
            while waiting.isEmpty && !isAtEnd { try readOn() }
        } catch {
            // What stands before the place of the problem is still read.
            waiting = parser.takeEvents()[...]
            failure = error
            if waiting.isEmpty { throw error }
        }
        return waiting.popFirst()
    }

    private func readOn() throws {
        let piece = try bytes(Self.pieceSize)
        isAtEnd = piece.isEmpty
        try parser.push(piece, isLast: isAtEnd)
        waiting = parser.takeEvents()[...]
    }

    private static let pieceSize = 1 << 15
}
