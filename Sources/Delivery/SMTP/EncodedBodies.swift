import Synchronization
import Wire

/// Words that were encoded lately, by the rendering that they come from.
final class EncodedBodies: Sendable {
    private let all = Mutex<[String: EncodedBody]>([:])
    private static let most = 128

    func body(_ rendering: String) -> EncodedBody? {
        all.withLock { $0[rendering] }
    }

    func keep(_ body: EncodedBody, _ rendering: String) {
        all.withLock { all in
            if all.count >= Self.most { all = [:] }
            all[rendering] = body
        }
    }
}
