import Cases
import Inbox
import MessageFormat
import People
import Store

/// Adds the sender of a waiting arrival to a family, so that what comes from there is known.
public struct AddSender: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Whose contact the sender becomes.
    public struct Request: Sendable {
        /// What the roster calls the household; may be nil where the student has one alone.
        public let family: String?
        /// What the roster calls the child; nil for all children of the household.
        public let student: String?
        /// The person's name.
        public let name: String
        /// What the person is to the child.
        public let relation: String
        /// BCP 47; nil for the family's.
        public let language: String?
        /// Whether news about the child may go there.
        public let mayReceive: Bool

        /// Describes whose contact the sender becomes.
        public init(
            family: String?, student: String?, name: String, relation: String, language: String?,
            mayReceive: Bool
        ) {
            (self.family, self.student, self.name) = (family, student, name)
            (self.relation, self.language, self.mayReceive) = (relation, language, mayReceive)
        }
    }

    /// What was added.
    public struct Receipt: Sendable {
        /// The contact.
        public let contact: Contact
        /// The household.
        public let family: Family
        /// Its open cases, on which the arrival may be put.
        public let cases: [Case]
    }

    /// Adds the contact. The arrival waits on: which case it belongs to is another question.
    /// - Throws: ``Refusal``.
    public func add(
        _ item: String, _ request: Request, by handle: String
    ) async throws -> Receipt {
        let name = try TypedWords(request.name, "The name", limit: 100).text
        let relation = try TypedWords(request.relation, "The relation", limit: 40).text
        let language = try request.language.map { try Self.language($0) }
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let (address, channel) = try sender(of: item, at: staff.school, t)
            let (family, students) = try household(request, staff.school, t)
            try mustBeNew(address, channel, in: family, t)
            try mustBeAllowed(address, channel, request, students, t)
            let names = name.split(separator: " ")
            let last = names.count > 1 ? names.last.map(String.init) ?? "" : ""
            let contact = try Contacts().add(
                NewContact(
                    family: family.id,
                    givenName: names.dropLast(last.isEmpty ? 0 : 1).joined(separator: " "),
                    familyName: last, language: language ?? family.homeLanguage,
                    address: address, channel: channel, relation: relation,
                    students: students.map(\.id), mayReceive: request.mayReceive),
                to: staff.school, desk.source, t)
            try desk.audit.record(
                "contact.add", by: staff.id, on: ("contact", contact.id.text), family: family.id,
                details: ["children": String(students.count)], t)
            let open = try desk.caseBook.open(of: family.id, t)
            return Receipt(contact: contact, family: family, cases: open)
        }
    }

    private static func language(_ text: String) throws -> LanguageTag {
        guard let tag = LanguageTag(text), tag.language != "und" else {
            throw Refusal("\"\(text)\" is no language. Give a tag such as so, es or zh-Hant.")
        }
        return tag
    }

    private func sender(
        of name: String, at school: SchoolID, _ t: borrowing Transaction
    ) throws -> (String, Channel) {
        let item = try waiting(name, of: school, desk, t)
        guard let from = item.fromAddress, let address = foldedAddress(from, item.channel) else {
            throw Refusal(
                "\(name) bears no address or number that could be written to, so there is no "
                    + "contact to make of it.")
        }
        return (address, item.channel)
    }

    private func household(
        _ request: Request, _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> (Family, [Student]) {
        guard let key = request.student else {
            guard let name = request.family else {
                throw Refusal("Say whose contact it is: --family HOUSEHOLD or --student STUDENT.")
            }
            let family = try family(name, school, t)
            return (family, try Students().students(of: family.id, t))
        }
        guard let child = try Students().student(rosterKey: key, of: school, t), child.isActive
        else {
            throw Refusal(
                "No student of this school is called \"\(key)\" in the roster. "
                    + "`parley people` lists them.")
        }
        let families = try Families().families(of: child.id, t)
        if let name = request.family {
            let family = try family(name, school, t)
            guard families.contains(where: { $0.id == family.id }) else {
                throw Refusal("The student \(key) does not belong to the household \(name).")
            }
            return (family, [child])
        }
        guard let only = families.first, families.count == 1 else {
            let keys = families.map(\.rosterKey).joined(separator: ", ")
            throw Refusal(
                families.isEmpty
                    ? "The roster names no household for this student."
                    : "This student has more than one household. Say which with --family: \(keys).")
        }
        return (only, [child])
    }

    private func family(
        _ key: String, _ school: SchoolID, _ t: borrowing Transaction
    ) throws -> Family {
        guard let family = try Families().family(rosterKey: key, of: school, t) else {
            throw Refusal(
                "No household of this school is called \"\(key)\". `parley people` lists them.")
        }
        return family
    }

    /// A second contact with the same address must not go round an order about the first.
    private func mustBeAllowed(
        _ address: String, _ channel: Channel, _ request: Request, _ students: [Student],
        _ t: borrowing Transaction
    ) throws {
        let edges = try ContactRule().edges(
            at: address, channel, to: students.map(\.id), t)
        guard !edges.contains(where: \.noContact) else {
            throw Refusal(
                "Whoever has this address or number must not be contacted about this child. "
                    + "No contact was made; the roster or the court's order says why.")
        }
        guard !request.mayReceive || edges.allSatisfy(\.mayReceive) else {
            throw Refusal(
                "The roster says that whoever has this address or number gets no news about this "
                    + "child. Add the contact without --may-receive.")
        }
    }

    private func mustBeNew(
        _ address: String, _ channel: Channel, in family: Family, _ t: borrowing Transaction
    ) throws {
        let users = try Contacts().contacts(using: address, channel, t)
        guard !users.contains(where: { $0.family == family.id }) else {
            throw Refusal(
                "A contact of the household \(family.rosterKey) has this address or number "
                    + "already. Put the message on a case: parley triage assign.")
        }
    }
}
