import Foundation
import Inbox
import Store
import Wire

/// The ways in: the listener's port and certificate, a Maildir and a folder on a mail server.
struct InboxCheckup {
    let settings: Settings
    let now: Instant

    func findings() async -> [Finding] {
        var found = [await listener()]
        if let files = settings.listenerTLS { found.append(certificate(files)) }
        if let folder = settings.maildir { found.append(await maildir(folder)) }
        if let folder = settings.mailFolder { found.append(await imap(folder.folder)) }
        return found
    }

    private func listener() async -> Finding {
        let place = settings.listen.place
        switch place {
        case .address(let host, let port):
            let state = port == 0 ? PortState.free : await PortState.of(host: host, port: port)
            return Self.listener(state, "\(place)", domain: settings.domain)
        case .socket(let socket): return Self.listener(socket)
        }
    }

    /// Who answers at a socket is not asked: only accounts of this machine's can have put it there.
    static func listener(_ socket: ListenerSocket) -> Finding {
        switch socket.state() {
        case .free, .left:
            .ok(
                "listener",
                "Listener: \(socket.path) is free; `parley serve` will take mail there")
        case .answered: .ok("listener", "Listener: a program takes mail at \(socket.path)")
        case .unusable(let why):
            .fail(
                "listener", "Listener: the socket \(socket.path) can't be had", why)
        }
    }

    static func listener(_ state: PortState, _ place: String, domain: String) -> Finding {
        switch state {
        case .free:
            return .ok(
                "listener", "Listener: \(place) is free; `parley serve` will take mail there")
        case .greeted(let greeting) where isOurs(greeting, domain):
            return .ok("listener", "Listener: Parley listens on \(place)")
        case .greeted:
            return .fail(
                "listener", "Listener: another program has \(place)",
                "End it, or choose another inbox.listen. `ss -ltnp` shows which one it is.")
        case .refused(let why):
            return .fail(
                "listener", "Listener: \(place) can't be had: \(why)",
                "Choose an address of this machine and a port from 1024 in inbox.listen.")
        }
    }

    /// As the session greets: code, domain, protocol, name.
    private static func isOurs(_ greeting: String, _ domain: String) -> Bool {
        let words = greeting.split(separator: " ")
        return words.first == "220" && words.last == "Parley" && words.contains(Substring(domain))
    }

    /// Certificates are renewed weeks before they end: one with fewer days was forgotten.
    private func certificate(_ files: (certificate: String, key: String)) -> Finding {
        do throws(SourceProblem) {
            let certificate = try ListenerCertificate(
                certificate: files.certificate, key: files.key)
            let days = (certificate.expires - now.milliseconds / 1_000) / 86_400
            guard days >= 7 else {
                return .warn(
                    "listener-tls",
                    days < 0
                        ? "Listener: the certificate has ended"
                        : "Listener: the certificate ends in \(days) days",
                    "Renew \(files.certificate); it is read again by itself.")
            }
            return .ok(
                "listener-tls", "Listener: STARTTLS, the certificate is good for \(days) days")
        } catch {
            return .fail("listener-tls", error)
        }
    }

    /// Logs in and looks; takes, moves and marks nothing.
    private func imap(_ folder: IMAPFolder) async -> Finding {
        var endpoint = folder.endpoint
        // Somebody waits in front of the screen.
        endpoint.timeouts.connect = .seconds(10)
        endpoint.timeouts.silence = .seconds(10)
        let client = IMAPClient(endpoint, folder: folder.name)
        let finding: Finding
        do {
            let look = try await client.look()
            let way = endpoint.token == nil ? "" : ", by access token"
            let what =
                "IMAP: \(endpoint)\(way), \(look.uids.count) in the folder \(folder.name)"
            finding =
                look.isReadOnly
                ? .fail(
                    "imap", what + ", which may only be read",
                    "Give the account the right to move or mark mails there.")
                : .ok("imap", what)
        } catch {
            finding = .fail("imap", error)
        }
        await client.close()
        return finding
    }

    private func maildir(_ folder: String) async -> Finding {
        do {
            let source = MaildirSource(folder: folder, largest: settings.largestMail)
            let count = try await source.waiting().count
            return .ok("maildir", "Maildir: \(folder), \(count) waiting in new")
        } catch {
            return .fail("maildir", error)
        }
    }
}
