import Foundation
import Inbox
import Testing

/// Messages of our own making with what must be read of them.
enum ReadingCorpus {
    static let folder = ReplyCorpus.corpora.appending(path: "reading")

    struct Expected: Decodable, Sendable {
        struct Report: Decodable, Sendable {
            let recipient: String, action: String, status: String?, kind: String
        }
        struct Answer: Decodable, Sendable { let uid: String, attendee: String, partstat: String }
        let kind: String?
        let reply: String?
        let replyContains: [String]?
        let replyExcludes: [String]?
        let language: String?
        let subject: String?
        let evidence: String?
        let bounces: [Report]?
        let rsvp: Answer?
        let attachments: [String]?
        let forgiven: [String]?
    }

    struct Item: Sendable, CustomTestStringConvertible {
        let name: String
        var testDescription: String { name }

        func bytes() throws -> [UInt8] {
            [UInt8](try Data(contentsOf: folder.appending(path: name + ".eml")))
        }

        func expected() throws -> Expected {
            let data = try Data(contentsOf: folder.appending(path: name + ".json"))
            return try JSONDecoder().decode(Expected.self, from: data)
        }
    }

    static let items: [Item] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".eml") }.sorted()
            .map { Item(name: String($0.dropLast(4))) }
    }()
}
