import Foundation
import MessageFormat
import Wire

/// Apertium's APY, rules instead of a model; few pairs have English.
///
/// One text a request. Slots go as words (`X1X`), plain text: with HTML, elements are blanks to the
/// grammar, which moves words past them ("late on" became "tarde encima"), and with text an element's
/// own letters are translated. Unknown words come back with an asterisk, which is taken off again
/// and makes a doubt; a source with an asterisk of its own goes without.
/// Source: Apertium APY, October 2025, and its server with English and Spanish.
struct Apertium: ProviderDialect {
    let url: String

    let kind = ServiceKind.apertium
    let ways: [SlotCarrier] = [.word]
    let largestBatch = 1

    func languagesRequest() -> HTTPRequest? { HTTPRequest("GET", url + "/listPairs") }

    func languages(in body: [UInt8]) -> ProviderLanguages? {
        guard let list = JSONValue(bytes: body)?.member("responseData")?.list else { return nil }
        var table: [String: Set<String>] = [:]
        for pair in list {
            guard let source = pair.member("sourceLanguage")?.text,
                let target = pair.member("targetLanguage")?.text
            else { return nil }
            table[source, default: []].insert(target)
        }
        return .between(table)
    }

    /// ISO 639-3 codes, at times with a region behind `_`: those that mean the language are taken
    /// from the server's own list, the shortest first.
    func codes(for language: LanguageTag, asTarget: Bool, among: ProviderLanguages) -> [String] {
        guard case .between(let table) = among else { return [] }
        let codes = asTarget ? Set(table.values.joined()) : Set(table.keys)
        return codes.filter { code in
            guard let tag = LanguageTag(code) else { return false }
            return tag.language == language.language && tag.likelyScript == language.likelyScript
        }.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    }

    func request(
        _ texts: [String], _ batch: TranslationBatch, from source: String, to target: String
    ) -> HTTPRequest {
        let text = texts.first ?? ""
        var request = HTTPRequest("POST", url + "/translate")
        request.headers = [("Content-Type", "application/x-www-form-urlencoded")]
        let fields = [
            ("langpair", "\(source)|\(target)"), ("format", "txt"),
            ("markUnknown", text.contains("*") ? "no" : "yes"), ("q", text),
        ]
        request.body = Array(
            fields.map { "\($0)=\(Self.encode($1))" }.joined(separator: "&").utf8)
        return request
    }

    /// Everything but letters and digits of ASCII as `%XX` (WHATWG URL, form encoding).
    private static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var encoded = String.UnicodeScalarView()
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122: encoded.append(Unicode.Scalar(byte))
            default: encoded += ["%", digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(encoded)
    }

    func texts(in body: [UInt8], count: Int) throws(TranslatorFailure) -> [String] {
        let answer = JSONValue(bytes: body)
        let text = answer?.member("responseData")?.member("translatedText")?.text
        guard let text, count == 1, answer?.member("responseStatus") == .number("200") else {
            throw noTranslation
        }
        return [text]
    }

    /// 400 is what it says of a pair that it lacks.
    func failure(status: Int, body: [UInt8]) -> TranslatorFailure.Kind? {
        let words = JSONValue(bytes: body)?.member("explanation")?.text?.lowercased() ?? ""
        return status == 400 && words.contains("pair") ? .pair : nil
    }

    func doubts(takenFrom text: inout String, way: SlotCarrier, source: TextSegment) -> [Doubt] {
        guard !source.words.contains("*") else { return [] }
        var unknown: [String] = []
        let pieces = text.split(separator: "*", omittingEmptySubsequences: false)
        for piece in pieces.dropFirst() {
            let word = String(piece.prefix { $0.isLetter || $0.isNumber })
            // A slot is unknown to every dictionary.
            if !word.isEmpty, !word.contains(where: \.isNumber) { unknown.append(word) }
        }
        text = pieces.joined()
        return unknown.prefix(8).map { Doubt(.untranslated, $0) }
    }
}
