import Engines
import MessageFormat
import Store
import Testing

@testable import People

@Suite struct `A contact whom staff added` {
    @Test(arguments: Engine.reachable)
    func `is neither changed nor removed by a roster, nor shown as a difference`(
        _ engine: Engine
    ) async throws {
        let place = try await Place(engine)
        let lines = [edge("s1", "c1"), edge("s2", "c2")]
        try await place.bring(lines)
        let source = FixedClock(seed: 77).source
        let (school, added) = (place.school.id, try await place.add("halima@example.net", source))
        #expect(added.rosterKey.hasPrefix("staff:"))
        let again = try await place.difference(try read(lines))
        #expect(again.isEmpty, "\(again.summary)")
        try await place.bring([edge("s1", "c1", ["grade": "6"])], allowRemoval: true)
        let (contact, edges, users) = try await place.database.read { t in
            (
                try Contacts().contact(rosterKey: added.rosterKey, of: school, t),
                try ContactRule().edges(of: added.id, t),
                try Contacts().contacts(using: "halima@example.net", .email, t)
            )
        }
        #expect(contact?.isActive == true)
        #expect(edges.map(\.relation) == ["aunt"])
        #expect(users.map(\.id) == [added.id])
        // The whole family leaves the roster; the next file finds nothing to take away.
        try await place.bring([edge("s2", "c2")], allowRemoval: true)
        #expect(try await place.difference(try read([edge("s2", "c2")])).isEmpty)
    }
}

extension Place {
    fileprivate func add(_ address: String, _ source: ClockAndChance) async throws -> Contact {
        let school = school.id
        return try await database.write { t in
            guard let mother = try Contacts().contact(rosterKey: "c1", of: school, t) else {
                throw StoreError.statement("no c1")
            }
            let children = try Students().students(of: mother.family, t).map(\.id)
            return try Contacts().add(
                NewContact(
                    family: mother.family, givenName: "Halima", familyName: "Yusuf",
                    language: mother.homeLanguage, address: address, channel: .email,
                    relation: "aunt", students: children, mayReceive: false),
                to: school, source, t)
        }
    }
}
