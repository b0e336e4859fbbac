import Foundation

/// What a look at one thing found, and what to do about it. No address, no name and no word of a
/// mail: an operator may paste it into a question to anybody.
struct Finding: Encodable, Sendable, Hashable {
    /// How bad it is.
    enum Level: String, Encodable, Sendable {
        case ok, warn, fail
    }

    let level: Level
    /// The thing that was looked at, as scripts know it.
    let check: String
    let what: String
    /// What to do; nil when all is well.
    let todo: String?

    static func ok(_ check: String, _ what: String) -> Finding {
        Finding(level: .ok, check: check, what: what, todo: nil)
    }

    static func warn(_ check: String, _ what: String, _ todo: String) -> Finding {
        Finding(level: .warn, check: check, what: what, todo: todo)
    }

    static func fail(_ check: String, _ what: String, _ todo: String) -> Finding {
        Finding(level: .fail, check: check, what: what, todo: todo)
    }

    /// An error's first sentence says what it is, the others what to do.
    static func fail(_ check: String, _ error: any Error) -> Finding {
        let text = "\(error)".replacing("\n", with: " ")
        guard let end = text.firstRange(of: ". ") else {
            return Finding(level: .fail, check: check, what: text, todo: nil)
        }
        return fail(check, String(text[..<end.lowerBound]), String(text[end.upperBound...]))
    }

    /// `ok|warn|fail  what  – what to do`.
    var line: String {
        let word = level.rawValue.padding(toLength: 4, withPad: " ", startingAt: 0)
        return "\(word)  \(what)" + (todo.map { "  – \($0)" } ?? "")
    }
}

/// All findings, for people and for scripts.
struct Diagnosis: Encodable, Sendable {
    let ok: Bool
    let findings: [Finding]

    init(_ findings: [Finding]) {
        self.findings = findings
        ok = !findings.contains { $0.level == .fail }
    }

    /// The last line, with the counts.
    var summary: String {
        let counts: [(Finding.Level, String, String)] = [
            (.fail, "failure", "failures"), (.warn, "warning", "warnings"),
        ]
        let words = counts.compactMap { level, one, many -> String? in
            let count = findings.count { $0.level == level }
            return count == 0 ? nil : counted(count, one, many)
        }
        return words.isEmpty ? "All is well." : words.joined(separator: ", ") + "."
    }
}
