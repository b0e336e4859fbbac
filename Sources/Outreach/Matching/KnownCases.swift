import Cases
import People
import Store

/// The open cases and the standing conversations of families, while mails are filed. One that a mail
/// opens is found by the next.
struct KnownCases {
    private let book: CaseBook
    private var byFamily: [FamilyID: [Case]] = [:]

    init(_ desk: Desk) {
        book = desk.caseBook
    }

    /// Asks for those of many families at once.
    mutating func ask(_ families: Set<FamilyID>, _ t: borrowing Transaction) throws {
        let unknown = families.filter { byFamily[$0] == nil }
        for family in unknown { byFamily[family] = [] }
        for file in try book.current(of: Array(unknown), t) {
            byFamily[file.family, default: []].append(file)
        }
    }

    /// A family's open cases, concerns before the standing conversation.
    mutating func open(of family: FamilyID, _ t: borrowing Transaction) throws -> [Case] {
        try ask([family], t)
        return (byFamily[family] ?? []).filter { $0.state == .open }
    }

    /// The family's standing conversation, if it has one.
    mutating func standing(of family: FamilyID, _ t: borrowing Transaction) throws -> Case? {
        try ask([family], t)
        return byFamily[family]?.first { $0.kind == .general }
    }

    /// A case, which is probably a family's.
    func find(_ id: CaseID, of family: FamilyID?, _ t: borrowing Transaction) throws -> Case? {
        let known = family.flatMap { byFamily[$0] }?.first { $0.id == id }
        return try known ?? book.find(id, t)
    }

    /// Knows a case that was just opened; it stands behind the concerns.
    mutating func add(_ file: Case) {
        byFamily[file.family]?.append(file)
    }
}
