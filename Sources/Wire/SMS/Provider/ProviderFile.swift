/// What a provider's file says, beyond what everybody may see of it in ``SMSProvider``.
struct ProviderFile: Sendable {
    let request: Request
    let response: Response
    let inbound: Inbound
    let receipt: Receipt
    let signature: Signature
    /// By setting, where one has a default.
    let defaults: [String: TextTemplate]

    /// How a text is handed over.
    struct Request: Sendable {
        let method: String
        let url: TextTemplate
        let headers: [Field]
        let auth: Auth
        let body: Body
        /// The words for GSM-7 and UCS-2; an empty one is none.
        let encoding: (gsm7: String, ucs2: String)?
    }

    struct Field: Sendable, Hashable {
        let name: String
        let value: TextTemplate
    }

    enum Auth: Sendable {
        case none
        case basic(user: TextTemplate, password: TextTemplate)
        case header(Field)
        /// Names of settings.
        case standardWebhooks(secrets: [String])
    }

    enum Body: Sendable {
        case json(JSONTemplate)
        case form([Field])
        case query([Field])
    }

    /// What an answer means.
    struct Response: Sendable {
        enum Format: String, CaseIterable { case json, text }

        let format: Format
        let id: Place?
        let isIDRequired: Bool
        let code: [Place]
        let message: [Place]
        let errors: [ErrorRule]
        let acceptedStatus: [StatusPattern]
        let acceptedWhen: [ProviderCondition]
    }

    /// How a parent's text is read.
    struct Inbound: Sendable {
        let hook: Hook
        let id: Place?
        let from: Place
        let to: Place
        /// The first place that holds words is read: what comes with pictures may have them elsewhere.
        let text: [Place]
        let media: Media?
        let part: Part?
    }

    /// Pictures and the like beside a text: how many, and where they lie.
    struct Media: Sendable {
        /// A number, or a list; nil where only the addresses tell how many there are.
        let count: Place?
        /// Where the addresses stand, the first place that holds one; `{n}` in a form's field is 0,
        /// 1, 2 …, `*` in JSON each entry of a list.
        let urls: [Place]
        /// Where they may be fetched from: host names, `*.` for any below one, or the address of a
        /// server.
        let hosts: [TextTemplate]
        /// What the first server, and no other, is told of who asks.
        let account: Account?

        enum Account: Sendable {
            case basic(user: TextTemplate, password: TextTemplate)
            case header(Field)

            var templates: [TextTemplate] {
                switch self {
                case .basic(let user, let password): [user, password]
                case .header(let field): [field.value]
                }
            }
        }
    }

    /// How a text that comes in several parts says which of how many it is.
    enum Part: Sendable {
        case places(number: Place, count: Place, reference: Place?)
        /// A form's field that holds the user data header as it is.
        case header(field: String)
    }

    /// How a receipt is read.
    struct Receipt: Sendable {
        let hook: Hook
        let id: Place?
        let reference: Place?
        let state: Place
        let states: [String: TextReceipt.State]
        let code: Place?
        let reason: Place?
        let errors: [ErrorRule]
    }

    /// What texts and receipts have in common.
    struct Hook: Sendable {
        enum Format: String, CaseIterable { case json, form }

        let method: SMSProvider.HookMethod
        let format: Format
        /// A list that may hold several texts or receipts; the places are those of its first.
        let each: Place?
        let only: [(place: Place, words: [String])]
        let delivery: [DeliveryPart]
    }

    enum DeliveryPart: Sendable, Hashable {
        case header(String)
        case place(Place)
    }

    struct Signature: Sendable {
        /// A key of ``signatureSchemes``.
        let scheme: String
        /// Names of settings.
        let secrets: [String]
        /// The setting that names the one digest to believe; nil where there is no choice.
        let digest: String?
    }
}

/// Where something stands in what a provider sends.
enum Place: Sendable, Hashable {
    /// A pointer into JSON, without its slashes and escapes. Source: RFC 6901.
    case pointer([String])
    /// A form's field.
    case field(String)
    /// All of a text.
    case body

    /// Whether it means every entry of a list.
    var isOfEach: Bool {
        if case .pointer(let names) = self { return names.contains("*") }
        return false
    }

    /// The place as the file writes it.
    var text: String {
        switch self {
        case .pointer(let names):
            names.map {
                "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1")
            }.joined()
        case .field(let name): name
        case .body: "body"
        }
    }
}

/// `404`, or `4xx` for the whole hundred.
struct StatusPattern: Sendable, Hashable {
    let range: ClosedRange<Int>

    init?(_ text: String) {
        if text.utf8.count == 3, text.hasSuffix("xx"), let hundred = Int(text.prefix(1)),
            (1...5).contains(hundred)
        {
            range = hundred * 100...hundred * 100 + 99
        } else if let status = Int(text), (100...599).contains(status) {
            range = status...status
        } else {
            return nil
        }
    }
}

/// A condition on an answer.
struct ProviderCondition: Sendable, Hashable {
    /// Any when empty.
    let status: [StatusPattern]
    /// Where to look, the first that holds something; empty for the status alone.
    let places: [Place]
    let isOne: [String]
    let begins: [String]
    let isNone: [String]

    /// Whether it fits an answer of this status and what `found` finds in it; where a place means
    /// every entry of a list, all of them have to fit.
    func fits(status code: Int?, _ found: (Place) -> [BroughtValue]) -> Bool {
        if !status.isEmpty {
            guard let code, status.contains(where: { $0.range.contains(code) }) else {
                return false
            }
        }
        if places.isEmpty { return true }
        let values = places.map(found).first { $0.contains(where: \.holdsSomething) }
        return values?.allSatisfy { fits($0.word ?? "") } ?? false
    }

    private func fits(_ word: String) -> Bool {
        if !isOne.isEmpty, !isOne.contains(word) { return false }
        if !begins.isEmpty, !begins.contains(where: { word.hasPrefix($0) }) { return false }
        return !isNone.contains(word)
    }
}

/// A condition, and what it means.
struct ErrorRule: Sendable, Hashable {
    let condition: ProviderCondition
    let means: SMSRefusal
}
