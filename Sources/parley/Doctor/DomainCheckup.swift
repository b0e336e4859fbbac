import Wire

/// What the domain publishes, against what Gmail and Yahoo ask of those who send to many: SPF, DKIM,
/// DMARC with alignment, names for addresses, TLS, one-click.
///
/// It sees DNS and the settings, and not from which address the school's mail server sends.
/// Sources: Gmail's and Yahoo's sender guidelines of February 2024; RFC 7208, 6376, 7489, 8058.
struct DomainCheckup: Sendable {
    /// The domain on the From line, which DMARC is about.
    let from: String
    /// The domain of return paths, which SPF is about.
    let envelope: String
    /// Nil where only a domain was named.
    let settings: Settings?
    let resolver: DNSResolver

    func findings() async -> [Finding] {
        let policy = await resolver.ask("_dmarc.\(from)", .text)
        guard policy != .silence else { return [Self.silence(from)] }
        var found = await SPFCheckup(domain: envelope, resolver: resolver).findings()
        found += await dkim()
        found += await dmarc(policy)
        found += await mailServers()
        if let settings {
            for endpoint in settings.smtp { found += await names(endpoint) }
            found += SendingCheckup(settings: settings).findings()
        }
        return found
    }

    static func silence(_ name: String) -> Finding {
        .fail(
            "dns", "DNS: no server answered within 3 seconds about \(name)",
            "Check the machine's network and /etc/resolv.conf, or name a server with --resolver.")
    }

    // MARK: DKIM

    private func dkim() async -> [Finding] {
        guard let settings else { return [] }
        guard !settings.dkim.isEmpty else {
            return [
                .warn(
                    "dkim", "DKIM: Parley signs no mail",
                    "Ask who runs the mail server whether it signs for \(from); if not, make a key "
                        + "with `parley keys dkim`.")
            ]
        }
        var found: [Finding] = []
        for key in settings.dkim {
            found.append(Self.dkim(key, await resolver.ask(key.recordName, .text)))
        }
        if !settings.dkim.contains(where: { Self.isAligned($0.domain, from, strictly: false) }) {
            found.append(
                .fail(
                    "dkim", "DKIM: no key signs for \(from), the domain on the From line",
                    "Make one with `parley keys dkim --domain \(from)`."))
        }
        return found
    }

    static func dkim(_ key: DKIMKey, _ answer: DNSAnswer) -> Finding {
        let name = key.recordName
        let publish = "Publish this TXT record there: \(key.record)"
        if answer == .silence { return silence(name) }
        let texts = answer.texts.filter { TagList($0)["p"] != nil }
        guard texts.count <= 1 else {
            return .fail(
                "dkim", "DKIM: \(name) has \(texts.count) records, so receivers may take either",
                "Leave one of them.")
        }
        guard let text = texts.first else {
            return .fail("dkim", "DKIM: there is no record at \(name)", publish)
        }
        let published = TagList(text)
        let value = (published["p"] ?? "").filter { !$0.isWhitespace }
        if value.isEmpty {
            return .fail("dkim", "DKIM: the key at \(name) has been withdrawn", publish)
        }
        guard value == TagList(key.record)["p"],
            (published["k"] ?? "rsa") == key.algorithm.rawValue
        else { return .fail("dkim", "DKIM: the record at \(name) is for another key", publish) }
        return .ok("dkim", "DKIM: \(name) is the key that signs (\(key.algorithm.rawValue))")
    }

    // MARK: DMARC

    private func dmarc(_ exact: DNSAnswer) async -> [Finding] {
        var answer = exact
        var place = from
        // RFC 7489 §6.6.3: without one of its own, the organization's counts. Which name that is,
        // the public suffix list says; the names above this one are looked through instead.
        while Self.policies(answer).isEmpty, place.split(separator: ".").count > 2 {
            place = place.split(separator: ".").dropFirst().joined(separator: ".")
            answer = await resolver.ask("_dmarc.\(place)", .text)
        }
        return Self.dmarc(
            Self.policies(answer), at: place, from: from, envelope: envelope,
            keys: settings?.dkim ?? [])
    }

    private static func policies(_ answer: DNSAnswer) -> [TagList] {
        answer.texts.map(TagList.init).filter { $0["v"] == "DMARC1" }
    }

    static func dmarc(
        _ policies: [TagList], at place: String, from: String, envelope: String, keys: [DKIMKey]
    ) -> [Finding] {
        let name = "_dmarc.\(place)"
        guard let policy = policies.first else {
            return [
                .fail(
                    "dmarc", "DMARC: \(from) publishes no policy, which bulk senders need",
                    "Publish a TXT record at _dmarc.\(from): v=DMARC1; p=none; "
                        + "rua=mailto:postmaster@\(from)")
            ]
        }
        guard policies.count == 1 else {
            return [
                .fail("dmarc", "DMARC: \(name) has several policies, so none counts", "Leave one.")
            ]
        }
        guard let word = policy["p"], ["none", "quarantine", "reject"].contains(word) else {
            return [
                .fail("dmarc", "DMARC: the policy at \(name) has no p=", "Set p=none at least.")
            ]
        }
        var found = [Finding.ok("dmarc", "DMARC: \(name) says p=\(word)")]
        if policy["rua"] == nil {
            found.append(
                .warn(
                    "dmarc", "DMARC: nobody gets the reports about \(from)",
                    "Add rua=mailto: with an address that somebody reads."))
        }
        let spf = isAligned(envelope, from, strictly: policy["aspf"] == "s")
        let dkim = keys.contains { isAligned($0.domain, from, strictly: policy["adkim"] == "s") }
        return found + [alignment(spf: spf, dkim: dkim, from, envelope)]
    }

    private static func alignment(
        spf: Bool, dkim: Bool, _ from: String, _ envelope: String
    ) -> Finding {
        switch (spf, dkim) {
        case (true, true): .ok("dmarc", "Alignment: SPF and DKIM both speak for \(from)")
        case (true, false): .ok("dmarc", "Alignment: SPF speaks for \(from), DKIM here does not")
        case (false, true): .ok("dmarc", "Alignment: DKIM speaks for \(from), SPF does not")
        case (false, false):
            .fail(
                "dmarc", "Alignment: return paths are at \(envelope), and no key signs for \(from)",
                "Sign for \(from) with `parley keys dkim`, or let mail.from be an address at "
                    + "\(envelope).")
        }
    }

    /// RFC 7489 §3.1: the same domain; or, relaxed, one below the other. Two names below one that
    /// is neither are told apart by the public suffix list alone, which is not at hand.
    static func isAligned(_ one: String, _ other: String, strictly: Bool) -> Bool {
        let (one, other) = (one.lowercased(), other.lowercased())
        if one == other { return true }
        return !strictly && (one.hasSuffix(".\(other)") || other.hasSuffix(".\(one)"))
    }
}
