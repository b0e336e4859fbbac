import Inbox

/// Where mail is taken in: at a port, or at a socket in the file system.
enum ListenPlace: Sendable, Hashable, CustomStringConvertible {
    case address(host: String, port: Int)
    case socket(ListenerSocket)

    var description: String {
        switch self {
        case .address(let host, let port): "\(host):\(port)"
        case .socket(let socket): "unix:\(socket.path)"
        }
    }

    /// The same with the port that was found free, where any was asked for.
    func with(port found: Int) -> ListenPlace {
        if case .address(let host, _) = self { return .address(host: host, port: found) }
        return self
    }
}

extension Settings {
    /// `inbox.listen` and `inbox.protocol`.
    static func listener(
        _ reader: inout SettingsReader
    ) -> (place: ListenPlace, protocol: MailProtocol) {
        let kind = reader.choice("inbox.protocol", default: .lmtp, MailProtocol.allCases)
        let usual = "127.0.0.1:2424"
        let text = reader.text("inbox.listen", default: usual)
        if text.hasPrefix("unix:") {
            let socket = ListenerSocket(String(text.dropFirst(5)))
            if let why = socket.objection {
                reader.refuse("inbox.listen", why + " As unix:/run/parley/lmtp.sock.")
            }
            return (.socket(socket), kind)
        }
        let place = place("inbox.listen", default: usual, &reader)
        return (.address(host: place?.host ?? "127.0.0.1", port: place?.port ?? 2424), kind)
    }
}
