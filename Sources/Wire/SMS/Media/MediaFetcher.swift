/// What became of fetching a picture.
public enum MediaOutcome: Sendable {
    /// Its bytes.
    case fetched([UInt8])
    /// Not now; a sentence for staff, without the address.
    case later(String)
    /// Never; likewise.
    case never(String)
}

/// Fetches pictures and the like that came beside a text from where the provider keeps them.
///
/// An address comes from outside, so it is believed in nothing: https alone, to hosts that the
/// provider's file names, also after each of three redirections at most; servers of the open net
/// alone; the account goes to the first host and to no other. 10 MiB and 30 seconds at most.
public struct MediaFetcher: Sendable {
    /// Bytes at most.
    public static let largest = 10 << 20
    static let patience = Duration.seconds(30)
    static let redirections = 3

    private let account: SMSAccount
    private let client: HTTPClient
    private let now: @Sendable () -> Int64

    /// `options`: The text provider's, of which the authorities to trust are taken.
    /// `now`: Milliseconds of a clock that goes forward.
    public init(_ account: SMSAccount, _ options: HTTPOptions, now: @escaping @Sendable () -> Int64)
    {
        var own = HTTPOptions()
        own.caFile = options.caFile
        own.largestAnswer = Self.largest
        own.whole = Self.patience
        own.maxConnections = 2
        self.account = account
        self.now = now
        client = HTTPClient(own)
    }

    /// The provider's name, as settings and sources have it.
    public var provider: String { account.provider.name }

    /// Lets what is under way finish, and closes the connections.
    public func close() async { await client.close() }

    /// Fetches what lies at an address. Cancelling the task ends it as ``MediaOutcome/later(_:)``.
    public func fetch(_ url: String) async -> MediaOutcome {
        guard let media = account.provider.file.inbound.media, !media.hosts.isEmpty else {
            return .never("the provider's file does not say where its pictures may be fetched from")
        }
        let hosts = MediaHosts(media.hosts.compactMap { $0.filled(account.values) })
        let deadline = now() + Int64(Self.patience.milliseconds)
        var url = url
        var first: HTTPAddress?
        for step in 0...Self.redirections {
            guard let leave = hosts.leave(for: url) else {
                return .never(
                    step == 0
                        ? "its address is at no host that the provider's file names, or not https"
                        : "it was sent on to a host that the provider's file does not name")
            }
            let origin = first ?? leave.address
            first = origin
            guard deadline > now() else { return .later(Self.tooSlow) }
            var request = HTTPRequest("GET", url)
            request.isPublicOnly = !leave.isLoopback
            request.within = .milliseconds(deadline - now())
            if leave.address == origin { media.account?.add(to: &request, account.values) }
            let outcome = await client.send(request)
            guard case .answered(let response) = outcome else { return .later(sentence(outcome)) }
            guard let next = redirection(response, from: url) else { return read(response) }
            url = next
        }
        return .never("it was sent on more than \(Self.redirections) times")
    }

    private func sentence(_ outcome: HTTPOutcome) -> String {
        switch outcome {
        case .notSent(let why), .unclear(let why): why
        case .answered: ""
        }
    }

    private func read(_ response: HTTPResponse) -> MediaOutcome {
        switch response.status {
        case 200 where response.body.count >= Self.largest && response.isCut:
            .never("it is larger than \(Self.largest >> 20) MiB")
        case 200 where response.isCut: .later(Self.tooSlow)
        case 200 where response.body.isEmpty: .later("it was empty")
        case 200: .fetched(response.body)
        case 401, 403: .later("the provider refused (\(response.status)); check its account")
        case 404, 408, 425, 429, 500...599: .later("the provider answered \(response.status)")
        default: .never("the provider answered \(response.status)")
        }
    }

    private static let tooSlow = "it broke off, or did not come within 30 seconds"
}

extension ProviderFile.Media.Account {
    /// Says who asks; a request that a setting is missing for says nothing.
    fileprivate func add(to request: inout HTTPRequest, _ values: [String: String]) {
        switch self {
        case .basic(let user, let password):
            guard let user = user.filled(values), let password = password.filled(values) else {
                return
            }
            request.account = (user, password)
        case .header(let field):
            guard let value = field.value.filled(values) else { return }
            request.headers.append((field.name, value))
        }
    }
}
