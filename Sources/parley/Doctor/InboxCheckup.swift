import Foundation
import Inbox

/// The ways in: the listener's port, and the Maildir where one is set.
struct InboxCheckup {
    let settings: Settings

    func findings() async -> [Finding] {
        let (host, port, _) = settings.listen
        let place = "\(host):\(port)"
        let state = port == 0 ? PortState.free : await PortState.of(host: host, port: port)
        var found = [Self.listener(state, place, domain: settings.domain)]
        if let folder = settings.maildir { found.append(await maildir(folder)) }
        return found
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
