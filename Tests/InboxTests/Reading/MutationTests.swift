import Engines
import Foundation
import Inbox
import Testing

@Suite struct MutationTests {
    private static let sources: [[UInt8]] = {
        let mime = ReplyCorpus.corpora.appending(path: "mime/messages")
        let walker = FileManager.default.enumerator(at: mime, includingPropertiesForKeys: nil)
        var files = (walker?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "eml" }
        files += KindCorpus.items.map { KindCorpus.folder.appending(path: $0.name + ".eml") }
        files += ReadingCorpus.items.map { ReadingCorpus.folder.appending(path: $0.name + ".eml") }
        return files.sorted { $0.path < $1.path }.compactMap {
            (try? Data(contentsOf: $0)).map { [UInt8]($0) }
        }
    }()

    @Test(arguments: 0..<12)
    func `damaged mail is read in time and never lost`(_ seed: Int) throws {
        var generator = SeededGenerator(state: UInt64(seed) &* 7_919)
        #expect(Self.sources.count > 150)
        for _ in 0..<50 {
            let bytes = mutated(&generator)
            var read: ReadMessage?
            let time = processorTime { read = readMessage(bytes, hints: ["es"]) }
            let message = try #require(read)
            #expect(time < .seconds(5), "seed \(seed)")
            if message.kind == .unreadable { #expect(!message.evidence.isEmpty) }
            let hasWords = message.text.contains { !$0.isWhitespace }
            let hasReply = message.reply.contains { !$0.isWhitespace }
            #expect(
                hasReply || !hasWords || message.reply.isEmpty == message.text.isEmpty,
                "seed \(seed)")
        }
    }

    private func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        guard var bytes = Self.sources.randomElement(using: &generator) else { return [] }
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            let length = Int.random(in: 1...min(200, bytes.count - at), using: &generator)
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(at..<at + length)
            case 2: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
            case 3: bytes = Array(bytes[..<at])
            case 4:
                bytes.insert(
                    contentsOf: Array(interesting.randomElement(using: &generator) ?? "").flatMap {
                        Array(String($0).utf8)
                    }, at: at)
            case 5:
                for index in at..<at + length {
                    bytes[index] = UInt8.random(in: 0...255, using: &generator)
                }
            default:
                bytes.replaceSubrange(
                    at..<at + length, with: [UInt8](repeating: bytes[at], count: length))
            }
        }
        return bytes
    }

    private let interesting = [
        "\n\n", "\r", "\0", "--", "=?utf-8?B?", "?=", "Content-Type: multipart/mixed\n",
        "Content-Type: message/rfc822\n\n", "boundary=\"\"", "; charset=utf-7", "\n> ",
        "<blockquote>",
        "\nOn 1/1/26 a@b.example wrote:\n", "filename*0*=utf-8''%41", "\u{FFFD}", "&#x10FFFF;",
        "\n.\n",
        "BEGIN:VCALENDAR\nMETHOD:REPLY\n", "Content-Transfer-Encoding: base64\n", "(((((", "<<<<",
        "\"",
    ]
}
