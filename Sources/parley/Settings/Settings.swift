import Delivery
import Foundation
import Localization
import Outreach
import People
import Wire

/// Everything that an operator can set, checked. `Examples/parley.yaml` explains each.
struct Settings: Sendable {
    /// Where the data live.
    enum DatabaseSetting: Sendable {
        case sqlite(path: String)
        case postgres(url: String)
    }

    var database: DatabaseSetting
    var keyFile: String
    var domain: String
    var from: Mailbox
    /// Signs outgoing mail; none leaves that to the school's mail server.
    var dkim: [DKIMKey]
    var phone: String?
    /// The servers that take mail for delivery, the first choice first; at least one.
    var smtp: [SMTPEndpoint]
    var listen: (place: ListenPlace, protocol: MailProtocol)
    /// Where the program's own web port is; nil for none.
    var web: (host: String, port: Int)?
    /// The address of that port from outside; nil when there is none.
    var publicURL: String?
    /// How texts go out; nil where no provider is set.
    var texts: TextLine?
    /// How requests to the text provider are made.
    var http: HTTPOptions
    /// What somebody gets who has both.
    var preferredChannel: Channel
    /// What the listener begins TLS with: the files of a certificate and of its key; nil for none.
    var listenerTLS: (certificate: String, key: String)?
    /// A Maildir that mail is delivered to; nil for none.
    var maildir: String?
    /// A folder on a mail server that mail is taken from; nil for none.
    var mailFolder: MailFolderSettings?
    var mailboxes: [String]
    var largestMail: Int
    var acknowledgeWithin: Int?
    /// When somebody at the school is at work; nil where nobody has said.
    var staffHours: StaffHours?
    /// The number to call in danger; nil for that of the school's region.
    var emergencyNumber: String?
    var policy: TranslationPolicy
    /// How persons' own words are translated.
    var translation: FreeTextSettings
    /// Where the rules of the two policies stand, by their names.
    var rulePlaces: [String: String]
    /// The services that translate free words; none by default.
    var translators: TranslatorSettings
    var digits: DigitChoice
    var templates: URL
    var locales: URL
    var pace: WorkerPace
    /// When and how fast messages leave.
    var sending: SendingPolicy
    /// The bytes on the database's disk that are kept free; 0 for none.
    var keepFree: Int
    /// After how many days what has ended is archived; nil for never.
    var archiveAfterDays: Int?

    /// What the listener speaks.
    enum MailProtocol: String, Sendable, CaseIterable {
        case lmtp, smtp
    }

    /// Reads `parley.yaml` (or the file named), then the environment.
    /// - Throws: ``SettingProblems`` with every problem.
    static func load(_ path: String?) throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        let path = file(path)
        let folder = path.map { URL(filePath: $0).deletingLastPathComponent() }
        guard path != nil || environment.keys.contains(where: { $0.hasPrefix("PARLEY__") }) else {
            throw SettingProblems(problems: [
                SettingProblem(
                    setting: "settings file", found: "parley.yaml", place: "this folder",
                    remedy: "It is not here. Make it with `parley init`, go to its folder, or "
                        + "name it with --config.")
            ])
        }
        let file = SettingsFile(path: path, environment: environment)
        // What can't be read at all has no settings to find fault with.
        guard file.problems.isEmpty else { throw SettingProblems(problems: file.problems) }
        var reader = SettingsReader(file)
        let settings = try Settings(&reader, folder: folder ?? URL(filePath: "."))
        reader.refuseUnknown()
        guard reader.problems.isEmpty else { throw SettingProblems(problems: reader.problems) }
        return settings
    }

    /// The settings file: the one named, else the environment's, else the one in this folder; nil
    /// when the environment alone holds the settings.
    static func file(_ named: String?) -> String? {
        let usual = "parley.yaml"
        return named ?? ProcessInfo.processInfo.environment["PARLEY_CONFIG"]
            ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
    }

    private init(_ reader: inout SettingsReader, folder: URL) throws {
        func path(_ name: String) -> String {
            name.hasPrefix("/") ? name : folder.appending(path: name).path
        }
        database = Self.database(&reader, path)
        keyFile = path(reader.text("keys", default: "parley.keys"))
        domain = Self.domain(&reader)
        from = Self.from(&reader, domain)
        dkim = DKIMSettings(&reader, from: from, path: path).keys
        phone = reader.optional("school.phone").flatMap { $0.isEmpty ? nil : $0 }
        smtp = Self.smarthosts(&reader, ehlo: domain)
        listen = Self.listener(&reader)
        listenerTLS = Self.listenerTLS(&reader, path)
        mailFolder = MailFolderSettings(&reader)
        publicURL = Self.publicURL(&reader)
        let sms = TextSettings(&reader, publicURL: publicURL, path: path)
        (texts, http) = (sms.line, sms.http)
        web =
            texts == nil && publicURL == nil && reader.optional("web.listen") == nil
            ? nil : Self.place("web.listen", default: "127.0.0.1:8080", &reader)
        preferredChannel = reader.choice("notices.prefer", default: .email, Channel.allCases)
        maildir = reader.optional("inbox.maildir").flatMap { $0.isEmpty ? nil : path($0) }
        mailboxes = reader.list("inbox.mailboxes", default: ["liaison", "postmaster", "abuse"])
            .map { $0.lowercased() }
        largestMail = reader.number("inbox.largest_mail_mib", default: 25, in: 1...200) << 20
        let days = reader.number("inbox.acknowledge_within_days", default: 2, in: 0...30)
        acknowledgeWithin = days == 0 ? nil : days
        staffHours = Self.staffHours(&reader)
        emergencyNumber = reader.optional("school.emergency").flatMap { $0.isEmpty ? nil : $0 }
        policy = Self.policy(&reader)
        rulePlaces = reader.places(of: "translation.minimum")
            .merging(reader.places(of: "translation.free_text")) { first, _ in first }
        translators = Self.translators(&reader, path)
        translation = FreeTextSettings(&reader, services: translators)
        digits = Self.digits(&reader)
        templates = Self.catalogs("templates", &reader, path)
        locales = Self.catalogs("locales", &reader, path)
        pace = WorkerPace()
        pace.width = reader.number("worker.width", default: 128, in: 1...512)
        pace.lease = .seconds(reader.number("worker.lease_seconds", default: 60, in: 1...3_600))
        pace.schedule = Self.retries(&reader)
        sending = Self.sending(&reader)
        keepFree = reader.number("storage.keep_free_mib", default: 256, in: 0...1_048_576) << 20
        let archived = reader.number("storage.archive_after_days", default: 400, in: 0...36_500)
        archiveAfterDays = archived == 0 ? nil : archived
    }

    private static func database(
        _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> DatabaseSetting {
        let text = reader.text("database", default: "sqlite:parley.db")
        if text.hasPrefix("sqlite:") { return .sqlite(path: path(String(text.dropFirst(7)))) }
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            let account = text.dropFirst(text.hasPrefix("postgresql") ? 13 : 11)
                .prefix { $0 != "/" && $0 != "?" }
            if let at = account.lastIndex(of: "@"), account[..<at].contains(":") {
                reader.refuse(
                    "database", "A password does not belong here: use PGPASSWORD or PGPASSFILE.",
                    hidingValue: true)
            }
            return .postgres(url: text)
        }
        reader.refuse("database", "Give sqlite:FILE or postgresql://USER@HOST/NAME.")
        return .sqlite(path: "")
    }

    private static func domain(_ reader: inout SettingsReader) -> String {
        let domain = reader.required("mail.domain", "Give the domain that answers come to.")
            .lowercased()
        if !domain.isEmpty, !isHostName(domain) {
            reader.refuse(
                "mail.domain",
                "Give a domain of letters, digits, dots and hyphens; one beyond "
                    + "ASCII in its xn-- form.")
        }
        return domain
    }

    /// Letters, digits, dots and hyphens (RFC 1123 §2.1).
    static func isHostName(_ text: String) -> Bool {
        text.utf8.count <= 253
            && text.split(separator: ".", omittingEmptySubsequences: false)
                .allSatisfy { label in
                    (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
                        && label.allSatisfy {
                            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
                        }
                }
    }

    private static func from(_ reader: inout SettingsReader, _ domain: String) -> Mailbox {
        let address = reader.text("mail.from", default: "liaison@\(domain)")
        let name = reader.optional("mail.from_name")
        do {
            return Mailbox(name: name, address: try readAddress(address))
        } catch {
            reader.refuse("mail.from", error.reason)
            return Mailbox(address: "")
        }
    }

    private static func listenerTLS(
        _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> (certificate: String, key: String)? {
        let names = ["inbox.tls_certificate", "inbox.tls_key"]
        let files = names.map { reader.optional($0).flatMap { $0.isEmpty ? nil : path($0) } }
        switch (files[0], files[1]) {
        case (let certificate?, let key?): return (certificate, key)
        case (nil, nil): break
        case (nil, _): reader.refuse(names[0], "The key needs its certificate as well.")
        case (_, nil): reader.refuse(names[1], "The certificate needs its key as well.")
        }
        return nil
    }

    /// An address of this machine and a port.
    static func place(
        _ name: String, default usual: String, _ reader: inout SettingsReader
    ) -> (host: String, port: Int)? {
        let text = reader.text(name, default: usual)
        guard let colon = text.lastIndex(of: ":"),
            let port = Int(text[text.index(after: colon)...]), (0...65_535).contains(port)
        else {
            reader.refuse(name, "Give an address and a port, as \(usual).")
            return nil
        }
        return (String(text[..<colon]), port)
    }

    private static func digits(_ reader: inout SettingsReader) -> DigitChoice {
        do {
            return try DigitChoice(
                setting: reader.map("translation.digits", default: ["default": "usual"]))
        } catch {
            reader.refuse("translation.digits", "\(error)")
            return DigitChoice()
        }
    }

    private static func policy(_ reader: inout SettingsReader) -> TranslationPolicy {
        do throws(PolicyProblem) {
            return try TranslationPolicy(
                setting: reader.map("translation.minimum", default: ["default": "reviewed"]))
        } catch {
            reader.refuse(error)
            return TranslationPolicy()
        }
    }

    /// The setting, then beside the program, then the system's place.
    private static func catalogs(
        _ kind: String, _ reader: inout SettingsReader, _ path: (String) -> String
    ) -> URL {
        if let set = reader.optional("catalogs.\(kind)") {
            if isFolder(path(set)) { return URL(filePath: path(set)) }
            reader.refuse("catalogs.\(kind)", "There is no such folder.")
        }
        let found = SharedFiles.folders(kind).first { isFolder($0.path) }
        if let found { return found }
        reader.refuse(
            "catalogs.\(kind)", "No folder \(kind) was found beside the program; name it here.")
        return URL(filePath: kind)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }
}

/// Where the program's own files may be: in the folder it is run in, beside it or above it (as in
/// a build folder), or where a package puts them.
enum SharedFiles {
    static func folders(_ name: String) -> [URL] {
        var folder = (Bundle.main.executableURL ?? URL(filePath: "."))
            .resolvingSymlinksInPath().deletingLastPathComponent()
        var found = [URL(filePath: name)]
        for _ in 0..<5 {
            found.append(folder.appending(path: name))
            folder = folder.deletingLastPathComponent()
        }
        return found + [URL(filePath: "/usr/share/parley/\(name)")]
    }
}
