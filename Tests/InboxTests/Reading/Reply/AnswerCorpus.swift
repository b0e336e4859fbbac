import Foundation
import Inbox
import Testing

/// Answers as mail programs write them, with the words that a reader should see. How they were made
/// stands in `Corpora/replies/README.md`.
enum AnswerCorpus {
    static let folder = ReplyCorpus.corpora.appending(path: "replies")

    struct Item: Decodable, Sendable, CustomTestStringConvertible {
        let name: String, client: String, interface: String, language: String, shape: String
        /// The new words; nil where answers stand between quotes.
        let reply: String?
        /// Quoted line and answer, in order.
        let answers: [[String]]?
        let excludes: [String]?
        let forwarded: [String]?
        /// What we wrote, where only that tells.
        let sent: String?

        var testDescription: String { name }

        /// Kept from whoever writes rules: every mail of a program whose digest is divisible by
        /// eight, so that there are programs that no rule was written from, and of the others every
        /// mail whose own is.
        var isHeldAside: Bool { digest(client) % 8 == 0 || digest(name) % 8 == 0 }
    }

    static let items: [Item] = {
        let data = (try? Data(contentsOf: folder.appending(path: "cases.json"))) ?? Data()
        return (try? JSONDecoder().decode([Item].self, from: data)) ?? []
    }()

    /// FNV-1a, 64 bits.
    private static func digest(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    static func read(_ item: Item) throws -> ReadMessage {
        let data = try Data(contentsOf: folder.appending(path: item.name + ".eml"))
        var message = readMessage([UInt8](data))
        if let sent = item.sent { message.cut(knowing: [sent], words: .standard) }
        return message
    }

    /// What is wrong with what is shown; nil when it is as expected. Wrapping does not count.
    static func difference(_ item: Item) throws -> String? {
        let message = try read(item)
        if let reply = item.reply, plain(reply) != plain(message.reply) {
            return "got:\n\(message.reply)\nexpected:\n\(reply)"
        }
        for words in item.excludes ?? [] where plain(message.reply).contains(plain(words)) {
            return "still has \(words)"
        }
        let forwarded = plain(text(of: .forwarded, in: message))
        for words in item.forwarded ?? [] where !forwarded.contains(plain(words)) {
            return "lacks what was passed on: \(words)"
        }
        for pair in item.answers ?? [] {
            if let problem = missing(pair, in: message) { return problem }
        }
        return nil
    }

    /// An answer must be shown, and stand right below the line that it answers.
    private static func missing(_ pair: [String], in message: ReadMessage) -> String? {
        guard let question = pair.first, let answer = pair.last else { return "no pair" }
        guard plain(message.reply).contains(plain(answer)) else { return "lacks \(answer)" }
        let isBelow = zip(message.pieces, message.pieces.dropFirst()).contains { above, piece in
            above.kind == .answered && plain(above.text).contains(plain(question))
                && piece.kind == .words && plain(piece.text) == plain(answer)
        }
        return isBelow ? nil : "\(answer) does not stand below \(question)"
    }

    private static func text(of kind: ReplyPiece.Kind, in message: ReadMessage) -> String {
        message.pieces.filter { $0.kind == kind }.map(\.text).joined(separator: "\n")
    }

    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
