import ArgumentParser
import Outreach

/// `parley triage assign`.
struct TriageAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Put an arrival on a case's timeline.",
        discussion: """
            A number or a word that answers what the case had asked when it came is recorded as that \
            answer. What its sender writes next time is shown for that family first, and is filed there, as \
            unverified, where the roster does not know the address and the family has one open case.
            """)

    @OptionGroup var item: TriageOptions
    @Argument(help: "The case's reference.")
    var caseName: String

    func run() async throws {
        try await item.common.work { place in
            let receipt = try await SettleTriage(place.desk)
                .assign(item.name, to: caseName, by: item.acting.handle)
            let name = receipt.file.reference
            var said = ["case": name]
            said["recorded"] = receipt.recorded?.rawValue
            try item.common.print(said) {
                let counts = receipt.recorded.map {
                    "It counts as \"\($0.rawValue)\" for what case \(name) had asked."
                }
                return ["It stands on case \(name) now."] + [counts].compactMap { $0 }
            }
        }
    }
}

/// `parley triage dismiss`.
struct TriageDismissCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dismiss",
        abstract: "Take an arrival out of the tray as not ours; its bytes stay.")

    @OptionGroup var item: TriageOptions
    @Option(help: "Why, for colleagues.")
    var why = ""

    func run() async throws {
        try await item.common.work { place in
            try await SettleTriage(place.desk)
                .dismiss(item.name, why: why, by: item.acting.handle)
            try item.common.print(["dismissed": item.name]) {
                ["Taken out of the tray. Back again: parley triage reopen \(item.name)."]
            }
        }
    }
}

/// `parley triage reopen`.
struct TriageReopenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Put back into the tray what was taken out as not ours.")

    @OptionGroup var item: TriageOptions

    func run() async throws {
        try await item.common.work { place in
            try await SettleTriage(place.desk).reopen(item.name, by: item.acting.handle)
            try item.common.print(["reopened": item.name]) { ["It waits in the tray again."] }
        }
    }
}

/// `parley triage reread`.
struct TriageRereadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reread",
        abstract: "Read what waits again, with today's reader, roster and rules.",
        discussion: """
            Without a reference: everything that an older version of Parley read. What can be \
            matched now is filed; the rest waits on under its reference. What a person has decided \
            stays, and nothing is filed twice.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var acting: ActingOptions
    @Argument(help: "The arrival's reference; everything read by an older version without it.")
    var name: String?

    func run() async throws {
        let (name, handle) = (name, acting.handle)
        try await common.work { place in
            let settle = SettleTriage(place.desk)
            let before = try await settle.list(by: handle).count
            let count = try await settle.readAgain(name, by: handle)
            if count > 0 { await reader(place).run(drain: true) }
            let waiting = try await settle.list(by: handle).count
            let figures = ["read": count, "found": max(0, before - waiting), "waiting": waiting]
            try common.print(figures) {
                if count == 0 { return ["Nothing that waits was read by an older version."] }
                let rest = counted(waiting, "arrival waits", "arrivals wait")
                return ["Read again: \(count). \(rest)."]
            }
        }
    }
}
