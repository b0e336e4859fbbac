import ArgumentParser
import Foundation
import Store
import Wire

/// `parley doctor`: looks at everything that Parley needs, and says what to mend.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check settings, keys, database, mail server and words; say what to mend.",
        discussion: """
            Changes nothing and sends no mail. Each line is ok, warn or fail, what was found, and
            what to do; it exits 1 when there is a fail.

            With --domain it reads what your domain publishes in DNS (SPF, DKIM, DMARC, MX, names
            of addresses) and says what large mailboxes such as Gmail's and Yahoo's still miss.
            """)

    @OptionGroup var common: CommonOptions
    @Flag(name: .customLong("domain"), help: "Look at the domain's DNS records instead.")
    var looksAtDomain = false
    @Option(help: "The DNS server to ask instead of the system's, ADDRESS:PORT (IPv4).")
    var resolver: String?
    @Argument(help: "With --domain: the domain; that of mail.from unless given.")
    var name: String?

    func validate() throws {
        guard looksAtDomain || (name == nil && resolver == nil) else {
            throw ValidationError("A domain or --resolver is for --domain.")
        }
        if let name, !name.contains(".") || !Settings.isHostName(name) {
            throw ValidationError("\"\(name)\" is no domain; try school.example.org.")
        }
        _ = try server()
    }

    func run() async throws {
        let diagnosis = Diagnosis(try await findings())
        try common.print(diagnosis) { diagnosis.findings.map(\.line) + [diagnosis.summary] }
        if !diagnosis.ok { throw ExitCode(1) }
    }

    private func findings() async throws -> [Finding] {
        guard looksAtDomain else {
            return await Doctor(configuration: common.config).findings()
        }
        let settings: Settings?
        do {
            settings = try Settings.load(common.config)
        } catch {
            // A domain can be looked at without any settings.
            guard name != nil, Settings.file(common.config) == nil else { throw error }
            settings = nil
        }
        let from = (name ?? settings?.fromDomain ?? "").lowercased()
        return await DomainCheckup(
            from: from, envelope: settings?.domain ?? from, settings: settings,
            resolver: try server()
        ).findings()
    }

    private func server() throws -> DNSResolver {
        guard let resolver else { return DNSResolver() }
        let parts = resolver.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, let host = parts.first.map(String.init),
            DNSResolver.reverseName(host) != nil,
            let port = parts.count == 2 ? Int(parts[1]) : 53, (1...65_535).contains(port)
        else { throw ValidationError("--resolver wants an address and a port, as 127.0.0.1:53.") }
        return DNSResolver(server: host, port: port)
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
        found += await InboxCheckup(settings: settings, now: source.now()).findings()
        found += await TextCheckup(settings: settings).findings()
        found += await TranslationCheckup(services: settings.translators.opened(source)).findings()
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
