import Foundation
import Outreach
import Wire

/// The settings of texts and of the program's own web port.
struct TextSettings: Sendable {
    /// Nil where no provider is set.
    var line: TextLine?
    var http: HTTPOptions

    /// `folder`: Where the settings file is.
    init(_ reader: inout SettingsReader, publicURL: String?, path: (String) -> String) {
        http = HTTPOptions()
        http.maxConnections = reader.number("sms.connections", default: 8, in: 1...64)
        http.caFile = reader.optional("sms.ca_file").map(path)
        let from = reader.optional("sms.from") ?? ""
        let own = reader.optional("sms.providers").flatMap { $0.isEmpty ? nil : path($0) }
        let welcomes = reader.choice("sms.welcome", default: Welcome.first, Welcome.allCases)
        guard let name = reader.optional("sms.provider"), !name.isEmpty else { return }
        do throws(SMSProviderProblem) {
            let provider = try SMSProvider.named(name, folder: own)
            let account = try provider.account(Self.values(of: provider, &reader))
            Self.check(from, &reader)
            line = TextLine(
                account: account, from: Self.folded(from), publicURL: publicURL,
                welcomes: welcomes == .first)
        } catch {
            let isSetting = error.place.hasPrefix("sms.")
            reader.refuse(
                isSetting ? error.place : "sms.provider",
                isSetting ? "\(error.problem) \(error.remedy)" : error.description,
                hidingValue: isSetting)
        }
    }

    /// Whether a number's first text is preceded by a word of who writes.
    private enum Welcome: String, CaseIterable {
        case first, never
    }

    private static func values(
        of provider: SMSProvider, _ reader: inout SettingsReader
    ) -> [String: String] {
        provider.settings.reduce(into: [:]) { values, setting in
            let name = "sms.\(setting.name)"
            let value = setting.isSecret ? reader.secret(name) : reader.optional(name)
            if let value, !value.isEmpty { values[setting.name] = value }
        }
    }

    /// A number with its country, or a name that the provider knows.
    private static func check(_ from: String, _ reader: inout SettingsReader) {
        if from.isEmpty {
            reader.refuse("sms.from", "Give the number that texts come from, as +16125550142.")
        } else if from.hasPrefix("+"), readPhone(from, region: "ZZ")?.e164 == nil {
            reader.refuse("sms.from", "That is no phone number. Write it as +16125550142.")
        }
    }

    private static func folded(_ from: String) -> String {
        from.hasPrefix("+") ? readPhone(from, region: "ZZ")?.e164 ?? from : from
    }
}

extension Settings {
    /// Where the provider and people reach this program from outside; nil when they can't.
    static func publicURL(_ reader: inout SettingsReader) -> String? {
        guard let text = reader.optional("web.public_url"), !text.isEmpty else { return nil }
        let url = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty,
            ["http", "https"].contains(parts.scheme), parts.query == nil, parts.fragment == nil,
            parts.user == nil
        else {
            reader.refuse("web.public_url", "Give an address such as https://parley.example.org.")
            return nil
        }
        if parts.scheme == "http", !isLoopback(host) {
            reader.refuse(
                "web.public_url",
                "Families' words would travel in the open: it has to begin with https://.")
        }
        return url
    }
}
