import Foundation
import Localization
import People

/// Takes settings out of what was written, and gathers every problem instead of stopping at one.
struct SettingsReader {
    private let file: SettingsFile
    private(set) var problems: [SettingProblem]
    private var known: Set<String> = []

    init(_ file: SettingsFile) {
        self.file = file
        problems = file.problems
    }

    mutating func text(_ name: String, default fallback: String) -> String {
        optional(name) ?? fallback
    }

    mutating func required(_ name: String, _ remedy: String) -> String {
        if let value = optional(name), !value.isEmpty { return value }
        problems.append(
            SettingProblem(setting: name, found: "", place: "settings", remedy: remedy))
        return ""
    }

    mutating func optional(_ name: String) -> String? {
        known.insert(name)
        return file.entries[name]?.values.first
    }

    /// Whether anything was written under the name.
    func isSet(_ name: String) -> Bool { file.entries[name] != nil }

    mutating func list(_ name: String, default fallback: [String]) -> [String] {
        known.insert(name)
        return file.entries[name]?.values ?? fallback
    }

    /// A mapping such as `translation.minimum`, or one word for all of it.
    mutating func map(_ name: String, default fallback: [String: String]) -> [String: String] {
        var found: [String: String] = [:]
        for (key, entry) in file.entries where key.hasPrefix(name + ".") {
            known.insert(key)
            found[String(key.dropFirst(name.count + 1))] = entry.values.first
        }
        // One word of the environment goes before what the file says name by name.
        if let word = optional(name) { return ["default": word] }
        return found.isEmpty ? fallback : found
    }

    /// The names of a list of mappings, in order: `mail.dkim.0`, `mail.dkim.1`.
    func items(_ name: String) -> [String] {
        let numbers = file.entries.keys.compactMap { key -> Int? in
            guard key.hasPrefix(name + ".") else { return nil }
            return Int(key.dropFirst(name.count + 1).prefix { $0 != "." })
        }
        return Set(numbers).sorted().map { "\(name).\($0)" }
    }

    /// The names of a mapping of mappings, in order: `home` for `translation.providers.home.url`.
    func names(below name: String) -> [String] {
        let names = file.entries.keys.compactMap { key -> String? in
            guard key.hasPrefix(name + ".") else { return nil }
            return String(key.dropFirst(name.count + 1).prefix { $0 != "." })
        }
        return Set(names).sorted()
    }

    mutating func number(_ name: String, default fallback: Int, in range: ClosedRange<Int>) -> Int {
        guard let text = optional(name) else { return fallback }
        guard let number = Int(text), range.contains(number) else {
            refuse(name, "Give a whole number from \(range.lowerBound) to \(range.upperBound).")
            return fallback
        }
        return number
    }

    mutating func choice<Value: RawRepresentable<String>>(
        _ name: String, default fallback: Value, _ all: [Value]
    ) -> Value {
        guard let text = optional(name) else { return fallback }
        guard let value = Value(rawValue: text) else {
            let words = all.map(\.rawValue).joined(separator: ", ")
            refuse(name, "Give one of: \(words).")
            return fallback
        }
        return value
    }

    /// Where a secret stands: never in the settings file.
    enum SecretPlace { case file(String), environment(String) }

    /// A secret, which comes from the environment or from a file.
    mutating func secret(_ name: String) -> String? {
        switch secretPlace(name) {
        case .environment(let secret): return secret
        case .file(let path):
            guard let data = FileManager.default.contents(atPath: path),
                let text = String(validating: data, as: UTF8.self)
            else {
                refuse(name + "_file", "The file can't be read.")
                return nil
            }
            return text.trimmingCharacters(in: .newlines)
        case nil: return nil
        }
    }

    /// Where a secret stands, unread.
    mutating func secretPlace(_ name: String) -> SecretPlace? {
        let path = optional(name + "_file")
        let entry = file.entries[name]
        known.insert(name)
        if let entry, path != nil || !entry.place.hasPrefix("environment") {
            let remedy =
                path == nil
                ? "A secret does not belong in this file: set \(name)_file, or "
                    + "PARLEY__\(name.uppercased().replacing(".", with: "__"))."
                : "Give this or \(name)_file, not both."
            problems.append(
                SettingProblem(setting: name, found: "•••", place: entry.place, remedy: remedy))
            return nil
        }
        if let path { return .file(path) }
        return entry?.values.first.map { .environment($0) }
    }

    mutating func refuse(_ name: String, _ remedy: String, hidingValue: Bool = false) {
        let entry = file.entries[name]
        problems.append(
            SettingProblem(
                setting: name,
                found: hidingValue ? "•••" : entry?.values.joined(separator: ", ") ?? "",
                place: entry?.place ?? "settings", remedy: remedy))
    }

    /// Refuses one line of a policy where it stands.
    mutating func refuse(_ problem: PolicyProblem) {
        let line = "\(problem.setting).\(problem.name)"
        refuse(isSet(line) ? line : problem.setting, problem.remedy)
    }

    /// Where a setting and those below it stand: file and line, or the environment.
    func places(of name: String) -> [String: String] {
        file.entries.filter { $0.key == name || $0.key.hasPrefix(name + ".") }.mapValues(\.place)
    }

    /// Names what was written and means nothing, with the nearest name that would.
    mutating func refuseUnknown() {
        for (name, entry) in file.entries.sorted(by: { $0.key < $1.key })
        where !known.contains(name) {
            let near =
                known.min {
                    editDistance(Array($0), Array(name)) < editDistance(Array($1), Array(name))
                } ?? ""
            problems.append(
                SettingProblem(
                    setting: name, found: entry.values.first ?? "", place: entry.place,
                    remedy: "There is no such setting; did you mean \(near)?"))
        }
    }
}
