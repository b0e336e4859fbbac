import NIOCore
import Synchronization

/// The connections that are open, so that a shutdown can cut off those that outstay its grace.
final class OpenConnections: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        channels.withLock { $0[id] = channel }
        channel.closeFuture.whenComplete { [self] _ in
            _ = channels.withLock { $0.removeValue(forKey: id) }
        }
    }

    func cutOff() {
        for channel in channels.withLock({ Array($0.values) }) { channel.close(promise: nil) }
    }
}
