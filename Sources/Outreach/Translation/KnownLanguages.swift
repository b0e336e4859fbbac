import Foundation
import Localization
import MessageFormat
import People
import Store

/// Which languages may be named for staff and for the glossary: those that Parley has catalogs of,
/// and those that families of the school read.
///
/// A tag that is merely well formed (`xx`, `somali`) would be kept and never be asked for.
struct KnownLanguages {
    private let all: [LanguageTag]

    init(_ desk: Desk, _ school: SchoolID, _ t: borrowing Transaction) throws {
        let families = try Audiences().languages(of: school, t).keys
        all = Set(desk.localizer.library.languages + families)
            .filter { $0.language != LanguageTag.english.language && $0 != .undetermined }
            .sorted { $0.text < $1.text }
    }

    /// - Throws: ``Refusal`` that names the near ones, for the first tag that is none of them.
    func check(_ tags: [LanguageTag]) throws(Refusal) {
        for tag in tags where !knows(tag) { throw refusal(tag) }
    }

    /// A country of a known language counts, as `es-MX` does: its readers have words of their own.
    private func knows(_ tag: LanguageTag) -> Bool {
        if all.contains(tag) { return true }
        guard tag.text == tag.withoutExtensions.text, tag.variants.isEmpty,
            tag.region.map(Self.isRegion) ?? true
        else { return false }
        return all.contains {
            $0.language == tag.language
                && (tag.script == nil || $0.likelyScript == tag.likelyScript)
        }
    }

    private func refusal(_ tag: LanguageTag) -> Refusal {
        if tag.language == LanguageTag.english.language {
            return Refusal(
                "\(tag) is English, which words are written in. Name a language that they are "
                    + "translated into, such as so.")
        }
        let near = near(tag)
        let hint =
            near.isEmpty
            ? "There are: \(all.map(\.text).joined(separator: ", "))."
            : "Did you mean \(near.joined(separator: ", "))?"
        return Refusal(
            "\(tag) is no language that Parley has or a family of the school reads. \(hint)")
    }

    /// Those of the same language, of a name like it (`somali`), or of one that begins as it does.
    private func near(_ tag: LanguageTag) -> [String] {
        let wanted = tag.text.lowercased()
        let english = Locale(identifier: "en")
        return all.filter { known in
            if known.language == tag.language { return true }
            let name = english.localizedString(forLanguageCode: known.language)?.lowercased() ?? ""
            if wanted.count > 3 { return nearName(to: wanted, in: [name]) != nil }
            // Three letters for a language that has two: `spa`, `som`.
            return wanted.count == 3 && (name.hasPrefix(wanted) || wanted.hasPrefix(known.language))
        }.map(\.text)
    }

    /// A country, or a part of the world by its number, as in `es-419`.
    private static func isRegion(_ region: String) -> Bool {
        regions.contains(region) || region.allSatisfy(\.isNumber)
    }

    private static let regions = Set(Locale.Region.isoRegions.map(\.identifier))
}
