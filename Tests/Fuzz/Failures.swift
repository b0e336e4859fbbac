import Logging
import Synchronization

/// What a worker says went wrong, the first of it. That something can't be read is no failure.
final class Failures: Sendable {
    private let found = Mutex<String?>(nil)

    var first: String? { found.withLock { $0 } }

    var log: Logger {
        Logger(label: "fuzz") { _ in Handler(failures: self) }
    }

    private func note(_ event: LogEvent) {
        let words = "\(event.message)"
        guard words.hasPrefix("reading failed") || words.hasPrefix("nothing could be taken") else {
            return
        }
        let why = event.metadata?["error"].map { "\($0)" } ?? ""
        found.withLock { $0 = $0 ?? "\(words): \(why)" }
    }

    private struct Handler: LogHandler {
        let failures: Failures
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.error

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { failures.note(event) }
    }
}
