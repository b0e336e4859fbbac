import Foundation
import Localization
import MessageFormat

/// Templates and catalogs: where they are, whether they are whole, and what of them reaches families.
struct WordsCheckup {
    let settings: Settings

    func findings() -> [Finding] {
        var found = [
            Finding.ok("templates", "Templates: \(settings.templates.path)"),
            Finding.ok("locales", "Locales: \(settings.locales.path)"),
        ]
        let check = CatalogCheck(templates: settings.templates, locales: settings.locales)
        let problems = check.findings()
        found.append(
            Self.catalogs(
                errors: problems.count { $0.severity == .error },
                warnings: problems.count { $0.severity == .warning }))
        let library = try? NoticeLibrary.open(
            templates: settings.templates, locales: settings.locales)
        return found + (library.map(policy) ?? [])
    }

    static func catalogs(errors: Int, warnings: Int) -> Finding {
        let remedy = "`parley catalog check` shows each with its place."
        if errors > 0 {
            let count = counted(errors, "error", "errors")
            return .fail("catalogs", "Catalogs: \(count), so no notice can be sent", remedy)
        }
        guard warnings == 0 else {
            let count = counted(warnings, "warning", "warnings")
            return .warn("catalogs", "Catalogs: \(count)", remedy)
        }
        return .ok("catalogs", "Catalogs: in order")
    }

    private func policy(_ library: NoticeLibrary) -> [Finding] {
        let unknown = settings.policy.unknownPurposes(in: library).map { name in
            Finding.fail(
                "translation",
                "translation.minimum names \(name), which is no language and no notice",
                "See the folders locales and templates.")
        }
        let languages = library.languages.filter { $0 != .english }
        let reach = Dictionary(grouping: languages.filter { library.hasNotices(in: $0) }) {
            language in
            library.notices.count { notice in
                library.standing(of: notice.id, in: language)
                    >= settings.policy.minimum(for: language, notice: notice)
            }
        }
        return unknown
            + reach.sorted { $0.key > $1.key }.map { sendable, languages in
                Self.reach(languages, sendable, of: library.notices.count)
            }
            + Self.helpOnly(
                languages.filter { !library.hasNotices(in: $0) && library.offersHelp(in: $0) })
            + Self.begun(
                languages.filter { !library.hasNotices(in: $0) && !library.offersHelp(in: $0) })
    }

    /// Languages of which the same number of notices may go out.
    static func reach(_ languages: [LanguageTag], _ sendable: Int, of all: Int) -> Finding {
        let what = "\(names(languages)): \(sendable) of \(all) notices may go out translated"
        guard sendable == 0, all > 0 else { return .ok("translation", what) }
        return .warn(
            "translation", what + "; families get English with a help line",
            "Have their entries reviewed (docs/translators.md), or lower translation.minimum.")
    }

    /// Languages into which no notice is translated, on purpose: nothing is to be done.
    static func helpOnly(_ languages: [LanguageTag]) -> [Finding] {
        languages.isEmpty ? [] : [.ok("translation", "\(names(languages)): free help line only")]
    }

    /// Languages whose folder is there and says nothing yet.
    static func begun(_ languages: [LanguageTag]) -> [Finding] {
        languages.isEmpty
            ? []
            : [
                .ok(
                    "translation",
                    "\(names(languages)): begun, nothing translated; English goes out")
            ]
    }

    private static func names(_ languages: [LanguageTag]) -> String {
        (languages.count == 1 ? "Language " : "Languages ")
            + languages.map(\.text).joined(separator: ", ")
    }
}
