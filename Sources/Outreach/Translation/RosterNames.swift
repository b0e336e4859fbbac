import Localization
import People
import Store
import Synchronization

/// All names at a school, made ready to be found: a text may name anybody's child. A district's are
/// read once in a few minutes, not for each text, and made ready anew only when they have changed.
final class RosterNames: Sendable {
    private struct Kept {
        let at: Instant
        let names: Set<SchoolNames.Name>
        let ready: OtherNames
    }

    private static let fresh = Duration.seconds(300)
    private let kept = Mutex<[SchoolID: Kept]>([:])

    /// The names of a school's children, parents and staff; of those too who have left.
    func others(
        of school: SchoolID, now: Instant, _ t: borrowing Transaction
    ) throws -> OtherNames {
        let last = kept.withLock { $0[school] }
        if let last, last.at + Self.fresh > now { return last.ready }
        let names = try SchoolNames().all(of: school, t)
        let ready =
            last?.names == names
            ? last?.ready
            : OtherNames(names.lazy.map { OtherNames.Name(given: $0.given, family: $0.family) })
        let found = Kept(at: now, names: names, ready: ready ?? OtherNames())
        kept.withLock { $0[school] = found }
        return found.ready
    }
}
