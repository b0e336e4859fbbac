import Foundation
import Testing

/// `Tests/Corpora/providers/<name>.json`.
struct ProviderCases: Decodable {
    let outgoing: [Outgoing]
    let answers: [Answer]
    let texts: [Brought]
    let receipts: [Brought]

    init(_ name: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Corpora/providers/\(name).json")
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }

    struct Outgoing: Decodable {
        let what: String
        let text: String
        let from: String?
        /// A null is none; a missing one is the usual.
        let receiptURL: Given<String>
        let settings: [String: String]?
        let method: String
        let url: String
        let account: String?
        let headers: [String: String]
        let signedBy: [String]?
        let body: String?
        let json: AnyJSON?

        enum CodingKeys: CodingKey {
            case what, text, from, receiptURL, settings, method, url, account, headers, signedBy
            case body, json
        }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            what = try values.decode(String.self, forKey: .what)
            text = try values.decode(String.self, forKey: .text)
            from = try values.decodeIfPresent(String.self, forKey: .from)
            receiptURL = try Given(values, .receiptURL)
            settings = try values.decodeIfPresent([String: String].self, forKey: .settings)
            method = try values.decode(String.self, forKey: .method)
            url = try values.decode(String.self, forKey: .url)
            account = try values.decodeIfPresent(String.self, forKey: .account)
            headers = try values.decode([String: String].self, forKey: .headers)
            signedBy = try values.decodeIfPresent([String].self, forKey: .signedBy)
            body = try values.decodeIfPresent(String.self, forKey: .body)
            json = try values.decodeIfPresent(AnyJSON.self, forKey: .json)
        }
    }

    struct Answer: Decodable {
        let what: String
        let status: Int
        let body: String?
        let base64: String?
        let isCut: Bool?
        let verdict: String
        let words: String?

        var bytes: [UInt8] { ProviderCases.bytes(body, base64) }
    }

    struct Brought: Decodable {
        let what: String
        let bytes: String?
        let base64: String?
        let headers: [String: String]?
        let delivery: String?
        let error: String?
        let id: String?
        let from: String?
        let to: String?
        let text: String?
        let media: Int?
        let reference: String?
        let state: String?
        let refusal: String?
        let words: String?
        /// `2/3` for the second of three.
        let part: String?
        /// Into how many it is taken apart; nil for one.
        let parts: Int?

        var raw: [UInt8] { ProviderCases.bytes(bytes, base64) }
        var headerList: [(name: String, value: String)] {
            (headers ?? [:]).map { ($0.key, $0.value) }
        }
    }

    private static func bytes(_ text: String?, _ base64: String?) -> [UInt8] {
        base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? Array((text ?? "").utf8)
    }
}

/// A value that may be missing, null or there.
enum Given<Value: Decodable>: Decodable {
    case missing
    case value(Value?)

    init<Key: CodingKey>(_ values: KeyedDecodingContainer<Key>, _ key: Key) throws {
        self =
            values.contains(key)
            ? .value(try values.decodeIfPresent(Value.self, forKey: key)) : .missing
    }
}

/// JSON to compare without regard to order and escapes.
enum AnyJSON: Decodable, Hashable {
    case object([String: AnyJSON])
    case list([AnyJSON])
    case text(String)
    case number(Double)
    case bool(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([AnyJSON].self) {
            self = .list(list)
        } else {
            self = .object(try value.decode([String: AnyJSON].self))
        }
    }
}
