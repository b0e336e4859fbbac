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
