import Foundation
import Testing
import Wire

/// The published MIME messages with the values expected of them.
enum MIMECorpus {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora/mime")

    struct Item: Decodable, Sendable, CustomTestStringConvertible {
        struct Address: Decodable, Sendable, Hashable { let name: String, email: String }
        struct File: Decodable, Sendable {
            let filename: String, content_type: String, payload_base64: String
        }
        struct Expected: Decodable, Sendable {
            let subject: String
            let from_values: Address?
            let to_values: [Address]
            let cc_values: [Address]
            let date: String?
            let text: String
            let attachments: [File]
        }
        let id: String
        let eml: String
        let expected: Expected

        var testDescription: String { id }

        func bytes() throws -> [UInt8] {
            [UInt8](try Data(contentsOf: MIMECorpus.folder.appending(path: eml)))
        }
    }

    static let items: [Item] = {
        let data = (try? Data(contentsOf: folder.appending(path: "cases.json"))) ?? Data()
        return (try? JSONDecoder().decode([Item].self, from: data)) ?? []
    }()

    static let fields = ["subject", "from", "to", "cc", "date", "text", "attachments"]

    /// What differs from what is expected: field name to a sentence.
    static func differences(_ item: Item) throws -> [String: String] {
        let mail: ParsedMail
        do {
            mail = try readMail(try item.bytes()).value
        } catch {
            return ["message": "\(error)"]
        }
        let expected = item.expected
        var found: [String: String] = [:]
        func compare<T: Equatable>(_ field: String, _ got: T, _ wanted: T) {
            if got != wanted { found[field] = "got \(got), expected \(wanted)" }
        }
        compare("subject", folded(mail.subject), folded(expected.subject))
        compare("from", mail.from.map(address), expected.from_values)
        compare("to", mail.to.map(address), expected.to_values)
        compare("cc", mail.cc.map(address), expected.cc_values)
        compare("date", mail.date, expected.date.flatMap(milliseconds))
        compare("text", lines(mail.plainText ?? ""), lines(expected.text))
        compare(
            "attachments",
            mail.attachments.map { file($0.fileName ?? "", $0.type, $0.bytes) }.sorted(),
            expected.attachments.map {
                file(
                    $0.filename, $0.content_type,
                    [UInt8](Data(base64Encoded: $0.payload_base64) ?? Data()))
            }.sorted())
        return found
    }

    private static func address(_ mailbox: Mailbox) -> Item.Address {
        Item.Address(name: mailbox.name ?? "", email: mailbox.address)
    }

    private static func file(_ name: String, _ type: String, _ bytes: [UInt8]) -> String {
        "\(name)|\(type)|\(bytes.count)|\(bytes.hashValue)"
    }

    private static func folded(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func lines(_ text: String) -> String {
        text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n")
            .map { folded(String($0)) }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func milliseconds(_ text: String) -> Int64? {
        let hasZone = text.hasSuffix("Z") || text.dropFirst(19).contains { $0 == "+" || $0 == "-" }
        let style = Date.ISO8601FormatStyle()
        guard let date = try? style.parse(hasZone ? text : text + "Z") else { return nil }
        return Int64(date.timeIntervalSince1970) * 1_000
    }
}
