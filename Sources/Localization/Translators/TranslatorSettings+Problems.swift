import MessageFormat

extension TranslatorSettings {
    /// One thing that cannot be as it is set.
    public struct Problem: Sendable, Hashable, CustomStringConvertible {
        /// Below `translation`, as in `providers.home.url`.
        public let setting: String
        /// What to do.
        public let remedy: String

        /// The place and what to do.
        public var description: String { "translation.\(setting): \(remedy)" }
    }

    /// What cannot work; nothing is asked for it.
    public var problems: [Problem] {
        services.flatMap(\.problems) + orders.sorted { $0.key < $1.key }.flatMap(problems)
    }

    private func problems(_ pair: String, _ names: [String]) -> [Problem] {
        var found: [Problem] = []
        let tags = pair.split(separator: ">", omittingEmptySubsequences: false)
        let isPair = tags.count == 2 && tags.allSatisfy { LanguageTag(String($0)) != nil }
        if pair != "default", !isPair {
            found.append(
                Problem(
                    setting: "pairs.\(pair)",
                    remedy: "Write a pair as en>es, or default for all others."))
        }
        let known = services.map(\.name)
        for name in names where !known.contains(name) {
            let all = known.isEmpty ? "none" : known.joined(separator: ", ")
            found.append(
                Problem(
                    setting: "pairs.\(pair)",
                    remedy: "There is no service \"\(name)\" below translation.providers; there "
                        + "are: \(all)."))
        }
        if Set(names).count < names.count {
            found.append(Problem(setting: "pairs.\(pair)", remedy: "Name each service once."))
        }
        return found
    }
}

extension TranslatorSettings.Service {
    fileprivate var problems: [TranslatorSettings.Problem] {
        var found: [TranslatorSettings.Problem] = []
        func refuse(_ field: String, _ remedy: String) {
            found.append(
                TranslatorSettings.Problem(setting: "providers.\(name).\(field)", remedy: remedy))
        }
        if !(1...40).contains(name.utf8.count)
            || !name.utf8.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 95
            })
        {
            refuse("kind", "Name the service with small letters, digits, - and _ alone.")
        }
        if let remedy = addressRemedy { refuse("url", remedy) }
        switch (kind, key ?? "") {
        case (.deepl, ""): refuse("key_file", "DeepL wants a key: name the file that holds it.")
        case (_, let key) where key.utf8.contains(where: { $0 < 33 || $0 > 126 }):
            refuse("key_file", "The key has a blank or a character that no key has.")
        default: break
        }
        if kind == .openai, model?.isEmpty ?? true {
            refuse("model", "Name the model, as the server lists it.")
        }
        return found
    }

    /// Families' words travel in the open over `http`: on this machine or a private link alone.
    private var addressRemedy: String? {
        let isPlain = url.hasPrefix("http://")
        guard isPlain || url.hasPrefix("https://"), !host.isEmpty,
            url.utf8.allSatisfy({ (33...126).contains($0) }), !host.contains("@")
        else { return "Give its address: https://translate.example.org, without a user in it." }
        guard isPlain, !PrivateHost.holds(host) else { return nil }
        return "Families' words would travel in the open: it has to begin with https://."
    }
}

/// Hosts that no stranger's network lies before.
private enum PrivateHost {
    /// `host` may have a port: this machine, a name without a dot as in a container's network, or an
    /// address of RFC 1918 or RFC 4193.
    static func holds(_ host: String) -> Bool {
        if host.hasPrefix("[") {
            let six = host.lowercased()
            return six.hasPrefix("[::1]") || six.hasPrefix("[fc") || six.hasPrefix("[fd")
        }
        let name = host.prefix { $0 != ":" }
        // A number alone is an address of the net, whatever its base (RFC 3986 §7.4).
        guard name.contains(".") else { return name.first?.isLetter == true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { UInt8($0) }
        guard parts.count == 4, numbers.count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (127, _), (10, _), (192, 168), (172, 16...31): return true
        default: return false
        }
    }
}
