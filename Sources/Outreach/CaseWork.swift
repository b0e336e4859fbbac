import Cases
import People
import Store

/// A teacher's referral opens a case with the family's liaison.
public struct ReferStudent: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Opens a case.
    /// `student`: What the roster calls the child.
    /// `family`: What the roster calls the household; needed when the child has two.
    /// `words`: What the teacher saw, for staff.
    /// - Throws: ``Refusal`` when the child is unknown, or has several families and none is named.
    public func refer(
        student: String, family: String?, concern: String, words: String, by handle: String
    ) async throws -> Case {
        let typed = try TypedWords(concern, "The concern", limit: 100).text
        // The one reason that is spelt in two ways.
        let concern = typed.lowercased() == "behavior" ? "behaviour" : typed
        let words = try Self.words(words)
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .refer, t)
            let child = try Students().student(rosterKey: student, of: staff.school, t)
            guard let child, child.isActive else {
                throw Refusal(
                    "No student of this school is called \"\(student)\" in the roster. "
                        + "`parley people` lists them.")
            }
            let household = try choose(family, of: child, t)
            let liaison = try liaison(for: staff, t)
            let file = try desk.caseBook.open(
                NewCase(
                    school: staff.school, family: household.id, student: child.id, kind: .concern,
                    concern: concern, referredBy: staff.id, liaison: liaison), t)
            var entry = NewEntry(.referral, by: .staff(staff.id), words, language: "en")
            entry.subject = concern
            try desk.timeline.add(entry, to: file, t)
            try desk.audit.record(
                "case.refer", by: staff.id, on: ("case", file.id.text), family: file.family, t)
            return file
        }
    }

    private static func words(_ given: String) throws -> String {
        try TypedWords(given, "The text", limit: 20_000, isLine: false, mayBeEmpty: true).text
    }

    private func choose(
        _ key: String?, of child: Student, _ t: borrowing Transaction
    ) throws -> Family {
        let families = try Families().families(of: child.id, t)
        if let key {
            if let named = families.first(where: { $0.rosterKey == key }) { return named }
        } else if families.count == 1, let only = families.first {
            return only
        }
        guard !families.isEmpty else {
            throw Refusal(
                "The roster names nobody for this student, so there is no one to write to.")
        }
        let keys = families.map(\.rosterKey).joined(separator: ", ")
        throw Refusal(
            "This student belongs to more than one household, or not to the one named. "
                + "Say which with --family: \(keys).")
    }

    private func liaison(
        for staff: StaffMember, _ t: borrowing Transaction
    ) throws -> StaffID {
        if staff.role == .liaison { return staff.id }
        guard let liaison = try Staff().liaison(of: staff.school, t) else {
            throw Refusal(
                "The school has no liaison yet. Add one: parley staff add NAME --role liaison.")
        }
        return liaison.id
    }
}

/// What a liaison writes down: notes, calls, visits, the next step, the end.
public struct WorkOnCase: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// What can be written down by hand.
    public enum Act: Sendable {
        case note
        /// `reached`, `no-answer`, `number-changed` …; who interpreted, when somebody did.
        case call(outcome: String, interpreter: String?)
        case visit(outcome: String, interpreter: String?)

        var kind: EntryKind {
            switch self {
            case .note: .note
            case .call: .call
            case .visit: .visit
            }
        }

        var details: [String: String] {
            switch self {
            case .note: [:]
            case .call(let outcome, let interpreter), .visit(let outcome, let interpreter):
                ["outcome": outcome].merging(
                    interpreter.map { ["interpreter": $0] } ?? [:], uniquingKeysWith: { $1 })
            }
        }
    }

    /// Adds an entry of the liaison's own.
    public func add(
        _ act: Act, words: String, to name: String, next: (step: String, on: String?)?,
        by handle: String
    ) async throws -> Case {
        var mayBeEmpty = true
        if case .note = act { mayBeEmpty = next != nil }
        let words = try TypedWords(
            words, "The note", limit: 20_000, isLine: false, mayBeEmpty: mayBeEmpty
        ).text
        if let date = next?.on { _ = try LocalTime("\(date) 12:00", zone: "UTC") }
        return try await desk.database.write { t in
            let (staff, file) = try open(name, handle, t)
            var entry = NewEntry(act.kind, by: .staff(staff.id), words, language: "en")
            entry.details = act.details
            entry.subject = act.details["outcome"]
            try desk.timeline.add(entry, to: file, t)
            if let next { try desk.caseBook.setNextStep(next.step, on: next.on, of: file.id, t) }
            try desk.audit.record(
                "case.\(act.kind.rawValue)", by: staff.id, on: ("case", file.id.text),
                family: file.family, t)
            return file
        }
    }

    /// Closes a case, with a word on how it ended.
    public func close(_ name: String, words: String, by handle: String) async throws -> Case {
        try await desk.database.write { t in
            let (staff, file) = try open(name, handle, t)
            guard file.kind == .concern else {
                throw Refusal("A family's standing conversation stays open.")
            }
            guard try desk.caseBook.close(file.id, t) else {
                throw Refusal("Case \(file.reference) is closed already.")
            }
            var entry = NewEntry(.state, by: .staff(staff.id), words, language: "en")
            entry.subject = "closed"
            try desk.timeline.add(entry, to: file, t)
            try desk.audit.record(
                "case.close", by: staff.id, on: ("case", file.id.text), family: file.family, t)
            return file
        }
    }

    private func open(
        _ name: String, _ handle: String, _ t: borrowing Transaction
    ) throws -> (StaffMember, Case) {
        let staff = try Acting().staff(handle, to: .workOnCase, t)
        return (staff, try findCase(name, of: staff.school, desk, t))
    }
}

/// A case of a school by reference or id.
/// - Throws: ``Refusal``.
func findCase(
    _ name: String, of school: SchoolID, _ desk: Desk, _ t: borrowing Transaction
) throws -> Case {
    guard let file = try desk.caseBook.find(named: name, t), file.school == school else {
        throw Refusal("There is no case \"\(name)\". `parley case list` shows the open ones.")
    }
    return file
}
