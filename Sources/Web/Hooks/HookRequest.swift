import Hummingbird
import NIOCore
import NIOHTTP1
import Wire

/// A webhook's request, read within the limits.
struct HookRequest: Sendable {
    /// 64 KiB: the longest text of 255 segments with its fields is far below.
    static let largestBody = 65_536

    let method: HTTPRequest.Method
    /// Path and query, byte for byte as they came.
    let target: String
    /// In order, repetitions among them.
    let headers: [(name: String, value: String)]
    /// Empty for GET.
    let body: [UInt8]

    /// The query as it came; empty where there is none.
    var query: [UInt8] {
        let utf8 = target.utf8
        guard let mark = utf8.firstIndex(of: UInt8(ascii: "?")) else { return [] }
        return Array(utf8[utf8.index(after: mark)...])
    }

    /// Why a request is not one.
    enum Problem: Error {
        case tooLarge
        /// It ended before its end, so that what came is not what was sent.
        case brokenOff
    }

    /// Reads the body.
    /// - Throws: ``Problem``, or `HTTPParserError` for what is no HTTP.
    init(_ request: Request) async throws {
        method = request.method
        target = request.head.path ?? ""
        headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        body = request.method == .get ? [] : try await Self.body(of: request)
    }

    private static func body(of request: Request) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap(Int.init)
        if let announced, announced > largestBody { throw Problem.tooLarge }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: largestBody)
        } catch let error as HTTPParserError {
            throw error
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge
        } catch {
            throw Problem.brokenOff
        }
        // A body cut short by a shutdown ends like a whole one.
        guard !Task.isCancelled, announced == nil || announced == buffer.readableBytes else {
            throw Problem.brokenOff
        }
        return Array(buffer.readableBytesView)
    }
}
