import Engines
import Foundation
import Testing

/// Telephone numbers as families write them: into the roster, and to `parley inspect phone`.
@Suite struct PhoneNotationTests {
    /// A number as it is written in a country, what it is, and of which kind.
    struct Notation: Sendable {
        let text: String, e164: String, type: String
        var region = "US"
    }

    private static let us = ["(202) 555-0123", "202-555-0123", "202.555.0123", "+1 202 555 0123"]
    static let notations =
        (us + ["1-202-555-0123", "٢٠٢ ٥٥٥ ٠١٢٣", "tel:+1-202-555-0123"]).map {
            Notation(text: $0, e164: "+12025550123", type: "fixed-line-or-mobile")
        } + [
            Notation(
                text: "+52 55 1234 5678", e164: "+525512345678", type: "fixed-line-or-mobile"),
            // As Mexicans wrote mobile numbers until 2019, and as their phones still hold them.
            Notation(
                text: "+52 1 55 1234 5678", e164: "+525512345678", type: "fixed-line-or-mobile"),
            Notation(
                text: "011 52 55 1234 5678", e164: "+525512345678", type: "fixed-line-or-mobile"),
            Notation(text: "+252 61 234 5678", e164: "+252612345678", type: "mobile"),
            Notation(text: "+84 91 234 56 78", e164: "+84912345678", type: "mobile"),
            Notation(text: "0912 345 678", e164: "+84912345678", type: "mobile", region: "VN"),
            Notation(text: "1-900-555-1234", e164: "+19005551234", type: "premium-rate"),
            Notation(text: "800-555-0199", e164: "+18005550199", type: "toll-free"),
            Notation(text: "+84 24 3825 5555", e164: "+842438255555", type: "fixed-line"),
            Notation(text: "+44 20 7946 0958", e164: "+442079460958", type: "fixed-line"),
        ]

    private struct Answer: Decodable {
        let id: Int, e164: String?, valid: Bool, type: String
    }

    @Test func `a number is the same however it is written, and says of which kind it is`()
        async throws
    {
        let lines = Self.notations.enumerated().map {
            #"{"id":\#($0),"text":"\#($1.text)","region":"\#($1.region)"}"#
        }
        let answers = try await inspect("phone", lines, as: Answer.self)
        #expect(answers.map(\.id) == Array(Self.notations.indices))
        #expect(answers.map(\.e164) == Self.notations.map(\.e164))
        #expect(answers.map(\.type) == Self.notations.map(\.type))
        #expect(answers.allSatisfy { $0.valid })

        let none = ["call me", "911", "12345", "+1 202 555 012", "2.025550123E9", ""]
        let refused = try await inspect(
            "phone", none.map { #"{"id":0,"text":"\#($0)","region":"US"}"# }, as: Answer.self)
        #expect(refused.allSatisfy { !$0.valid })
    }

    @Test(arguments: Engine.reachable)
    func `the roster keeps each number as one, whatever the notation`(
        _ engine: Engine
    ) async throws {
        let office = try await Office(engine, smtp: 9)
        let local = Self.notations.filter { $0.region == "US" }
        let rows = local.enumerated().map { number, notation in
            var row = RosterRow.pair(number, "Name\(number)", "es", "p\(number)@many.test")
            row.phone = notation.text
            return row
        }
        try await office.take(rows)
        let kept = try await office.look { t in
            try t.rows("SELECT address FROM addresses WHERE channel = 'sms'")
                .map { try $0["address"] as String }
        }
        #expect(kept.count == Set(local.map(\.e164)).count)
        #expect(Set(kept) == Set(local.map(\.e164)))
        // Spelt otherwise it is the same file: nothing changes.
        let again = local.enumerated().map { number, notation in
            var row = RosterRow.pair(number, "Name\(number)", "es", "p\(number)@many.test")
            row.phone = notation.e164
            return row
        }
        let file = try office.folder.write(RosterRow.csv(again), as: "again.csv")
        let printed = try await office.parley("import", file, "--as", "amina")
        #expect(printed.contains("othing"), "\(printed)")
    }

    @Test(arguments: ["call me", "2.02555E+09", "555-0123", "+1 202 555 01234567"])
    func `what is no number is named with its line, and nothing is imported`(
        _ text: String
    ) async throws {
        let office = try await Office(.sqlite, smtp: 9)
        var row = RosterRow.pair(1, "Ana", "es", "ana@many.test")
        row.phone = text
        let file = try office.folder.write(RosterRow.csv([row]), as: "roster.csv")
        let outcome = try await office.outcome(["import", file, "--apply", "--as", "amina"])
        #expect(outcome.status == 1)
        #expect(outcome.complaints.contains("Line 2, phone"), "\(outcome.complaints)")
    }
}
