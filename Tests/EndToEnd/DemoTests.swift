import Foundation
import Store
import Testing
import Wire

/// Runs the demo as a person does, then looks past its words: into the database and the Maildir.
struct DemoTests {
    private let folder: Folder
    private var stage: String { folder.path("demo") }

    init() throws {
        folder = try Folder()
    }

    @Test func `the demo does in database and Maildir what it says, every time it is run`()
        async throws
    {
        for _ in 0..<2 {
            let began = ContinuousClock.now
            let outcome = try await ParleyProgram.run(
                ["demo", "--folder", stage], environment: ["DEMO_EXIT": "1"], in: folder)
            try #require(outcome.status == 0, "\(outcome.output)\(outcome.complaints)")
            // Far beyond what it takes: it ends by itself, even beside all other tests.
            #expect(ContinuousClock.now - began < .seconds(300))
            #expect(outcome.output.contains("Look around"))
            let database = try SQLiteDatabase(path: "\(stage)/parley.db")
            try await checkNotices(database)
            try await checkReplies(database)
            try await checkOthers(database)
            await database.close()
            try checkMaildir()
        }
    }

    /// By language, and how they ended.
    private func checkNotices(_ database: any Database) async throws {
        let counts = try await database.read { t in
            try t.rows(
                """
                SELECT sends.notice, renderings.language, renderings.standing, messages.state,
                    COUNT(*) AS n
                FROM messages JOIN sends ON sends.id = messages.send_id
                JOIN renderings ON renderings.id = messages.rendering_id
                GROUP BY sends.notice, renderings.language, renderings.standing, messages.state
                """
            ).reduce(into: [String: Int]()) { counts, row in
                let words: [String] = [
                    try row["notice"], try row["language"], try row["standing"], try row["state"],
                ]
                counts[words.joined(separator: " ")] = try row["n"]
            }
        }
        // What went by text was reported on by the provider; what went by mail was taken.
        #expect(
            counts == [
                "event-notice en reviewed sent": 4, "event-notice en fallback sent": 1,
                "event-notice es draft sent": 3, "event-notice es draft delivered": 1,
                "event-notice so draft sent": 3, "event-notice so draft delivered": 1,
                "event-notice ar draft sent": 2, "event-notice ar draft delivered": 1,
                "event-notice vi draft delivered": 1, "event-notice ht draft delivered": 1,
                "event-notice zh-Hans draft sent": 1, "event-notice pt-BR draft sent": 1,
                "meeting-invitation so draft sent": 2, "meeting-invitation es draft sent": 2,
                "meeting-invitation es draft delivered": 1, "meeting-invitation ar draft sent": 1,
                "meeting-invitation vi draft delivered": 1,
                "message es draft sent": 2, "welcome es draft delivered": 1,
                "welcome so draft delivered": 1,
                "welcome ar draft delivered": 1, "welcome vi draft delivered": 1,
                "welcome ht draft delivered": 1,
                "reply-received so draft sent": 1, "reply-received es draft sent": 2,
                "reply-received ar draft sent": 1, "reply-received so draft delivered": 1,
                "reply-received es draft delivered": 1, "stopped ht draft delivered": 1,
                "help vi draft delivered": 1,
            ])
        let father = try await database.read { t in
            try t.number(
                """
                SELECT COUNT(*) AS n FROM messages WHERE contact_id IN
                    (SELECT contact_id FROM guardianships WHERE no_contact)
                """)
        }
        #expect(father == 0)
        let reasons = try await database.read { t in
            try t.rows("SELECT reason FROM send_exclusions ORDER BY reason")
                .map { row -> String in try row["reason"] }
        }
        #expect(
            reasons == ["may-not-receive", "may-not-receive", "no-contact", "same-address"])
        try await checkTexts(database)
    }

    /// What the provider took, and what the families' texts became.
    private func checkTexts(_ database: any Database) async throws {
        struct Caught: Decodable { let to: String, text: String }
        let lines = try String(contentsOfFile: "\(stage)/texts/texts.jsonl", encoding: .utf8)
        let caught = try lines.split(separator: "\n").map {
            try JSONDecoder().decode(Caught.self, from: Data($0.utf8))
        }
        let shared = caught.filter { $0.to == "+12025550109" }.map(\.text)
        #expect(shared.count == 2)
        let haitian = caught.filter { $0.to == "+12025550121" }.map(\.text)
        #expect(haitian.count == 3 && haitian.last?.contains("REPRANN") == true)
        let answers = try await database.read { t in
            try t.rows("SELECT about_kind, answer, given_by FROM answers ORDER BY given_by, answer")
                .map { row -> [String] in
                    [try row["about_kind"], try row["answer"], try row["given_by"]]
                }
        }
        #expect(
            answers == [
                ["meeting", "yes", "calendar"], ["event", "contact-me", "digit"],
                ["meeting", "yes", "digit"],
            ])
        let stopped = try await database.read { t in
            try t.rows("SELECT address FROM suppressions").map { row -> String in
                try row["address"]
            }
        }
        #expect(stopped == ["+12025550121"])
    }

    /// One reading with where it went.
    private struct Reading: Sendable {
        let kind: String, outcome: String, evidence: String?, language: String, from: String
        let reply: String, cut: String, words: String?, student: String?
    }

    private func readings(_ database: any Database) async throws -> [Reading] {
        try await database.read { t in
            try t.rows(
                """
                SELECT readings.*, timeline.words, students.roster_key AS student
                FROM readings LEFT JOIN timeline ON timeline.id = readings.entry_id
                LEFT JOIN cases ON cases.id = readings.case_id
                LEFT JOIN students ON students.id = cases.student_id
                """
            ).map { row in
                Reading(
                    kind: try row["kind"], outcome: try row["outcome"],
                    evidence: try row["evidence"], language: try row["language"],
                    from: try row["from_address"] ?? "", reply: try row["reply"],
                    cut: try row["cut"],
                    words: try row["words"], student: try row["student"])
            }
        }
    }

    private func checkReplies(_ database: any Database) async throws {
        let readings = try await readings(database)
        // Seven mails and six texts were handed over; the ones that came twice are one each.
        #expect(readings.filter { !$0.from.isEmpty }.count == 6 + 5)
        for (from, language, student, begins) in [
            ("samira@parley.test", "so", "S101", "Salaan Amina"),
            ("fatima@parley.test", "ar", "S104", "السلام عليكم"),
            ("ana@parley.test", "es", "S103", "Sí, ahí estaremos"),
        ] {
            let found = readings.filter { $0.from == from }
            #expect(found.count == 1)
            let one = try #require(found.first)
            #expect(one.kind == "reply" && one.outcome == "filed" && one.evidence == "token")
            #expect(one.language == language)
            #expect(one.student == student)
            #expect(one.words?.hasPrefix(begins) == true)
            #expect(one.words == one.reply)
            // The quoted original is cut, and is none of her words.
            #expect(one.cut.contains("Amina Warsame"))
            #expect(one.words?.contains(">") == false)
            #expect(one.words?.contains("Room 12") == false)
        }
    }

    private func checkOthers(_ database: any Database) async throws {
        let readings = try await readings(database)
        let away = try #require(readings.first { $0.from == "laura.carter@example.org" })
        #expect(away.kind == "auto-reply")
        let unknown = try #require(readings.first { $0.from == "rosario.medina54@example.org" })
        #expect(unknown.outcome == "triage")
        #expect(unknown.words == nil)
        let (replies, tray) = try await database.read { t in
            (
                try t.rows("SELECT kind, COUNT(*) AS n FROM timeline GROUP BY kind")
                    .reduce(into: [String: Int]()) { $0[try $1["kind"]] = try $1["n"] },
                try t.rows("SELECT reason, state FROM triage ORDER BY reason").map {
                    row -> [String] in [try row["reason"], try row["state"]]
                }
            )
        }
        // The parents' words, and nothing of what a machine or a stranger wrote.
        #expect(replies["reply"] == 4)
        #expect(replies["answer"] == 3)
        #expect(replies["choice"] == 1)
        #expect(tray == [["shared-address", "open"], ["unknown-sender", "open"]])
    }

    private func checkMaildir() throws {
        let new = "\(stage)/caught/new"
        let names = try FileManager.default.contentsOfDirectory(atPath: new)
        let mails = try names.map { name in
            try readMail([UInt8](Data(contentsOf: URL(filePath: "\(new)/\(name)")))).value
        }
        // The liaison is told at once that a family asks to be contacted.
        let toStaff = mails.filter { $0.headers.first("Auto-Submitted") == "auto-generated" }
            .filter { $0.headers.first("Precedence") == nil }
        #expect(toStaff.count == 1)
        #expect(toStaff.allSatisfy { $0.text.contains("asks to be contacted") })
        #expect(mails.count == 27)
        #expect(Set(mails.compactMap(\.messageID)).count == 27)
        let languages = mails.compactMap { $0.parts.first?.headers.first("Content-Language") }
        let counts = languages.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        #expect(counts == ["en": 6, "es": 9, "so": 6, "ar": 4, "zh-Hans": 1, "pt-BR": 1])
        #expect(mails.allSatisfy { $0.to.count == 1 && $0.cc.isEmpty })
        #expect(!mails.contains { $0.to.contains { $0.address.contains("brian") } })
    }
}
