import Foundation
import Wire

/// One text that the catcher took, as it stands on a line of `texts.jsonl`.
struct CaughtText: Sendable, Codable, Hashable {
    /// The catcher's id of it, which it answered.
    let id: String
    /// RFC 3339, UTC.
    let received: String
    let reference: String
    let to: String
    let from: String
    let text: String
    /// How many messages a phone would have got, and how their letters are written.
    let segments: Int
    let encoding: String
    /// Whether it had come before under the same reference; a gateway would not send it again.
    let isRepeated: Bool
    /// Where its receipt goes.
    let receiptURL: String?

    enum CodingKeys: String, CodingKey {
        case id, received, reference, to, from, text, segments, encoding
        case isRepeated = "repeated"
        case receiptURL = "receipt_url"
    }
}

/// What Parley hands to a generic provider.
struct HandedText: Decodable {
    let type: String
    let data: Content

    struct Content: Decodable {
        let reference: String
        let to: String
        let from: String
        let text: String
        let receiptURL: String?

        enum CodingKeys: String, CodingKey {
            case reference, to, from, text
            case receiptURL = "receipt_url"
        }
    }

    /// Nil for what is no text.
    init?(_ bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(HandedText.self, from: Data(bytes)),
            read.type == "sms.send"
        else { return nil }
        self = read
    }

    /// As the catcher writes it.
    func caught(at now: Date, isRepeated: Bool) -> CaughtText {
        let measure = SMSMeasure(data.text)
        return CaughtText(
            id: "caught-\(data.reference)", received: now.formatted(.iso8601),
            reference: data.reference, to: data.to, from: data.from, text: data.text,
            segments: measure.segments, encoding: measure.encoding.rawValue,
            isRepeated: isRepeated, receiptURL: data.receiptURL)
    }
}
