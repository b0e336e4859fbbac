import Inbox
import Wire

/// `inbox.imap`: a folder on a mail server that mail is taken from.
struct MailFolderSettings: Sendable {
    let folder: IMAPFolder
    /// How long to wait between two looks.
    let rest: Duration

    private enum After: String, CaseIterable {
        case move, flag, delete
    }

    /// Nil when no host is set.
    init?(_ reader: inout SettingsReader) {
        let host = reader.optional("inbox.imap.host") ?? ""
        let tls = reader.choice("inbox.imap.tls", default: .implicit, TLSPolicy.allCases)
        var endpoint = IMAPEndpoint(
            host: host,
            port: reader.number(
                "inbox.imap.port", default: tls == .implicit ? 993 : 143, in: 1...65_535),
            tls: tls, user: reader.text("inbox.imap.user", default: ""),
            password: reader.secret("inbox.imap.password") ?? "")
        endpoint.caFile = reader.optional("inbox.imap.ca_file")
        endpoint.token = Self.token(&reader)
        let name = Self.folder("inbox.imap.folder", default: "INBOX", &reader)
        let after = Self.after(&reader)
        rest = .seconds(reader.number("inbox.imap.poll_seconds", default: 15, in: 1...3_600))
        let others = [
            "port", "tls", "user", "password_file", "token_file", "folder", "after", "move_to",
        ]
        if host.isEmpty, others.contains(where: { reader.isSet("inbox.imap.\($0)") }) {
            reader.refuse("inbox.imap.host", "Give the mail server's name: imap.example.org.")
        }
        guard !host.isEmpty, let name, let after else { return nil }
        if case .move(name) = after {
            reader.refuse("inbox.imap.move_to", "Give another folder than inbox.imap.folder.")
        }
        Self.check(endpoint, &reader)
        folder = IMAPFolder(endpoint, name, after: after)
    }

    /// The file is read at each log-in.
    private static func token(_ reader: inout SettingsReader) -> IMAPToken? {
        // A renewer may replace it at this moment: each log-in and the doctor read it, not every command.
        switch reader.secretPlace("inbox.imap.token") {
        case .file(let path): return .file(path)
        case .environment(let token): return .fixed(token)
        case nil: return nil
        }
    }

    private static func after(_ reader: inout SettingsReader) -> IMAPFolder.After? {
        let target = folder("inbox.imap.move_to", default: "Parley", &reader)
        switch reader.choice("inbox.imap.after", default: After.move, After.allCases) {
        case .move: return target.map { .move($0) }
        case .flag: return .markSeen
        case .delete: return .delete
        }
    }

    private static func folder(
        _ setting: String, default usual: String, _ reader: inout SettingsReader
    ) -> IMAPFolderName? {
        if let name = IMAPFolderName(reader.text(setting, default: usual)) { return name }
        reader.refuse(setting, "Give a folder's name as the mail server shows it, as \(usual).")
        return nil
    }

    private static func check(_ endpoint: IMAPEndpoint, _ reader: inout SettingsReader) {
        let isAddress =
            endpoint.host.contains(":")
            && endpoint.host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        if !Settings.isHostName(endpoint.host), !isAddress {
            reader.refuse(
                "inbox.imap.host", "Give the server's name or address alone: imap.example.org.")
        }
        if endpoint.user.isEmpty || (endpoint.password.isEmpty && endpoint.token == nil) {
            reader.refuse(
                "inbox.imap.user",
                "Give inbox.imap.user and the mailbox's own inbox.imap.password_file, or "
                    + "inbox.imap.token_file where the provider wants an access token.",
                hidingValue: true)
        }
        if !endpoint.password.isEmpty, endpoint.token != nil {
            reader.refuse(
                "inbox.imap.token_file",
                "Give either an access token or a password, not both: only one is sent.",
                hidingValue: true)
        }
        if endpoint.tls == .never, !isLoopback(endpoint.host) {
            reader.refuse(
                "inbox.imap.tls",
                "Neither password nor token may go out without TLS: set it to implicit or required."
            )
        }
    }
}
