import Cases
import Inbox
import People
import Store

/// A person says where an arrival belongs, or that it is not ours.
public struct SettleTriage: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What waits.
    public func list(by handle: String) async throws -> [TriageItem] {
        try await desk.database.read { t in
            _ = try Acting().staff(handle, to: .readCase, t)
            return try TriageTray(desk.source).open(t)
        }
    }

    /// Puts an arrival on a case's timeline.
    public func assign(
        _ name: String, to caseName: String, by handle: String
    ) async throws -> Case {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let item = try item(name, t)
            let file = try findCase(caseName, of: staff.school, desk, t)
            guard
                try TriageTray(desk.source).settle(item.inbound, into: file.id, by: staff.id, t)
            else { throw Refusal("\(name) has been settled already.") }
            var entry = NewEntry(
                kind(of: item), by: .family, item.words, language: item.language)
            (entry.channel, entry.inbound) = (item.channel, item.inbound)
            entry.subject = item.subject.isEmpty ? nil : item.subject
            entry.evidence = Evidence.staff.rawValue
            if let from = item.fromAddress { entry.details["sender"] = "written from \(from)" }
            if item.attachments > 0 { entry.details["attachments"] = String(item.attachments) }
            let id = try desk.timeline.add(entry, to: file, t)
            try Readings(desk.source).assign(item.inbound, to: file.id, entry: id, t)
            try InboundQueue().assign(item.inbound, to: file.family, t)
            try desk.audit.record(
                "triage.assign", by: staff.id, on: ("inbound", item.inbound.text),
                family: file.family, details: ["case": file.id.text], t)
            return file
        }
    }

    /// Takes an arrival out of the tray as not ours. Its bytes stay.
    public func dismiss(_ name: String, by handle: String) async throws {
        try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let item = try item(name, t)
            guard try TriageTray(desk.source).settle(item.inbound, into: nil, by: staff.id, t)
            else { throw Refusal("\(name) has been settled already.") }
            try desk.audit.record(
                "triage.dismiss", by: staff.id, on: ("inbound", item.inbound.text), t)
        }
    }

    /// What a program wrote is no answer of the family, whoever puts it on the case.
    private func kind(of item: TriageItem) -> EntryKind {
        switch MailKind(rawValue: item.kind) {
        case .autoReply, .bounce, .receipt, .complaint: .automatic
        default: .reply
        }
    }

    private func item(_ name: String, _ t: borrowing Transaction) throws -> TriageItem {
        guard let item = try TriageTray(desk.source).find(named: name, t) else {
            throw Refusal("Nothing called \"\(name)\" waits. `parley triage list` shows what does.")
        }
        return item
    }
}
