import Engines
import Foundation
import Testing

/// What a liaison does about mail that could not be matched, at the command line.
@Suite struct TriageCommandTests {
    private struct Shown: Decodable {
        struct Place: Decodable {
            let household: String, caseReference: String?, score: Int
            let reasons: [String], because: [String]
        }
        let reference: String, state: String, reason: String, note: String?, cut: String?
        let words: String
        let candidates: [Place]
    }

    /// A school with two households, and a mail from nobody it knows.
    private func school() async throws -> (office: Office, file: String) {
        let office = try await Office(.sqlite, smtp: 9)
        try await office.take([
            .pair(1, "Samira", "so", "samira@many.test"), .pair(2, "Rosa", "es", "rosa@many.test"),
        ])
        return (office, try await office.refer("S1"))
    }

    private func receive(
        _ words: String, from sender: String, id: String, _ office: Office
    ) async throws {
        let mail = try office.folder.write(
            parentMail(from: sender, to: "liaison@parley.test", id: id, words), as: id)
        try await office.parley("receive", "--to", "liaison@parley.test", "--read", input: mail)
    }

    private func show(_ reference: String, _ office: Office) async throws -> Shown {
        try await office.ask(Shown.self, "triage", "show", reference, "--as", "amina")
    }

    @Test func `a stranger's mail is shown with its likely places, assigned, and learnt`()
        async throws
    {
        let (office, file) = try await school()
        try await receive(
            "Child Samira is ill today.\n\n-- \nAunt", from: "aunt@x.test", id: "a", office)
        let reference = try #require(try await office.tray().first).reference
        let shown = try await show(reference, office)
        #expect(shown.state == "open" && shown.reason == "unknown-sender")
        #expect(shown.cut?.contains("Aunt") == true)
        let place = try #require(shown.candidates.first)
        #expect(place.caseReference == file && place.household == "F1")
        #expect(place.reasons.contains("child-named"))
        #expect(place.because.count == place.reasons.count)
        let lines = try await office.parley("triage", "show", reference, "--as", "amina")
        #expect(lines.contains("perhaps the family") && lines.contains("case \(file)"))
        #expect(lines.contains("Next: parley triage assign \(reference)"))
        try await office.parley("triage", "assign", reference, file, "--as", "amina")
        try await receive("She is well again.", from: "aunt@x.test", id: "b", office)
        let replies = try await office.file(file).entries("reply")
        #expect(replies.map(\.evidence) == ["staff", "learnt"])
        #expect(replies.last?.isUnverified == true)
    }

    @Test func `its sender becomes a contact, which a roster import leaves alone`() async throws {
        let (office, file) = try await school()
        try await receive("Hello", from: "Aunt@X.test", id: "a", office)
        let reference = try #require(try await office.tray().first).reference
        let told = try await office.parley(
            "triage", "contact", reference, "--student", "S1", "--name", "Halima Yusuf",
            "--relation", "aunt", "--as", "amina")
        #expect(told.contains("Halima Yusuf is a contact"))
        #expect(told.contains(file))
        try await office.take([
            .pair(1, "Samira", "so", "new@many.test"), .pair(2, "Rosa", "es", "rosa@many.test"),
        ])
        #expect(try await office.parley("people", "--as", "amina").contains("Halima Yusuf"))
        // Known now, so reading it again finds the family's only case.
        let again = try await office.parley("triage", "reread", reference, "--as", "amina")
        #expect(again.contains("Read again: 1."))
        #expect(try await office.file(file).entries("reply").map(\.from) == ["Halima Yusuf"])
        #expect(try await office.tray().isEmpty)
    }

    @Test func `what is not ours goes, with the reason, and comes back`() async throws {
        let (office, _) = try await school()
        try await receive("Cheap watches", from: "x@x.test", id: "a", office)
        let reference = try #require(try await office.tray().first).reference
        try await office.parley(
            "triage", "dismiss", reference, "--why", "advertising", "--as", "amina")
        #expect(try await office.tray().isEmpty)
        #expect(try await show(reference, office).note == "advertising")
        try await office.parley("triage", "reopen", reference, "--as", "amina")
        #expect(try await office.tray().map(\.reference) == [reference])
        let nothing = try await office.parley("triage", "reread", "--as", "amina")
        #expect(nothing.contains("Nothing that waits was read by an older version."))
    }

    @Test func `an entry on the wrong case is moved by the name that is shown`() async throws {
        let (office, wrong) = try await school()
        let right = try await office.refer("S2")
        try await receive("For Rosa: the bus is late.", from: "samira@many.test", id: "a", office)
        let text = try await office.parley("case", "show", wrong, "--as", "amina")
        #expect(text.contains("(filed by sender: the sender's address alone)"))
        let start = try #require(text.range(of: "alone) #")?.upperBound)
        let name = String(text[start...].prefix(6))
        let told = try await office.parley("case", "move", "#\(name)", right, "--as", "amina")
        #expect(told.contains("#\(name) stands on case \(right) now"))
        let moved = try await office.parley("case", "show", right, "--as", "amina")
        #expect(
            moved.contains("the bus is late") && moved.contains("moved here from case \(wrong)"))
        let left = try await office.parley("case", "show", wrong, "--as", "amina")
        #expect(!left.contains("the bus is late"))
        #expect(left.contains("an entry was moved by Amina Warsame"))
        #expect(try await office.file(wrong).entries("moved").map(\.words) == [""])
    }

    @Test func `a withdrawn reply address leads to a person`() async throws {
        let sink = try await KeepingSink()
        let office = try await Office(.sqlite, smtp: sink.port)
        try await office.take([.pair(1, "Samira", "so", "samira@many.test")])
        let reference = try await office.refer("S1")
        let address = try await office.replyAddress(invitedBy: sink, for: reference)
        let told = try await office.parley("keys", "revoke-address", address, "--as", "amina")
        #expect(told.contains("1 message's address is withdrawn"))
        let mail = try office.folder.write(
            parentMail(from: "samira@many.test", to: address, id: "a", "Haa"), as: "a")
        try await office.parley("receive", "--to", address, "--read", input: mail)
        #expect(try await office.tray().map(\.reason) == ["withdrawn-address"])
        let again = try await office.parley(
            "keys", "revoke-address", "--case", reference, "--as", "amina")
        #expect(again.contains("Withdrawn before already"))
    }

    @Test(arguments: [
        ["triage", "show", "zzzzz"], ["triage", "assign", "zzzzz", "zzzzz"],
        ["triage", "dismiss", "'; DROP TABLE triage; --"], ["triage", "reopen", "\u{202E}zzz"],
        ["triage", "reread", "zzzzz"], ["case", "move", "zzzzzz", "zzzzz"],
        ["case", "move", "#", "zzzzz"], ["keys", "revoke-address", "reply+0@x"],
        ["keys", "revoke-address"], ["keys", "revoke-address", "--case", "zzzzz"],
        ["triage", "contact", "zzzzz", "--name", "A", "--relation", "aunt"],
    ])
    func `what names nothing is refused in a sentence`(_ arguments: [String]) async throws {
        let (office, _) = try await school()
        let outcome = try await office.outcome(arguments + ["--as", "amina"])
        #expect(outcome.status != 0)
        #expect(!outcome.complaints.isEmpty && !outcome.complaints.contains("StoreError"))
    }
}
