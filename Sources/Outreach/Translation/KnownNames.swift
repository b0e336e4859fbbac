import Cases
import Localization
import MessageFormat
import People
import Store

/// Gathers what must not leave with some words: the names of whom they are about, of the staff and of
/// whoever else of the school stands in them, the school's places, and what the school has decided
/// about words.
struct KnownNames: Sendable {
    private let desk: Desk

    init(_ desk: Desk) {
        self.desk = desk
    }

    func known(
        in draft: WordsDraft, _ t: borrowing Transaction
    ) throws -> KnownWords {
        var known = KnownWords()
        if let family = draft.family { try add(family, to: &known, t) }
        for member in try Staff().all(t) where member.school == draft.school {
            known.names.append(
                KnownWords.Name(member.name, person: member.id.text, role: .staff))
        }
        try add(draft.school, to: &known, t)
        for (word, kind) in try SchoolWords(desk.source).decided(
            since: draft.at, of: draft.school, t)
        where kind == .name {
            known.sure.formUnion(KnownWords.folded(word))
        }
        return known
    }

    /// What is known at a school, of whatever text: the names of everybody, and its places.
    func ofEverybody(at school: SchoolID, _ t: borrowing Transaction) throws -> KnownWords {
        var known = KnownWords()
        try add(school, to: &known, t)
        return known
    }

    /// Everybody else's names, the place and the school's own words, once the names are known of whom
    /// the text speaks.
    private func add(
        _ school: SchoolID, to known: inout KnownWords, _ t: borrowing Transaction
    ) throws {
        known.others = try desk.translating.rosterNames.others(
            of: school, now: desk.source.now(), t)
        if let school = try Schools().school(school, t) { known.places.append(school.name) }
        for (word, kind) in try SchoolWords(desk.source).all(of: school, t) {
            switch kind {
            case .name:
                known.names.append(KnownWords.Name(word, person: "word:\(word)", role: .family))
            case .place: known.places.append(word)
            case .ordinary: known.ordinary.formUnion(KnownWords.folded(word))
            }
        }
        // What somebody called an ordinary word is none as long as a person here is called so.
        let others = known.others
        known.ordinary = known.ordinary.filter { !others.contains($0) }
        for name in known.names { known.ordinary.subtract(KnownWords.folded(name.full)) }
    }

    private func add(
        _ family: FamilyID, to known: inout KnownWords, _ t: borrowing Transaction
    ) throws {
        for student in try Students().students(of: family, t) {
            known.names.append(
                KnownWords.Name(
                    student.fullName, given: student.givenName, family: student.familyName,
                    person: student.id.text, role: .student))
        }
        for contact in try Contacts().contacts(of: family, t) {
            known.names.append(
                KnownWords.Name(
                    contact.fullName, given: contact.givenName, family: contact.familyName,
                    person: contact.id.text, role: .family))
            known.emails += try Contacts().addresses(of: contact.id, .email, t).map(\.address)
            known.phones += try Contacts().addresses(of: contact.id, .sms, t).map(\.address)
        }
        if let household = try Families().family(family, t)?.name, !household.isEmpty {
            known.names.append(
                KnownWords.Name(household, person: family.text, role: .family))
        }
    }
}

extension KnownWords {
    /// Whether anything private stands in a translation's own words.
    func stand(in target: TextSegment, _ language: LanguageTag) -> Bool {
        var known = self
        // A word that is one letter from a name tells nobody's, and nobody is asked here.
        known.others.isStrict = true
        return PrivateWords(known, language).stand(in: target)
    }
}
