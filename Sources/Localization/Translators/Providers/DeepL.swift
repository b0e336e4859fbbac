import MessageFormat
import Wire

/// DeepL's API, version 2.
///
/// Slots go as `<x id="1"/>` with XML handling, the text escaped. Its glossaries are objects on its
/// server, one a pair, which a school would have to keep in step; so the terms go along as context,
/// which is not billed and binds nothing, and drafts are checked for them afterwards.
/// Source: DeepL's OpenAPI description 3.11.
struct DeepL: ProviderDialect {
    let url: String
    let key: String

    let kind = ServiceKind.deepl
    let ways: [SlotCarrier] = [.tag]
    /// Its limit; a body may have 128 KiB, and 413 has the batch halved.
    let largestBatch = 50

    private var headers: [(name: String, value: String)] {
        [("Authorization", "DeepL-Auth-Key \(key)")]
    }

    func languagesRequest() -> HTTPRequest? {
        var request = HTTPRequest("GET", url + "/v2/languages?type=target")
        request.headers = headers
        return request
    }

    /// A source is named by its language alone: `EN` beside the targets `EN-GB` and `EN-US`.
    func languages(in body: [UInt8]) -> ProviderLanguages? {
        guard let list = JSONValue(bytes: body)?.list, !list.isEmpty else { return nil }
        let targets = Set(list.compactMap { $0.member("language")?.text })
        guard targets.count == list.count else { return nil }
        let sources = Set(targets.map { String($0.prefix { $0 != "-" }) })
        return .between(Dictionary(sources.map { ($0, targets) }, uniquingKeysWith: { a, _ in a }))
    }

    func codes(for language: LanguageTag, asTarget: Bool, among: ProviderLanguages) -> [String] {
        let plain = language.language == "fil" ? "TL" : language.language.uppercased()
        guard asTarget else { return [plain] }
        let region = language.region.map { ["\(plain)-\($0)"] } ?? []
        switch language.language {
        case "en": return region + ["EN-US", "EN"]
        case "pt": return region + ["PT-PT", "PT"]
        case "zh":
            // Plain ZH is simplified: no reader of traditional characters is served by it.
            return language.likelyScript == "Hant" ? ["ZH-HANT"] : ["ZH-HANS", "ZH"]
        default: return region + [plain]
        }
    }

    func request(
        _ texts: [String], _ batch: TranslationBatch, from source: String, to target: String
    ) -> HTTPRequest {
        .json(
            url + "/v2/translate",
            .members([
                "text": .list(texts.map(JSONValue.text)), "source_lang": .text(source),
                "target_lang": .text(target), "tag_handling": .text("xml"),
                "context": .text(context(batch)),
            ]), headers: headers)
    }

    private func context(_ batch: TranslationBatch) -> String {
        let terms = batch.glossary.filter { !$0.approved.isEmpty }.prefix(100)
            .map { "\($0.term) = \($0.approved.prefix { $0 != "|" })" }
        let words = ["A school writes to a family. Each x element is a name, a date or a number."]
        return (words + terms).joined(separator: "\n")
    }

    func texts(in body: [UInt8], count: Int) throws(TranslatorFailure) -> [String] {
        let list = JSONValue(bytes: body)?.member("translations")?.list
        guard let list, list.count == count else { throw noTranslation }
        let texts = list.compactMap { $0.member("text")?.text }
        guard texts.count == count else { throw noTranslation }
        return texts
    }
}
