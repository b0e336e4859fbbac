import Cases
import Delivery
import Localization
import People
import Store

/// Reminds the families that were told of an event, each address once a day at most.
public struct RemindOfEvent: Sendable {
    static let notice = "event-reminder"
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What a reminder would say, to how many in which language, and who is left out.
    ///
    /// `everyone`: Those families too who have answered. The rules are asked anew: who may no
    /// longer be told, or has asked for no more news, gets none.
    /// - Throws: ``Refusal`` when the event has begun, or nobody was told of it.
    public func plan(
        _ name: String, everyone: Bool, way: ChosenWay? = nil, by handle: String
    ) async throws -> NoticePlan {
        let ways = try desk.ways(way)
        let (order, event) = try await desk.database.read { t in
            let (staff, school) = try sender(handle, desk, t)
            let event = try findEvent(name, of: school.id, desk, t)
            guard try Outbox().isTold(("event", event.id.text), t) else {
                throw Refusal(
                    "Nobody was told of event \(event.reference) yet: parley event send "
                        + "\(event.reference) --as \(handle)")
            }
            return (try self.order(event, everyone, staff, school, t), event.id)
        }
        var readers = SchoolReaders(
            audience: Audience(), school: order.school.id, ways: ways, isBulk: true)
        readers.only = .told(of: event, unlessAnswered: !everyone)
        return try SendNotice(desk).plan(order, for: .audience(readers))
    }

    /// Queues a plan that has been shown.
    public func send(_ plan: NoticePlan, by handle: String) async throws -> SendReceipt {
        try await SendNotice(desk).send(plan, by: handle)
    }

    private func order(
        _ event: SchoolEvent, _ everyone: Bool, _ staff: StaffMember, _ school: School,
        _ t: borrowing Transaction
    ) throws -> NoticeOrder {
        let declared = desk.localizer.library.notice(Self.notice)?.variables.map(\.name) ?? []
        let values = try AnnounceEvent(desk).values(event, staff, school, t)
        let day = desk.source.now().localDay(school.timeZone)
        return NoticeOrder(
            notice: Self.notice, about: ("event", event.id.text),
            key: "event:\(event.id):reminder:\(day)", school: school, caseFile: nil,
            audience: everyone ? "all who were told" : "those who have not answered",
            expires: event.startsAt, values: values.filter { declared.contains($0.key) },
            readerName: nil, isBulk: true)
    }
}
