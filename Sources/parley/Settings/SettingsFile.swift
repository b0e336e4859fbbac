import Foundation
import Yams

/// The settings as they were written: each leaf with the place that it stands in.
struct SettingsFile: Sendable {
    /// One written value.
    struct Entry: Sendable {
        let values: [String]
        let place: String
    }

    var entries: [String: Entry] = [:]
    var problems: [SettingProblem] = []

    /// Reads a YAML file and what the environment sets over it: `smtp.host` is
    /// `PARLEY__SMTP__HOST` there, and `PARLEY__SMTP__PASSWORD_FILE` names a file for a secret.
    init(path: String?, environment: [String: String]) {
        if let path { read(path) }
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            guard name.hasPrefix("PARLEY__") else { continue }
            let key = name.dropFirst(8).lowercased().replacing("__", with: ".")
            entries[key] = Entry(values: [value], place: "environment \(name)")
        }
    }

    private mutating func read(_ path: String) {
        guard let data = FileManager.default.contents(atPath: path) else {
            return problems.append(
                SettingProblem(
                    setting: "settings file", found: path, place: "--config",
                    remedy: "It can't be read. Make it with `parley init`, or name another."))
        }
        guard data.count <= 1 << 20, let text = String(validating: data, as: UTF8.self) else {
            return problems.append(
                SettingProblem(
                    setting: "settings file", found: path, place: path,
                    remedy: "It is not UTF-8 text of less than 1 MiB."))
        }
        do {
            guard let root = try Yams.compose(yaml: text) else { return }
            flatten(root, "", path)
        } catch {
            problems.append(
                SettingProblem(
                    setting: "settings file", found: path, place: path,
                    remedy: "It is not valid YAML: \(error)"))
        }
    }

    private mutating func flatten(_ node: Node, _ prefix: String, _ path: String) {
        let place = "\(path):\(node.mark?.line ?? 1)"
        switch node {
        case .scalar(let scalar):
            entries[prefix] = Entry(values: [scalar.string], place: place)
        case .sequence(let items) where items.contains { $0.mapping != nil }:
            // A list of mappings: `mail.dkim.0.selector`, as the environment can name it too.
            for (index, item) in items.enumerated() { flatten(item, "\(prefix).\(index)", path) }
        case .sequence(let items):
            entries[prefix] = Entry(values: items.compactMap { $0.scalar?.string }, place: place)
        case .mapping(let pairs):
            for (key, value) in pairs {
                let name = key.scalar?.string ?? "?"
                flatten(value, prefix.isEmpty ? name : "\(prefix).\(name)", path)
            }
        case .alias:
            problems.append(
                SettingProblem(
                    setting: prefix, found: "an alias", place: place,
                    remedy: "Write the value itself."))
        }
    }
}

/// One setting that can't be used.
struct SettingProblem: Error, CustomStringConvertible {
    let setting: String
    let found: String
    let place: String
    let remedy: String

    var description: String { "\(place): \(setting) is \"\(found)\". \(remedy)" }
}

/// Every problem of the settings at once.
struct SettingProblems: Error, CustomStringConvertible {
    let problems: [SettingProblem]

    var description: String {
        let lines = problems.map { "  " + $0.description }
        return "The settings can't be used:\n" + lines.joined(separator: "\n")
    }
}
