import Delivery
import Foundation
import Localization
import Logging
import Outreach
import People
import Store
import Wire

/// The version that the program tells, and writes beside each migration that it runs.
let programVersion = "0.1.0"

/// Opens what the settings name, and hands out the desk that the use-cases work at.
struct Workplace: Sendable {
    let settings: Settings
    let database: any Database
    let desk: Desk

    /// Opens everything; refuses a database whose schema is not this program's.
    static func open(_ configuration: String?) async throws -> Workplace {
        let settings = try Settings.load(configuration)
        if case .sqlite(let path) = settings.database,
            !FileManager.default.fileExists(atPath: path)
        {
            throw StoreError.unreachable(
                "there is no file \(path). Is a disk missing? `parley init` makes a new one.")
        }
        let database = try openDatabase(settings)
        try await Migrator(program: programVersion).check(database)
        let library = try NoticeLibrary.open(
            templates: settings.templates, locales: settings.locales)
        let unknown =
            settings.policy.unknownPurposes(in: library).map {
                Self.unknownPurpose($0, "translation.minimum", settings.rulePlaces)
            }
            + settings.translation.policy.unknownPurposes(in: library).map {
                Self.unknownPurpose($0, "translation.free_text", settings.rulePlaces)
            }
        guard unknown.isEmpty else { throw SettingProblems(problems: unknown) }
        let desk = Desk(
            database: database, source: .real,
            localizer: Localizer(
                library: library, policy: settings.policy, digits: settings.digits),
            tokens: AddressToken(try KeyFile(settings.keyFile).load()),
            identity: MailIdentity(domain: settings.domain, from: settings.from),
            phone: settings.phone, acknowledgeWithin: settings.acknowledgeWithin,
            staffHours: settings.staffHours, emergencyNumber: settings.emergencyNumber,
            texts: settings.texts, preferred: settings.preferredChannel, sending: settings.sending,
            keepFree: settings.keepFree, archiveAfterDays: settings.archiveAfterDays,
            translating: settings.translation.translating(
                by: settings.translators, source: .real, lease: settings.pace.lease * 5))
        return Workplace(settings: settings, database: database, desk: desk)
    }

    private static func unknownPurpose(
        _ name: String, _ setting: String, _ places: [String: String]
    ) -> SettingProblem {
        let rule = places.keys.sorted().first {
            $0 == "\(setting).\(name)" || ($0.hasPrefix("\(setting).") && $0.hasSuffix("/\(name)"))
        }
        return SettingProblem(
            setting: setting, found: name, place: rule.flatMap { places[$0] } ?? "settings",
            remedy: "It is neither a language nor a notice; see the folders locales and templates.")
    }

    /// Opens the database alone.
    static func openDatabase(_ settings: Settings) throws -> any Database {
        // What the program writes, its owner alone may read: the database holds children's data.
        umask(0o077)
        switch settings.database {
        case .sqlite(let path): return try SQLiteDatabase(path: path)
        case .postgres(let url): return try PostgresDatabase(url: url)
        }
    }

    /// The school's smarthosts as a channel.
    func emailChannel(_ times: StageTimes? = nil) -> (channel: EmailChannel, client: Smarthosts) {
        let began = ContinuousClock.now
        let client = Smarthosts(settings.smtp) {
            Int64((ContinuousClock.now - began) / .milliseconds(1))
        }
        let channel = EmailChannel(
            identity: desk.identity, tokens: desk.tokens, client: client,
            signer: DKIMSigner(settings.dkim), stopURL: stopURL, times: times,
            now: desk.source.now)
        return (channel, client)
    }

    /// The school's smarthosts for mails to staff, one connection each.
    func staffMailer() -> (mailer: StaffMailer, client: Smarthosts) {
        let began = ContinuousClock.now
        let endpoints = settings.smtp.map { endpoint in
            var endpoint = endpoint
            endpoint.maxConnections = 1
            return endpoint
        }
        let client = Smarthosts(endpoints) {
            Int64((ContinuousClock.now - began) / .milliseconds(1))
        }
        let mailer = StaffMailer(
            identity: desk.identity, client: client, signer: DKIMSigner(settings.dkim),
            now: desk.source.now)
        return (mailer, client)
    }

    /// Where a reader ends bulk notices; nil where our web port can't be reached from outside.
    private var stopURL: @Sendable (OutboundID) -> String? {
        guard settings.web != nil, let publicURL = settings.publicURL else { return { _ in nil } }
        let tokens = desk.tokens
        return { "\(publicURL)/u/\(tokens.pathToken(.stop, for: $0))" }
    }

    /// Fetches what came beside texts; nil where no text provider is set.
    func mediaFetcher() -> MediaFetcher? {
        desk.texts.map { line in
            let began = ContinuousClock.now
            return MediaFetcher(line.account, settings.http) {
                Int64((ContinuousClock.now - began) / .milliseconds(1))
            }
        }
    }

    /// The text provider as a channel; nil where none is set.
    func smsChannel() -> (channel: SMSChannel, client: HTTPClient)? {
        guard let line = desk.texts else { return nil }
        let client = HTTPClient(settings.http)
        let tokens = desk.tokens
        let channel = SMSChannel(
            account: line.account, senders: line.senders, client: client,
            lastSender: { [database] address in
                try await database.read { t in
                    try Outbox().lastSender(to: address, among: line.senders.ordinary, t)
                }
            },
            receiptURL: { line.receiptURL(for: tokens.pathToken(.receipt, for: $0)) },
            now: desk.source.now)
        return (channel, client)
    }
}

extension ClockAndChance {
    /// The machine's clock and its cryptographic random numbers.
    static let real = ClockAndChance(
        now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) },
        bits: { UInt64.random(in: .min ... .max) })
}

/// Waits; ends early when the task is cancelled.
let pause: @Sendable (Duration) async -> Void = { duration in
    try? await Task.sleep(for: duration)
}

/// A log of one name, on standard error: what a command prints stays clean.
func logger(_ name: String) -> Logger {
    var logger = Logger(label: "parley.\(name)") { StreamLogHandler.standardError(label: $0) }
    let word = ProcessInfo.processInfo.environment["PARLEY_LOG"] ?? "warning"
    logger.logLevel = Logger.Level(rawValue: word) ?? .warning
    return logger
}
