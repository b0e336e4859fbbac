import Cases
import Delivery
import Outreach
import People
import Store

extension Workplace {
    /// Tells a member of staff of the sends of their school that stand still, on standard error:
    /// where the liaison begins the day, so that nobody has to ask.
    func tellOfStalledSends(to handle: String) async throws {
        let stalled = try await desk.stalledSends()
        guard !stalled.isEmpty else { return }
        let school = try await database.read { t -> School? in
            guard let member = try Staff().member(handle: handle, t) else { return nil }
            return try Schools().school(member.school, t)
        }
        guard let school else { return }
        for send in stalled where send.school == school.id {
            complain(
                "Send \(send.reference) stands still: "
                    + "\(counted(send.due, "message is", "messages are")) due since "
                    + "\(send.since.local(school.timeZone)), and none has left. "
                    + "`parley doctor` says why.")
        }
    }
}
