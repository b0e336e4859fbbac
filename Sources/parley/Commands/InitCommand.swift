import ArgumentParser
import Foundation
import MessageFormat
import Outreach
import People
import Store

/// `parley init`: the settings file, the keys, the database and the school.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a settings file, signing keys, a database and a school.",
        discussion: """
            Makes parley.yaml in the folder unless it is there, and keys that only you can read.
            What is there already is left as it is, so it can be run again.
            """)

    @Option(help: "The folder to make it in.")
    var folder = "."
    @Option(help: "The school's name, as families know it.")
    var school: String
    @Option(help: "Its time zone.")
    var timeZone = "America/Chicago"
    @Option(help: "The language that it writes when no other can be used (BCP 47).")
    var language = "en"
    @Option(help: "The region that local phone numbers are read in (ISO 3166).")
    var region = "US"
    @Option(help: "The domain that families' answers come to.")
    var domain: String
    @Option(help: "The address on the From line; liaison@DOMAIN unless given.")
    var from: String?
    @Option(help: "The name on the From line; the school's unless given.")
    var fromName: String?
    @Option(help: "A number that families may call.")
    var phone: String?
    @Option(help: "The school's mail server, HOST:PORT.")
    var smtp = "127.0.0.1:25"
    @Option(help: "TLS towards it: required, implicit or never.")
    var tls = "required"
    @Option(help: "Where mail is taken in, ADDRESS:PORT.")
    var listen = "127.0.0.1:2424"
    @Option(help: "sqlite:FILE or postgresql://USER@HOST/NAME.")
    var database = "sqlite:parley.db"
    @Option(
        help:
            "The lowest standing of a translation that may reach a family: reviewed, machine or draft."
    )
    var minimum = "reviewed"

    func validate() throws {
        guard TimeZone(identifier: timeZone) != nil else {
            throw ValidationError("\"\(timeZone)\" is no time zone; try America/Chicago.")
        }
        guard LanguageTag(language) != nil else {
            throw ValidationError("\"\(language)\" is no language tag; try en.")
        }
        guard smtp.contains(":") else {
            throw ValidationError("--smtp needs a host and a port: mail.example.org:587.")
        }
    }

    func run() async throws {
        umask(0o077)
        _ = try TypedWords(school, "The school's name", limit: 150)
        let root = URL(filePath: folder)
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let file = root.appending(path: "parley.yaml").path
        if FileManager.default.fileExists(atPath: file) {
            print("\(file) is there already; it is left as it is.")
        } else {
            try Data(text().utf8).write(to: URL(filePath: file), options: .atomic)
            do {
                _ = try Settings.load(file)
            } catch {
                // A file with a fault would stand in the way of the next try.
                try FileManager.default.removeItem(atPath: file)
                throw error
            }
            print("Wrote \(file).")
        }
        let settings = try Settings.load(file)
        try makeKeys(settings)
        try await makeDatabase(settings, file)
    }

    private func makeKeys(_ settings: Settings) throws {
        let keys = KeyFile(settings.keyFile)
        guard !keys.exists else { return _ = try keys.load() }
        try keys.save(.made(.real))
        print("Wrote \(settings.keyFile), readable by you alone. Back it up with the database.")
    }

    private func makeDatabase(_ settings: Settings, _ file: String) async throws {
        let database = try Workplace.openDatabase(settings)
        let steps = try await Migrator(program: programVersion)
            .migrate(database, now: ClockAndChance.real.now())
        print("The database is ready (\(steps.count) migrations ran).")
        let source = ClockAndChance.real
        let new = School(
            id: source.newID(), name: school, timeZone: timeZone,
            language: LanguageTag(language) ?? .english, region: region)
        let isNew = try await database.write { t in
            guard try Schools().insert(new, at: source.now(), t) else { return false }
            try Audit(source).record("school.add", by: nil, on: ("school", new.id.text), t)
            return true
        }
        await database.close()
        print(isNew ? "Added \(school)." : "\(school) is there already.")
        print("Next: parley staff add HANDLE --name \"…\" --role liaison --config \(file)")
    }

    /// JSON strings are YAML strings, with every odd character escaped.
    private func quoted(_ text: String) -> String {
        let data = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
        return String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
    }

    private func text() -> String {
        let colon = smtp.lastIndex(of: ":") ?? smtp.endIndex
        return """
            # Parley's settings. Each can be set by the environment too: smtp.host is
            # PARLEY__SMTP__HOST. Secrets come from there or from a file, never from here.
            database: \(quoted(database))
            keys: parley.keys

            school:
              phone: \(quoted(phone ?? ""))

            mail:
              domain: \(quoted(domain))
              from: \(quoted(from ?? "liaison@\(domain)"))
              from_name: \(quoted(fromName ?? school))

            # The school's mail server. With a user, give smtp.password_file as well.
            smtp:
              host: \(quoted(String(smtp[..<colon])))
              port: \(quoted(String(smtp[colon...].dropFirst())))
              tls: \(quoted(tls))
              connections: 4

            # Where the school's mail server hands over mail for the domain, by LMTP.
            inbox:
              listen: \(quoted(listen))
              protocol: lmtp
              mailboxes: [liaison, postmaster, abuse]
              acknowledge_within_days: 2

            # Texts, through a provider: docs/operators.md tells what each wants.
            # sms:
            #   provider: standard-webhooks
            #   from: "+12025550100"
            #   url: https://texts.example.org/send
            #   secret_file: /etc/parley/sms-secret
            # web:
            #   listen: 127.0.0.1:8080
            #   public_url: https://parley.example.org

            # The lowest standing of a translation that may reach a family: reviewed, machine or
            # draft; one word, or one for each language: {default: reviewed, es: draft}.
            translation:
              minimum: \(quoted(minimum))

            """
    }
}

/// `parley migrate`: brings the database to this program's schema.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this program's schema; back it up first.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let database = try Workplace.openDatabase(try Settings.load(common.config))
        let steps = try await Migrator(program: programVersion)
            .migrate(database, now: ClockAndChance.real.now())
        await database.close()
        try common.print(steps.map(\.name)) {
            steps.isEmpty
                ? ["The schema is up to date."]
                : steps.map { "Ran migration \($0.number), \($0.name)." }
        }
    }
}
