import Foundation
import MessageFormat
import People

/// What a mail to a reviewer says: how many translations wait, into which languages, and how to see
/// them. No word of them, and nobody's name, stands in it.
struct ReviewerWords {
    let reader: StaffMember
    /// Drafts by the language that they are in, those that the reader answers for alone.
    let counts: [LanguageTag: Int]

    var subject: String {
        let count = counts.values.reduce(0, +)
        return count == 1 ? "A translation waits for you" : "\(count) translations wait for you"
    }

    var text: String {
        let english = Locale(identifier: "en_US")
        let lines = counts.sorted { ($1.value, $0.key.text) < ($0.value, $1.key.text) }.map {
            let name = english.localizedString(forIdentifier: $0.key.text) ?? $0.key.text
            return "    \(name) (\($0.key.text)): \($0.value)"
        }
        return
            ([
                "Words to families wait until somebody who reads their language has approved them:",
                "",
            ] + lines + [
                "", "    parley translate review --as \(reader.handle)", "",
                "What is not approved in time goes out in English, or stays here, as the school has "
                    + "set it.",
                "", "Do not answer this mail: what you write here reaches nobody.",
                "You are told of this once a day at most. To end it, with all other mails to you:",
                "    parley staff notify \(reader.handle) --never --as \(reader.handle)",
            ]).joined(separator: "\n") + "\n"
    }
}
