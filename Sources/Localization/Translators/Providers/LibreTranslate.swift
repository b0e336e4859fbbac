import MessageFormat
import Wire

/// LibreTranslate 1.x, a server that a school can run itself.
///
/// Slots go as words (`X1X`) in plain text, so that the model sees a whole sentence; where one
/// comes back changed, the segment goes again as HTML with elements. There the server keeps every
/// element and translates the pieces between them one by one (argostranslate 1.11 `translate_tags`),
/// which is safe and clumsy; so such a draft is marked.
/// Source: LibreTranslate's API, July 2026.
struct LibreTranslate: ProviderDialect {
    let url: String
    let key: String?

    let kind = ServiceKind.libretranslate
    let ways: [SlotCarrier] = [.word, .tag]
    let largestBatch = 50

    func languagesRequest() -> HTTPRequest? { HTTPRequest("GET", url + "/languages") }

    func languages(in body: [UInt8]) -> ProviderLanguages? {
        guard let list = JSONValue(bytes: body)?.list else { return nil }
        var table: [String: Set<String>] = [:]
        for item in list {
            guard let code = item.member("code")?.text, let targets = item.member("targets")?.list
            else { return nil }
            table[code] = Set(targets.compactMap(\.text))
        }
        return .between(table)
    }

    /// Older servers speak their own codes: `zt` for traditional Chinese, `pb` for Brazil's
    /// Portuguese.
    func codes(for language: LanguageTag, asTarget: Bool, among: ProviderLanguages) -> [String] {
        switch (language.language, language.likelyScript, language.region) {
        case ("zh", "Hant", _): ["zh-Hant", "zt"]
        case ("zh", _, _): ["zh-Hans", "zh"]
        case ("pt", _, "BR"): ["pt-BR", "pb", "pt"]
        case ("fil", _, _): ["fil", "tl"]
        default: [language.text, language.language]
        }
    }

    func request(
        _ texts: [String], _ batch: TranslationBatch, from source: String, to target: String
    ) -> HTTPRequest {
        let isMarkup = ways.indices.contains(batch.way) && ways[batch.way] == .tag
        var members = [
            JSONMember(name: "q", value: .list(texts.map(JSONValue.text))),
            JSONMember(name: "source", value: .text(source)),
            JSONMember(name: "target", value: .text(target)),
            JSONMember(name: "format", value: .text(isMarkup ? "html" : "text")),
        ]
        if let key { members.append(JSONMember(name: "api_key", value: .text(key))) }
        return .json(url + "/translate", .object(members))
    }

    func texts(in body: [UInt8], count: Int) throws(TranslatorFailure) -> [String] {
        let list = JSONValue(bytes: body)?.member("translatedText")?.list
        guard let list, list.count == count else { throw noTranslation }
        let texts = list.compactMap(\.text)
        guard texts.count == count else { throw noTranslation }
        return texts
    }

    /// 400 is also said of a key that is wanted and of a text that is too long.
    func failure(status: Int, body: [UInt8]) -> TranslatorFailure.Kind? {
        guard status == 400 else { return nil }
        let words = JSONValue(bytes: body)?.member("error")?.text?.lowercased() ?? ""
        if words.contains("api key") { return .key }
        if words.contains("limit") { return .tooLarge }
        return words.contains("not supported") ? .pair : .request
    }

    func doubts(takenFrom text: inout String, way: SlotCarrier, source: TextSegment) -> [Doubt] {
        way == .tag && !source.slots.isEmpty ? [Doubt(.slotOrder)] : []
    }
}
