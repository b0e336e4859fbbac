import Engines
import Foundation

extension RawSocket {
    /// Reads until so many answers have come, or the end; each of ours has a `Content-Length`.
    func answers(_ count: Int = 1) async -> [RawAnswer] {
        await blocking { socket in
            var bytes: [UInt8] = []
            var answers: [RawAnswer] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                while let (answer, length) = RawAnswer.first(in: bytes) {
                    answers.append(answer)
                    bytes.removeFirst(length)
                }
                if answers.count >= count { return answers }
                let got = recv(socket, &buffer, buffer.count, 0)
                guard got > 0 else { return answers }
                bytes += buffer[..<got]
            }
        }
    }

    func answer() async -> RawAnswer? { await answers(1).first }
}

/// One answer as it came over the socket.
struct RawAnswer: Sendable {
    let status: Int
    /// Status line and fields.
    let head: String
    let body: String

    /// The first whole one with its length in bytes.
    static func first(in bytes: [UInt8]) -> (RawAnswer, Int)? {
        let end = Array("\r\n\r\n".utf8)
        guard let start = bytes.firstRange(of: end) else { return nil }
        let head = String(decoding: bytes[..<start.lowerBound], as: UTF8.self)
        let lines = head.split(separator: "\r\n")
        let status = Int(lines.first?.split(separator: " ").dropFirst().first ?? "") ?? 0
        let field = lines.first { $0.lowercased().hasPrefix("content-length:") }
        let announced = field.flatMap { $0.split(separator: ":").last }
        let length = announced.flatMap { Int($0.drop { $0 == " " }) } ?? 0
        guard bytes.count >= start.upperBound + length else { return nil }
        let body = bytes[start.upperBound..<start.upperBound + length]
        return (
            RawAnswer(status: status, head: head, body: String(decoding: body, as: UTF8.self)),
            start.upperBound + length
        )
    }
}
