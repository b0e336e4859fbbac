import Localization
import People
import Store
import Synchronization

/// The words of all names at a school, folded: a text may name anybody's child. A district's are read
/// once in a few minutes, not for each text.
final class RosterNames: Sendable {
    private static let fresh = Duration.seconds(300)
    private let kept = Mutex<[SchoolID: (at: Instant, words: Set<String>)]>([:])

    /// The names of a school's children, parents and staff; of those too who have left.
    func words(
        of school: SchoolID, now: Instant, _ t: borrowing Transaction
    ) throws -> Set<String> {
        if let found = kept.withLock({ $0[school] }), found.at + Self.fresh > now {
            return found.words
        }
        let names = try SchoolNames().all(of: school, t)
        let words = names.reduce(into: Set<String>()) { $0.formUnion(KnownWords.folded($1)) }
        kept.withLock { $0[school] = (now, words) }
        return words
    }
}
