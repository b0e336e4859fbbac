import Foundation
import Synchronization

extension Process {
    /// Begins the program while no other test begins one.
    ///
    /// QUIRK: Foundation's `run()` on several threads at once has read past its own memory.
    public func runAlone() throws { try starting.withLock { _ in try run() } }
}

private let starting = Mutex(())
