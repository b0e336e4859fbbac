import Foundation
import Localization
import Outreach
import Store

/// How persons' own words are translated: the settings below `translation` that are not of the
/// notices' own words.
struct FreeTextSettings: Sendable {
    /// What becomes of them, by language and purpose.
    let policy: FreeTextPolicy
    private let patience: Duration
    private let putsBack: Bool
    private let translatesArrivals: Bool

    init(_ reader: inout SettingsReader, services: TranslatorSettings) {
        // Without a service words waited for nothing by themselves: they go in English, as ever.
        policy = Self.policy(&reader, standard: services.services.isEmpty ? .english : .review)
        patience = .seconds(
            3_600 * reader.number("translation.wait_hours", default: 24, in: 1...720))
        putsBack = Self.flag("translation.back_translation", &reader)
        translatesArrivals = Self.flag("translation.replies", &reader)
    }

    /// What the use-cases work with.
    func translating(
        by services: TranslatorSettings, source: ClockAndChance, lease: Duration
    ) -> Translating {
        var translating = Translating(
            policy: policy,
            services: services.services.isEmpty ? nil : services.opened(source))
        translating.patience = patience
        translating.lease = lease
        translating.backTranslation = putsBack
        translating.translatesArrivals = translatesArrivals
        return translating
    }

    private static func policy(
        _ reader: inout SettingsReader, standard: FreeTextRule
    ) -> FreeTextPolicy {
        do throws(PolicyProblem) {
            return try FreeTextPolicy(
                setting: reader.map("translation.free_text", default: [:]), standard: standard)
        } catch {
            reader.refuse(error)
            return FreeTextPolicy()
        }
    }

    private static func flag(_ name: String, _ reader: inout SettingsReader) -> Bool {
        let word = reader.text(name, default: "true").lowercased()
        guard ["true", "false", "yes", "no", "on", "off"].contains(word) else {
            reader.refuse(name, "Give true or false.")
            return true
        }
        return ["true", "yes", "on"].contains(word)
    }
}
