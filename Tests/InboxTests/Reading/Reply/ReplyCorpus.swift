import Foundation
import Inbox
import Testing
import Wire

/// Published mail bodies with the reply that a reader should see.
enum ReplyCorpus {
    static let corpora = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "Corpora")

    struct Item: Decodable, Sendable, CustomTestStringConvertible {
        let id: String
        let input_file: String
        let expected_reply: String?
        let contains: [String]?
        let excludes: [String]?

        var testDescription: String { id }

        func text() throws -> String {
            let data = try Data(contentsOf: corpora.appending(path: "reply-text/\(input_file)"))
            return String(decoding: data, as: UTF8.self).replacingOccurrences(
                of: "\r\n", with: "\n")
        }
    }

    static let items: [Item] = {
        let file = corpora.appending(path: "reply-text/cases.json")
        let data = (try? Data(contentsOf: file)) ?? Data()
        return (try? JSONDecoder().decode([Item].self, from: data)) ?? []
    }()

    /// What is wrong with the reply; nil when it is as expected.
    static func difference(_ item: Item) throws -> String? {
        let reply = visibleReply(try item.text()).reply
        if let expected = item.expected_reply, plain(reply) != plain(expected) {
            return "got:\n\(reply)\nexpected:\n\(expected)"
        }
        for words in item.contains ?? [] where !reply.contains(words) { return "lacks \(words)" }
        for words in item.excludes ?? [] where reply.contains(words) { return "still has \(words)" }
        return nil
    }

    /// Ends trimmed, and the trailing blanks of each line.
    private static func plain(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                String(line.reversed().drop { $0.isWhitespace }.reversed())
            }
            .joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
