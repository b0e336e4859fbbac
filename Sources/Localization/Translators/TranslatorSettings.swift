import MessageFormat

/// The protocols that are spoken.
public enum ServiceKind: String, Sendable, Hashable, CaseIterable, Codable {
    /// LibreTranslate, 1.x.
    case libretranslate
    /// DeepL's API, version 2.
    case deepl
    /// Apertium's APY.
    case apertium
    /// Chat completions, as OpenAI's and many others' servers offer them.
    case openai
}

/// Which services translate, and in which order they are asked for a pair of languages.
///
/// Without a service nothing ever leaves: memory and people still work.
public struct TranslatorSettings: Sendable, Hashable {
    /// One server.
    public struct Service: Sendable, Hashable {
        /// What settings and audit call it.
        public let name: String
        /// What it speaks.
        public let kind: ServiceKind
        /// `https://…`, without a slash at the end.
        public let url: String
        /// The secret; nil where none is wanted.
        public var key: String?
        /// For ``ServiceKind/openai`` alone.
        public var model: String?
        /// Characters that may leave in a month, UTC; nil for no limit.
        public var charactersPerMonth: Int?
        /// For a batch at this service, all tries together.
        public var timeout: Duration = .seconds(15)
        /// Requests at once.
        public var connections = 4
        /// Segments in a request.
        public var batch = 20
        /// Authorities to trust instead of the system's.
        public var caFile: String?

        /// Describes a server with the usual patience.
        public init(_ name: String, _ kind: ServiceKind, url: String) {
            self.name = name
            self.kind = kind
            self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        }

        /// Host and port of the address, for people and the audit trail.
        public var host: String {
            let rest = url.split(separator: "//", maxSplits: 1).last ?? ""
            return String(rest.prefix { $0 != "/" && $0 != "?" })
        }
    }

    /// All of them; names are their own.
    public let services: [Service]
    /// By pair as settings write it (`en>es`), and `default`: names in the order of asking.
    public let orders: [String: [String]]

    /// Joins services and orders.
    public init(services: [Service] = [], orders: [String: [String]] = [:]) {
        self.services = services
        self.orders = orders
    }

    /// The services for a pair, the first to be asked first.
    ///
    /// The pair as it is written, then without script and region, then `default`; where no default
    /// is set, all services as they stand. An empty list forbids every service for the pair.
    public func services(for pair: LanguagePair) -> [Service] {
        let plain = "\(pair.source.language)>\(pair.target.language)"
        let names =
            orders[pair.description] ?? orders[plain] ?? orders["default"] ?? services.map(\.name)
        return names.compactMap { name in services.first { $0.name == name } }
    }
}
