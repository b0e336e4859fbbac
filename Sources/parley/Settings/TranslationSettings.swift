import Localization
import Store

extension Settings {
    /// The translation services below `translation.providers`, and who is asked for which pair.
    ///
    /// Without one, or with `translation.providers: none`, nothing ever leaves.
    static func translators(
        _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> TranslatorSettings {
        let place = "translation.providers"
        if let word = reader.optional(place), !word.isEmpty, word != "none" {
            reader.refuse(place, "Write none, or a name for each service with its kind and url.")
        }
        let services = reader.names(below: place).compactMap { service($0, &reader, path) }
        var orders: [String: [String]] = [:]
        for pair in reader.names(below: "translation.pairs") {
            // The environment has no lists.
            orders[pair] = reader.list("translation.pairs.\(pair)", default: [])
                .flatMap { $0.split(separator: ",") }.map { $0.filter { !$0.isWhitespace } }
                .filter { !$0.isEmpty && $0 != "none" }
        }
        let settings = TranslatorSettings(services: services, orders: orders)
        // A service that could not be read is told of already; that nobody finds it says no more.
        guard services.count == reader.names(below: place).count else { return settings }
        for problem in settings.problems {
            reader.refuse("translation.\(problem.setting)", problem.remedy)
        }
        return settings
    }

    private static func service(
        _ name: String, _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> TranslatorSettings.Service? {
        let place = "translation.providers.\(name)"
        let word = reader.optional("\(place).kind") ?? ""
        let url = reader.optional("\(place).url") ?? ""
        let key = reader.secret("\(place).key") ?? reader.secret("\(place).api_key")
        let kind = ServiceKind(rawValue: word)
        var service = TranslatorSettings.Service(name, kind ?? .libretranslate, url: url)
        service.key = key.flatMap { $0.isEmpty ? nil : $0 }
        service.model = reader.optional("\(place).model")
        service.caFile = reader.authorities("\(place).ca_file", path)
        service.timeout = .seconds(
            reader.number("\(place).timeout_seconds", default: 15, in: 1...300))
        service.connections = reader.number("\(place).connections", default: 4, in: 1...64)
        service.batch = reader.number("\(place).batch", default: 20, in: 1...50)
        if reader.isSet("\(place).characters_per_month") {
            service.charactersPerMonth = reader.number(
                "\(place).characters_per_month", default: 0, in: 0...1_000_000_000_000)
        }
        guard kind != nil else {
            let kinds = ServiceKind.allCases.map(\.rawValue).joined(separator: ", ")
            reader.refuse("\(place).kind", "Give one of: \(kinds).")
            return nil
        }
        return service
    }
}

extension TranslatorSettings {
    /// The services; who uses them closes them.
    func opened(_ source: ClockAndChance) -> TranslationServices {
        TranslationServices(
            settings: self, source: source, wait: { try await Task.sleep(for: $0) })
    }
}
