import Delivery
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
        http.caFile = reader.authorities("sms.ca_file", path)
        // The environment has no lists; a comma stands in no sender.
        let from = reader.list("sms.from", default: []).flatMap { $0.split(separator: ",") }
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let emergency = reader.optional("sms.emergency").flatMap { $0.isEmpty ? nil : $0 }
        let prices = Self.prices(&reader)
        let own = reader.optional("sms.providers").flatMap { $0.isEmpty ? nil : path($0) }
        let welcomes = reader.choice("sms.welcome", default: Welcome.first, Welcome.allCases)
        let asks = reader.choice("sms.which_child", default: WhichChild.triage, WhichChild.allCases)
        guard let name = reader.optional("sms.provider"), !name.isEmpty else { return }
        do throws(SMSProviderProblem) {
            let provider = try SMSProvider.named(name, folder: own)
            let account = try provider.account(Self.values(of: provider, &reader))
            if from.isEmpty {
                reader.refuse(
                    "sms.from", "Give the number that texts come from, as +16125550142.")
            }
            for sender in from { Self.check(sender, "sms.from", &reader) }
            if let emergency { Self.check(emergency, "sms.emergency", &reader) }
            let senders = SenderPool(
                ordinary: from.map(Self.folded), emergency: emergency.map(Self.folded))
            if emergency != nil, !senders.separatesEmergencies {
                reader.refuse(
                    "sms.emergency",
                    "It is one of sms.from. Give a number that sends nothing else, or leave it out."
                )
            }
            line = TextLine(
                account: account, senders: senders, publicURL: publicURL,
                welcomes: welcomes == .first, asksWhichChild: asks == .ask, prices: prices)
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

    /// What becomes of a text that may be about either of two children.
    private enum WhichChild: String, CaseIterable {
        /// The family is asked.
        case ask
        /// A member of staff decides.
        case triage
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
    private static func check(
        _ sender: String, _ setting: String, _ reader: inout SettingsReader
    ) {
        if sender.hasPrefix("+"), readPhone(sender, region: "ZZ")?.e164 == nil {
            reader.refuse(setting, "\(sender) is no phone number. Write it as +16125550142.")
        } else if sender.utf8.count > 6, sender.utf8.allSatisfy({ (48...57).contains($0) }) {
            reader.refuse(setting, "\(sender) lacks its country. Write it as +16125550142.")
        }
    }

    /// What a segment costs, by the first digits of a number.
    private static func prices(_ reader: inout SettingsReader) -> SMSPrices {
        let currency = reader.optional("sms.currency") ?? ""
        var byPrefix: [String: Decimal] = [:]
        for (prefix, text) in reader.map("sms.price", default: [:]).sorted(by: { $0.key < $1.key })
        {
            let digits = prefix.dropFirst()
            guard prefix.hasPrefix("+"), (1...15).contains(digits.utf8.count),
                digits.utf8.allSatisfy({ (48...57).contains($0) })
            else {
                reader.refuse(
                    "sms.price",
                    "A price stands after the first digits of numbers, in quotes: \"+1\": 0.0079.")
                continue
            }
            guard let amount = SMSPrices.amount(text) else {
                reader.refuse(
                    "sms.price.\(prefix)", "Give what a segment costs, as 0.0079.")
                continue
            }
            byPrefix[prefix] = amount
        }
        return SMSPrices(currency: currency, byPrefix: byPrefix)
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
