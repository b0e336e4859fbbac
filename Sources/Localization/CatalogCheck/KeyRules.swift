import MessageFormat

/// Which messages a catalog has, and which it should have.
struct KeyRules {
    let workspace: NoticeWorkspace
    let catalog: Catalog

    func findings() -> [CatalogFinding] {
        missing() + extra() + words()
    }

    /// The messages that become text messages, or stand at the end of one.
    var smsKeys: Set<String> {
        Set(workspace.templates.flatMap { $0.texts.map(\.key.key) } + FrameKey.texts)
    }

    /// What a catalog should have of each file. Without a notice it only offers help.
    private var expected: [(notice: String, keys: [String])] {
        catalog.hasNoticeFiles ? needed : [("common", FrameKey.helpLines)]
    }

    /// What the templates and the frame around them need of each file, in order.
    private var needed: [(notice: String, keys: [String])] {
        let own = workspace.templates.map { template in
            (template.id, template.references.map(\.key).filter { $0.hasPrefix(template.id + ".") })
        }
        let shared =
            workspace.templates.flatMap { $0.references.map(\.key) }
            .filter { $0.hasPrefix("common.") } + FrameKey.all
        return [("common", unique(shared))] + own.map { ($0.0, unique($0.1)) }
    }

    private func missing() -> [CatalogFinding] {
        guard catalog.language != .english else { return [] }
        return expected.flatMap { notice, keys -> [CatalogFinding] in
            let absent = keys.filter { catalog.entries[$0] == nil && !isLeftOut($0) }
            guard !absent.isEmpty else { return [] }
            let file = catalog.files[notice]
            let place = file ?? SourceFile(path: "\(catalog.folder)/\(notice).mf2", text: "")
            if file == nil {
                return [
                    place.finding(
                        .missingKey,
                        "This file is missing, with \(absent.count) messages: \(consequence(absent))"
                    )
                ]
            }
            guard catalog.entries.keys.contains(where: { $0.hasPrefix("\(notice).") }) else {
                let names = absent.map { "\"\($0.dropFirst(notice.count + 1))\"" }
                return [
                    place.finding(
                        .missingKey,
                        "Nothing is translated here yet, \(names.joined(separator: ", ")): \(consequence(absent))"
                    )
                ]
            }
            return absent.map { key in
                place.finding(
                    .missingKey,
                    "\"\(key.dropFirst(notice.count + 1))\" is missing: \(consequence([key]))"
                )
            }
        }
    }

    /// English may lack what stands behind text messages, and a translation with it.
    private func isLeftOut(_ key: String) -> Bool {
        FrameKey.texts.contains(key) && workspace.english?.entries[key] == nil
    }

    private func consequence(_ absent: [String]) -> String {
        if absent.allSatisfy(FrameKey.textLabels.contains) {
            return "text messages go out without it."
        }
        let isHelp = absent.allSatisfy {
            [FrameKey.helpWhenEnglish, FrameKey.textHelp].contains($0)
        }
        return isHelp || !catalog.hasNoticeFiles
            ? "English goes out without a word of how to get free help."
            : "the notice goes out in English."
    }

    /// English may hold service answers that no template names; common.mf2 is free to.
    private func extra() -> [CatalogFinding] {
        let used = Set(needed.flatMap(\.keys))
        let english = Set(workspace.english?.entries.keys.map(\.self) ?? [])
        return catalog.entries.values.filter { entry in
            if catalog.language == .english {
                return !used.contains(entry.key) && !entry.key.hasPrefix("common.")
            }
            return !english.contains(entry.key)
        }
        .map { entry in
            entry.finding(
                .extraKey,
                catalog.language == .english
                    ? "No template uses this message. Take it out, or name it in the template."
                    : "English has no such message. Is the key spelled right?")
        }
    }

    private func words() -> [CatalogFinding] {
        let isBroken = workspace.findings.contains { $0.file == "\(catalog.folder)/words.yaml" }
        guard catalog.words == nil, !isBroken else { return [] }
        return [
            SourceFile(path: "\(catalog.folder)/words.yaml", text: "").finding(
                .missingWords,
                "There are no words yet: how do families write stop, start, help, yes and no in this language?"
            )
        ]
    }

    private func unique(_ keys: [String]) -> [String] {
        var seen: Set<String> = []
        return keys.filter { seen.insert($0).inserted }
    }
}
