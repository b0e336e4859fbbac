import ArgumentParser
import Foundation
import Store

/// `parley doctor`: looks at everything that Parley needs, and says what to mend.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, keys, database, mail server and words; say what to mend.",
        discussion: """
            Changes nothing and sends no mail. Each line is ok, warn or fail, what was found, and
            what to do; it exits 1 when there is a fail.
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let diagnosis = Diagnosis(await Doctor(configuration: common.config).findings())
        try common.print(diagnosis) { diagnosis.findings.map(\.line) + [diagnosis.summary] }
        if !diagnosis.ok { throw ExitCode(1) }
    }
}

/// The round that the doctor makes. Each checkup stands for itself: one that fails hides no other.
struct Doctor {
    let configuration: String?
    var source = ClockAndChance.real

    func findings() async -> [Finding] {
        var found = [MachineCheckup.clock(source.now())]
        let settings: Settings
        do {
            settings = try Settings.load(configuration)
        } catch let error as SettingProblems {
            return found + Self.findings(error, file: Settings.file(configuration))
        } catch {
            return found + [.fail("settings", error)]
        }
        let file = Settings.file(configuration).map { URL(filePath: $0).path }
        found.append(.ok("settings", "Settings: \(file ?? "from the environment alone")"))
        found.append(keys(settings))
        found += await DatabaseCheckup(settings: settings, now: source.now()).findings()
        found += WordsCheckup(settings: settings).findings()
        for endpoint in settings.smtp { found += await SMTPCheckup(endpoint: endpoint).findings() }
        found += await InboxCheckup(settings: settings).findings()
        found += await TextCheckup(settings: settings).findings()
        return found
    }

    /// Each problem without the value, which may be an address.
    static func findings(_ error: SettingProblems, file: String?) -> [Finding] {
        let missing = Finding.fail(
            "settings", "There is no parley.yaml in this folder",
            "Run parley where it is, name it with --config, or make it with `parley init`.")
        return (file == nil ? [missing] : [])
            + error.problems.map { problem in
                .fail(
                    "settings", "\(problem.place): \(problem.setting) can't be used",
                    problem.remedy)
            }
    }

    private func keys(_ settings: Settings) -> Finding {
        do {
            _ = try KeyFile(settings.keyFile).load()
            return .ok("keys", "Keys: \(settings.keyFile), readable by its owner alone")
        } catch {
            return .fail("keys", error)
        }
    }
}
