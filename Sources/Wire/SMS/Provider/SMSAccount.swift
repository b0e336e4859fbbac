/// A provider with what an operator set for it: builds requests, and reads what comes back.
///
/// Pure: no clock, no network. Secrets are inside; it prints none of them.
public struct SMSAccount: Sendable, CustomStringConvertible {
    /// The provider's file.
    public let provider: SMSProvider
    /// By setting; those that are empty are not there.
    let values: [String: String]

    /// Whether the provider signed what it brought.
    ///
    /// Any of the secrets that are set may have signed, and the time in a signature must be near
    /// `now`, in seconds since 1970 UTC.
    public func verdict(
        onSignatureOf request: WebhookRequest, now: Int64
    ) -> SignatureVerdict {
        let signature = provider.file.signature
        guard let scheme else { return .refused(.badSignature) }
        let secrets = signature.secrets.compactMap { values[$0] }
        return scheme.verdict(on: request, secrets: secrets, now: now)
    }

    /// With the digest alone that the operator has set, where one is.
    private var scheme: (any SignatureScheme)? {
        let signature = provider.file.signature
        let scheme = signatureSchemes[signature.scheme]
        guard let digest = signature.digest.flatMap({ values[$0] }) else { return scheme }
        return scheme?.only(digest: digest)
    }

    /// An address of ours as the provider is to call it: where it signs nothing, with the token at
    /// its end that stands in for a signature.
    ///
    /// `url`: With scheme and host, without a query.
    public func address(_ url: String) -> String {
        let signature = provider.file.signature
        guard let scheme = signatureSchemes[signature.scheme] as? PathToken,
            let secret = signature.secrets.compactMap({ values[$0] }).first
        else { return url }
        return scheme.signedURL(url, secret: secret)
    }

    /// Names the provider alone.
    public var description: String { "account with \(provider.name)" }
}

extension SMSProvider {
    /// The provider with an operator's settings, by name; an empty value is none.
    /// - Throws: ``SMSProviderProblem`` for one that is missing or can't be used.
    public func account(
        _ values: [String: String]
    ) throws(SMSProviderProblem) -> SMSAccount {
        for name in values.keys.sorted() where !settings.contains(where: { $0.name == name }) {
            throw SMSProviderProblem(
                place: "sms.\(name)", problem: "\(title) has no such setting.",
                remedy: "It has: \(settings.map(\.name).joined(separator: ", ")).")
        }
        var all: [String: String] = [:]
        for setting in settings {
            let standard = file.defaults[setting.name]?.filled(all)
            let given = values[setting.name].flatMap { $0.isEmpty ? nil : $0 } ?? standard ?? ""
            if given.isEmpty {
                guard !setting.isRequired else { throw missing(setting) }
                continue
            }
            guard given.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
                throw SMSProviderProblem(
                    place: "sms.\(setting.name)",
                    problem: "It has a line end or control character.",
                    remedy: "Set it again, on one line.")
            }
            all[setting.name] = given
        }
        let account = SMSAccount(provider: self, values: all)
        try account.checkAddress()
        try account.checkSecrets()
        return account
    }

    private func missing(_ setting: Setting) -> SMSProviderProblem {
        let environment = "PARLEY__SMS__\(setting.name.uppercased())"
        return SMSProviderProblem(
            place: "sms.\(setting.name)", problem: "It is not set. \(setting.about).",
            remedy: setting.isSecret
                ? "Set sms.\(setting.name)_file, or \(environment)." : "Set it.")
    }
}

extension SMSAccount {
    fileprivate func checkAddress() throws(SMSProviderProblem) {
        let url = provider.file.request.url
        let place = url.names.first.map { "sms.\($0)" } ?? "\(provider.name).yaml"
        do throws(HTTPAddress.Fault) {
            _ = try HTTPAddress(url.filledAddress(values) ?? "")
        } catch {
            throw SMSProviderProblem(
                place: place, problem: "The address for texts \(error.sentence).",
                remedy: "Set it as https://gateway.example/path.")
        }
    }

    /// A secret that can't be one is better found now than at the first parent's text.
    fileprivate func checkSecrets() throws(SMSProviderProblem) {
        let signature = provider.file.signature
        var schemes: [(names: [String], scheme: any SignatureScheme)] = []
        if let scheme = signatureSchemes[signature.scheme] {
            schemes.append((signature.secrets, scheme))
        }
        if case .standardWebhooks(let names) = provider.file.request.auth {
            schemes.append((names, StandardWebhooks()))
        }
        for (names, scheme) in schemes {
            for name in names {
                guard let secret = values[name], let remedy = scheme.fault(inSecret: secret) else {
                    continue
                }
                throw SMSProviderProblem(
                    place: "sms.\(name)", problem: "It can't be one of \(provider.title)'s.",
                    remedy: remedy)
            }
        }
        // RFC 7617 §2: what stands before the first colon is the user.
        if case .basic(let user, _) = provider.file.request.auth,
            user.filled(values)?.contains(":") == true
        {
            throw SMSProviderProblem(
                place: "sms.\(user.names.first ?? "user")",
                problem: "A user of Basic authentication can't have a colon.",
                remedy: "Set what the provider calls the account or user, alone.")
        }
        if let setting = signature.digest, let digest = values[setting], scheme == nil {
            throw SMSProviderProblem(
                place: "sms.\(setting)",
                problem: "\"\(digest)\" is no digest of \(provider.title)'s.",
                remedy: "Look at the setting's description: parley sms providers.")
        }
        guard signature.secrets.contains(where: { values[$0] != nil }) else {
            throw SMSProviderProblem(
                place: "sms.\(signature.secrets.first ?? "secret")",
                problem: "Without it nobody can say who brings texts.", remedy: "Set it.")
        }
    }
}

/// Why what a provider brought can't be read.
public struct SMSReadingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What, where and what to do; no number and no word of a family.
    public let reason: String
    /// The reason.
    public var description: String { reason }
}

/// What is wrong with a provider's file or with what was set for it.
public struct SMSProviderProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// `twilio.yaml:12`, or the setting.
    public let place: String
    /// What is wrong.
    public let problem: String
    /// What to do.
    public let remedy: String

    /// All three.
    public var description: String { "\(place): \(problem) \(remedy)" }
}
