import Localization

/// Translation services: whether each can be reached. No words are sent.
struct TranslationCheckup {
    let services: TranslationServices

    func findings() async -> [Finding] {
        let all = services.settings.services
        guard !all.isEmpty else {
            return [
                .ok(
                    "translation",
                    "Translation: no service is set; memory and people translate alone")
            ]
        }
        let unreachable = await services.unreachable()
        await services.close()
        return all.map { service in
            guard let found = unreachable.first(where: { $0.service.name == service.name }) else {
                return .ok(
                    "translation",
                    "Translation: \(service.name) (\(service.host)) can be reached; nothing was "
                        + "sent")
            }
            return .fail(
                "translation", "Translation: \(service.name) can't be reached: \(found.why)",
                "Check translation.providers.\(service.name).url and whether its server runs.")
        }
    }
}
