import Cases
import Delivery
import People

@testable import Outreach

// What they were sent.
extension CorpusSchool {
    mutating func openCases() async throws {
        for index in families.indices {
            let family = families[index]
            switch family.kind {
            case .siblings:
                for child in family.children { try await openCase(index, child.key, byText: false) }
            case .twoCases:
                for _ in 0..<2 { try await openCase(index, family.children[0].key, byText: false) }
            // A case of long ago, that was closed: what they write now is for the school.
            case .standing:
                try await openCase(index, family.children[0].key, byText: false)
                for (file, _) in families[index].cases { try await fixture.close(file) }
                families[index].cases = []
            case .sharedPhone:
                // Of most pairs one household is asked; of the last three pairs both are.
                let isAsked = family.index % 2 == 0 || Self.isDouble(family)
                if isAsked { try await openCase(index, family.children[0].key, byText: true) }
            case .plain, .apart, .sharedMail:
                try await openCase(index, family.children[0].key, byText: false)
                if family.kind == .plain {
                    try await write(families[index].cases[0].file, to: family.parents[0])
                }
            }
        }
    }

    /// Whether both households that use the phone are asked by text.
    static func isDouble(_ family: CorpusFamily) -> Bool {
        family.kind == .sharedPhone && family.index >= 174
    }

    private mutating func openCase(_ index: Int, _ child: String, byText: Bool) async throws {
        let (family, number) = (families[index], families[index].cases.count)
        let file = try await ReferStudent(fixture.desk).refer(
            student: child, family: family.id, concern: ["attention", "classwork"][number % 2],
            words: "Seen in class.", by: "tom")
        let day = 1 + (index + number * 7) % 18, hour = 8 + (index / 18 + number * 3) % 9
        let time = "2026-12-\(day < 10 ? "0" : "")\(day) \(hour < 10 ? "0" : "")\(hour):15"
        let parent = family.parents[0]
        let message: OutboundMessage
        if byText {
            message = try await fixture.inviteByText(
                file, at: time, number: parent.phone ?? "", of: parent.id
            ).message
        } else {
            let arrange = ArrangeMeeting(fixture.desk)
            let meeting = try await arrange.set(
                DeskFixture.request(at: time), for: file.reference, by: "amina")
            fixture.clock.advance(.seconds(1))
            let receipt = try await arrange.invite(meeting.reference, by: "amina")
            let copies = try await fixture.messages(of: receipt)
            guard let copy = copies.first(where: { $0.address == parent.mail }) else {
                throw Missing()
            }
            message = copy
        }
        families[index].cases.append((file, message))
    }

    /// A plain family is asked by text too.
    private func write(_ file: Case, to parent: CorpusParent) async throws {
        _ = try await fixture.concernByText(file, number: parent.phone ?? "", of: parent.id)
    }

    mutating func announce() async throws {
        let copies = try await fixture.announce()
        for index in families.indices {
            let mail = families[index].parents[0].mail
            families[index].bulk = copies.first { $0.address == mail }
        }
    }
}
