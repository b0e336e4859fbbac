import Foundation
import Inbox
import Testing

/// What mail systems and programs write of themselves, with the kind that must be read of it.
enum KindCorpus {
    static let folder = ReplyCorpus.corpora.appending(path: "kinds")

    struct Item: Decodable, Sendable, CustomTestStringConvertible {
        struct Report: Decodable, Sendable { let recipient: String, kind: String, status: String? }
        let name: String
        let made: String
        let kind: String
        let evidence: String?
        let bounces: [Report]?

        var testDescription: String { "\(name): \(made)" }

        func read() throws -> ReadMessage {
            let file = KindCorpus.folder.appending(path: name + ".eml")
            return readMessage([UInt8](try Data(contentsOf: file)))
        }
    }

    struct Subject: Decodable, Sendable, CustomTestStringConvertible {
        let language: String, subject: String
        var testDescription: String { "\(language): \(subject)" }
    }

    static let items: [Item] = decoded("cases.json")
    static let subjects: [Subject] = decoded("automatic-subjects.json")

    private static func decoded<Value: Decodable>(_ name: String) -> [Value] {
        let data = (try? Data(contentsOf: folder.appending(path: name))) ?? Data()
        return (try? JSONDecoder().decode([Value].self, from: data)) ?? []
    }
}
