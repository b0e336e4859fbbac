import Cases
import Delivery
import Localization
import MessageFormat
import People
import Store

/// Keeps the language that a contact wants to be written to in, by their own answer or by what a
/// liaison was told.
public struct SetLanguage: Sendable {
    private let desk: Desk

    /// Works at a desk.
    public init(_ desk: Desk) {
        self.desk = desk
    }

    /// Sets a contact's language; nil goes back to the roster's.
    ///
    /// `key`: What the roster calls the contact.
    /// - Returns: The contact as it is now.
    /// - Throws: ``Refusal`` for a contact that there is not, or a language without notices.
    public func set(
        _ language: LanguageTag?, for key: String, by handle: String
    ) async throws -> Contact {
        if let language { _ = try written(language) }
        return try await desk.database.write { t in
            let staff = try Acting().staff(handle, to: .workOnCase, t)
            let contact = try findContact(key, of: staff.school, t)
            return try keep(language, for: contact, by: staff.id, t)
        }
    }

    /// Does what an answer to the question asks, if the one who was asked has given it: on a
    /// telephone that several use nobody knows whose the choice is, and a liaison sets it.
    /// - Returns: The contact as it is now; nil where nothing was changed.
    func obey(
        _ answer: ReadAnswer, to message: OutboundMessage?, from writer: Contact?,
        _ t: borrowing Transaction
    ) throws -> Contact? {
        guard let language = language(of: answer, to: message, from: writer), let writer else {
            return nil
        }
        return try keep(language, for: writer, by: nil, t)
    }

    /// The language that an answer sets; nil where it sets none.
    func language(
        of answer: ReadAnswer?, to message: OutboundMessage?, from writer: Contact?
    ) -> LanguageTag? {
        guard let writer, writer.id == message?.contact else { return nil }
        return answer?.language
    }

    private func written(_ language: LanguageTag) throws(Refusal) -> LanguageTag {
        let library = desk.localizer.library
        let all = library.languages.filter { library.hasNotices(in: $0) }
        guard LanguageTag.nearest(to: language, in: all) != nil else {
            throw Refusal(
                "There are no notices in \(language). There are in: "
                    + all.map(\.text).sorted().joined(separator: ", ") + ".")
        }
        return language
    }

    private func keep(
        _ language: LanguageTag?, for contact: Contact, by staff: StaffID?,
        _ t: borrowing Transaction
    ) throws -> Contact {
        try Contacts().choose(language, for: contact.id, t)
        try desk.audit.record(
            "contact.language", by: staff, on: ("contact", contact.id.text),
            family: contact.family, details: ["language": language?.text ?? "roster"], t)
        guard let changed = try Contacts().contact(contact.id, t) else {
            throw Refusal("The contact has gone from the database.")
        }
        return changed
    }
}

/// A contact of a school, as the roster calls them.
/// - Throws: ``Refusal``.
func findContact(
    _ key: String, of school: SchoolID, _ t: borrowing Transaction
) throws -> Contact {
    guard let contact = try Contacts().contact(rosterKey: key, of: school, t) else {
        throw Refusal(
            "No contact of this school is called \"\(key)\" in the roster. `parley people` lists "
                + "them.")
    }
    return contact
}
