import Dispatch
import Foundation

/// Runs until the work ends, or SIGTERM or SIGINT asks it to: then the work is cancelled, and has
/// the time it needs to finish what is in flight. A second signal ends the program at once.
func untilTerminated(_ work: @escaping @Sendable () async -> Void) async {
    let task = Task { await work() }
    let sources = [SIGTERM, SIGINT].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            task.cancel()
            signal(number, SIG_DFL)
        }
        source.resume()
        return source
    }
    await task.value
    for source in sources { source.cancel() }
}
