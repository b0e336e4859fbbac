import Engines
import Foundation
import Store
import Testing

/// Every byte that leaves to a translation service during a whole demo, held against the database.
struct TranslationPrivacyTests {
    @Test func `no name, number or address of the database leaves to a translation service`()
        async throws
    {
        let (folder, peer) = (try Folder(), try TranslationPeer())
        let stage = folder.path("demo")
        let settings = peer.settings(rule: "label")
        let outcome = try await ParleyProgram.run(
            ["demo", "--folder", stage], settings: settings, environment: ["DEMO_EXIT": "1"],
            in: folder)
        try #require(outcome.status == 0, "\(outcome.output)\(outcome.complaints)")
        let sent = try peer.sentences()
        // What the liaison wrote, both ways, and what parents answered.
        #expect(sent.contains { $0.contains("read two pages aloud") })
        #expect(sent.count > 5, "\(sent)")

        let database = try SQLiteDatabase(path: "\(stage)/parley.db")
        let secrets = try await secrets(database)
        let recorded = try await database.read { t in
            try t.number("SELECT COUNT(*) AS n FROM translator_calls")
        }
        await database.close()
        #expect(secrets.names.count > 40)
        #expect(recorded > 0)
        let whole = try peer.requests().map { $0.path + " " + $0.body }
        for request in whole {
            let words = Self.words(request)
            let leaked = secrets.names.filter { words.contains($0) || words.contains($0 + "o") }
            #expect(leaked.isEmpty, "\(leaked) in \(request)")
            for digits in secrets.numbers {
                #expect(!request.filter(\.isNumber).contains(digits), "\(digits) in \(request)")
            }
            for address in secrets.addresses {
                #expect(!request.lowercased().contains(address), "\(address) in \(request)")
            }
        }
    }

    private struct Secrets {
        var names: Set<String> = [], numbers: Set<String> = [], addresses: Set<String> = []
    }

    private func secrets(_ database: any Database) async throws -> Secrets {
        try await database.read { t in
            var found = Secrets()
            for row in try t.rows(
                """
                SELECT given_name AS a, family_name AS b FROM students
                UNION SELECT given_name, family_name FROM contacts
                UNION SELECT name, '' FROM staff
                UNION SELECT name, '' FROM families
                """)
            {
                for text in [try row["a"] as String, try row["b"] as String] {
                    found.names.formUnion(Self.words(text).filter { $0.count > 2 })
                }
            }
            // Titles, and the family names' own little words.
            found.names.subtract(["mrs", "del", "the", "family"])
            for row in try t.rows("SELECT address FROM addresses") {
                let address = (try row["address"] as String).lowercased()
                if address.contains("@") {
                    found.addresses.insert(address)
                } else {
                    found.numbers.insert(String(address.filter(\.isNumber).suffix(7)))
                }
            }
            return found
        }
    }

    /// Without case and accents; marks and digits part words.
    private static func words(_ text: String) -> Set<String> {
        let folded = text.folding(
            options: [.caseInsensitive, .diacriticInsensitive], locale: Locale(identifier: "en"))
        return Set(folded.split { !$0.isLetter }.map(String.init))
    }
}
