import MessageFormat

/// The status for scripts, as JSON:
/// `{"languages":[{"language":"so","broken":false,"notices":[{"notice":"urgent","state":"draft",
/// "messages":{"draft":14}}]}],"helpOnly":["km"],"sharedError":false}`.
public struct StatusReport: Sendable, Encodable {
    private struct Language: Sendable, Encodable {
        let language: String
        let broken: Bool
        let notices: [Notice]
    }

    private struct Notice: Sendable, Encodable {
        let notice: String
        let state: TranslationState
        let messages: [String: Int]
    }

    private let languages: [Language]
    private let helpOnly: [String]
    private let sharedError: Bool

    /// A report on some languages; on all when there are none.
    public init(_ status: CatalogStatus, _ wanted: [LanguageTag] = []) {
        let isWanted = { (tag: LanguageTag) in wanted.isEmpty || wanted.contains(tag) }
        languages = status.languages.filter(isWanted).map { tag in
            Language(
                language: tag.text, broken: status.broken.contains(tag),
                notices: status.notices.compactMap { notice in
                    status.cell(notice.id, tag).map { cell in
                        Notice(
                            notice: notice.id, state: cell.state,
                            messages: Dictionary(
                                uniqueKeysWithValues: cell.messages.map { ($0.rawValue, $1) }))
                    }
                })
        }
        helpOnly = status.helpOnly.filter(isWanted).map(\.text)
        sharedError = status.hasSharedError
    }
}
