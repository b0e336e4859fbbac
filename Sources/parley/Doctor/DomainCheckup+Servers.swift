import Wire

// The names and servers behind the domain.
extension DomainCheckup {
    /// Answers and reports have to arrive.
    func mailServers() async -> [Finding] {
        var found: [Finding] = []
        for domain in Set([envelope, from]).sorted() {
            let servers = await resolver.ask(domain, .mailServer)
            var addresses = DNSAnswer.records([])
            if servers.found.isEmpty { addresses = await resolver.ask(domain, .address) }
            found.append(Self.mailServers(domain, servers, addresses))
        }
        return found
    }

    static func mailServers(
        _ domain: String, _ servers: DNSAnswer, _ addresses: DNSAnswer
    ) -> Finding {
        if servers == .silence { return silence(domain) }
        let hosts = servers.found.compactMap { record -> String? in
            guard case .mailServer(_, let host) = record else { return nil }
            return host
        }
        if hosts == [""] {
            return .fail(
                "mx", "MX: \(domain) says that it takes no mail, so receivers refuse its own",
                "Take the null MX record away, and name the server that takes its mail.")
        }
        if !hosts.isEmpty {
            let names = hosts.sorted().joined(separator: ", ")
            return .ok("mx", "MX: mail for \(domain) goes to \(names)")
        }
        if !addresses.found.isEmpty {
            return .warn(
                "mx", "MX: \(domain) has an address and no MX record",
                "Publish an MX record that names the server that takes its mail.")
        }
        return .fail(
            "mx", "MX: nobody takes mail for \(domain): neither answers nor bounces arrive",
            "Publish an MX record that names the server that takes its mail.")
    }

    /// A server that we hand mail to, and that sends it from an address of its own if it has one.
    func names(_ endpoint: SMTPEndpoint) async -> [Finding] {
        guard !isLoopback(endpoint.host) else {
            return [
                .warn(
                    "ptr",
                    "PTR: mail leaves by \(endpoint.host), whose outside address is not seen",
                    "Ask for the PTR record of that address: it has to name the machine, and "
                        + "the name the address.")
            ]
        }
        var addresses = [endpoint.host]
        if DNSResolver.reverseName(endpoint.host) == nil {
            addresses = Self.addresses(await resolver.ask(endpoint.host, .address))
        }
        var found: [Finding] = []
        for address in addresses.prefix(4) {
            guard let reverse = DNSResolver.reverseName(address) else { continue }
            let names = await resolver.ask(reverse, .pointer).found.compactMap {
                record -> String? in
                guard case .pointer(let name) = record else { return nil }
                return name
            }
            var leadsBack = false
            for name in names.prefix(4) where !leadsBack {
                leadsBack = Self.addresses(await resolver.ask(name, .address)).contains(address)
            }
            found.append(Self.pointer(address, names, leadsBack: leadsBack))
        }
        return found
    }

    private static func addresses(_ answer: DNSAnswer) -> [String] {
        answer.found.compactMap { record -> String? in
            guard case .address(let text) = record else { return nil }
            return text
        }
    }

    static func pointer(_ address: String, _ names: [String], leadsBack: Bool) -> Finding {
        let remedy =
            "Ask whoever runs the mail server. If it sends from another address, that one counts."
        guard let name = names.first else {
            return .warn("ptr", "PTR: \(address) has no name, which Gmail refuses", remedy)
        }
        return leadsBack
            ? .ok("ptr", "PTR: \(address) is \(name), and back")
            : .warn("ptr", "PTR: \(address) is called \(name), which does not lead back", remedy)
    }
}

/// What bulk-sender rules ask beside DNS.
struct SendingCheckup {
    let settings: Settings

    func findings() -> [Finding] {
        [oneClick]
            + settings.smtp.filter { $0.tls == .never && !isLoopback($0.host) }.map {
                .fail(
                    "tls", "TLS: mail goes to \($0.host) in plain text",
                    "Set smtp.tls to required, or to implicit on port 465.")
            }
    }

    private var oneClick: Finding {
        let remedy =
            "Set web.public_url to an https:// address that a proxy passes on to web.listen."
        guard let url = settings.publicURL, settings.web != nil else {
            return .fail("one-click", "One-click: bulk mail bears no link that ends it", remedy)
        }
        return url.hasPrefix("https://")
            ? .ok("one-click", "One-click: bulk mail bears a link at \(url)")
            : .fail("one-click", "One-click: the link at \(url) is not https", remedy)
    }
}
