/// From which servers pictures of parents may be fetched: those that the provider's file names.
struct MediaHosts: Sendable, Hashable {
    private enum Entry: Sendable, Hashable {
        /// By https on the usual port.
        case host(String)
        /// Any host below a domain, likewise.
        case below(String)
        /// One server, by its address.
        case server(HTTPAddress)
    }

    private let entries: [Entry]

    /// `names`: Host names, `*.` and a domain, or addresses of servers.
    init(_ names: [String]) {
        entries = names.compactMap { name in
            let name = name.lowercased()
            if name.contains("://") { return (try? HTTPAddress(name)).map { .server($0) } }
            if name.hasPrefix("*.") { return .below(String(name.dropFirst(1))) }
            return name.isEmpty ? nil : .host(name)
        }
    }

    /// What may be asked of an address.
    struct Leave: Sendable, Hashable {
        let address: HTTPAddress
        /// Whether the server is one of this machine, as in trials.
        let isLoopback: Bool
    }

    /// Nil for an address that no entry covers, or that is not encrypted and leads beyond this
    /// machine.
    func leave(for url: String) -> Leave? {
        guard let address = try? HTTPAddress(url.lowercasedHost) else { return nil }
        let isNamed = entries.contains { entry in
            switch entry {
            case .host(let host): address.isUsual && address.host == host
            case .below(let domain): address.isUsual && address.host.hasSuffix(domain)
            case .server(let server): address == server
            }
        }
        guard isNamed, address.scheme == "https" || address.isLoopback else { return nil }
        return Leave(address: address, isLoopback: address.isLoopback)
    }
}

extension HTTPAddress {
    fileprivate var isUsual: Bool { scheme == "https" && port == "443" }

    fileprivate var isLoopback: Bool { ["127.0.0.1", "[::1]", "localhost"].contains(host) }
}

extension String {
    /// The scheme and host of an address in lower case, as they are compared; the rest as it is.
    fileprivate var lowercasedHost: String {
        guard let start = firstRange(of: "://")?.upperBound else { return self }
        let end = self[start...].firstIndex { "/?#".contains($0) } ?? endIndex
        return self[..<end].lowercased() + self[end...]
    }
}
