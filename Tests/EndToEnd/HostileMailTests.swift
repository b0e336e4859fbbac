import Engines
import Foundation
import Testing

/// Mail that was made to break its reader goes through the whole program.
@Suite(.enabled(if: TestServers.areWanted, TestServers.comment))
struct HostileMailTests {
    /// What is kept all the same, for a person to look at.
    enum Case: String, CaseIterable, Sendable {
        case noHeaders, nulls, nestedParts, emptyMail

        var mail: String {
            switch self {
            case .noHeaders: "\nJust words.\n"
            case .nulls: "From: <a@b.test>\nSubject: \0\0\nTo: \0\n\nOne\0two\0\n"
            case .nestedParts: nested(10_000)
            case .emptyMail: ""
            }
        }

        private func nested(_ depth: Int) -> String {
            let open = (0..<depth).map { number in
                "Content-Type: multipart/mixed; boundary=b\(number)\n\n--b\(number)\n"
            }
            return "From: <a@b.test>\nMIME-Version: 1.0\n" + open.joined()
                + "Content-Type: text/plain\n\nDeep words.\n"
        }
    }

    @Test(arguments: Case.allCases)
    func `odd mail is kept and waits for a person`(_ item: Case) async throws {
        let office = try await Office(.sqlite, smtp: 9)
        let mail = try office.folder.write(item.mail, as: "mail")
        try await office.parley(
            "receive", "--to", "liaison@parley.test", "--read", input: mail)
        #expect(try await office.keptArrivals() == 1)
        #expect(try await office.ask(Answers.Waiting.self, "receive", "--status").waiting == 0)
        #expect(try await office.tray().count == 1)
    }

    @Test func `a mail of 60 MB is refused for good, and nothing of it is kept`() async throws {
        let office = try await Office(.sqlite, smtp: 9)
        let megabyte = String(repeating: "0123456789abcde\n", count: 1 << 16)
        let mail = try office.folder.write(String(repeating: megabyte, count: 60), as: "mail")
        let outcome = try await office.outcome(
            ["receive", "--to", "liaison@parley.test"], input: mail)
        #expect(outcome.status != 0 && outcome.status != 75)
        #expect(outcome.complaints.contains("larger than 25 MiB"), "\(outcome.complaints)")
        #expect(try await office.keptArrivals() == 0)
    }
}
