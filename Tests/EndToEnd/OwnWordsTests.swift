import Engines
import Foundation
import Store
import Testing

/// The liaison's own words in a family's language, by the commands that she types.
struct OwnWordsTests {
    private static let family = RosterRow(
        student: "S1", child: ("Mateo", "Quintanar"), contact: "C1",
        parent: ("Ana", "Quintanar"), language: "es", email: "ana@parley.test", household: "F1")

    private struct Receipt: Decodable {
        struct Waiting: Decodable { let draft: String, addresses: Int }
        let send: String?, waiting: [Waiting]
    }

    private struct Draft: Decodable {
        struct Sentence: Decodable { let source: String, target: String?, origin: String }
        let reference: String, state: String, unlisted: [String], sentences: [Sentence]
    }

    private struct Copy {
        let text: String, standing: String
    }

    private func copies(_ office: Office) async throws -> [Copy] {
        try await office.look { t in
            try t.rows(
                """
                SELECT text_body, standing FROM renderings JOIN sends ON sends.id = send_id
                WHERE notice = 'message'
                """
            ).map { Copy(text: try $0["text_body"], standing: try $0["standing"]) }
        }
    }

    @Test(arguments: Engine.reachable)
    func `a real machine translates, the family reads that it did, and the English stands below`(
        _ engine: Engine
    ) async throws {
        let url = try #require(
            ProcessInfo.processInfo.environment["PARLEY_TRANSLATE_URL"],
            "the servers of Tests/Servers are not named; see its README.md")
        let sink = try await KeepingSink()
        let office = try await Office(
            engine, smtp: sink.port,
            settings: [
                "translation.providers.home.kind": "apertium",
                "translation.providers.home.url": url, "translation.free_text": "label",
            ])
        try await office.take([Self.family])
        let file = try await office.refer("S1")
        _ = try await office.ask(
            Receipt.self, "case", "write", file, "--words",
            "Mateo was at school on December 3. The school is big.", "--as", "amina")
        let copy = try #require(try await copies(office).first)
        #expect(copy.standing == "draft" || copy.standing == "machine")
        #expect(copy.text.contains("Mateo "), "\(copy.text)")
        #expect(copy.text.contains("La escuela es grande"), "\(copy.text)")
        #expect(copy.text.contains("3 de diciembre"), "\(copy.text)")
        // The label, and the original.
        #expect(copy.text.contains("computadora") || copy.text.contains("ordenador"))
        #expect(copy.text.contains("The school is big."))
    }

    @Test(arguments: Engine.reachable)
    func `a word that may be a name stops everything before it leaves`(
        _ engine: Engine
    ) async throws {
        let (peer, sink) = (try TranslationPeer(), try await KeepingSink())
        let office = try await Office(
            engine, smtp: sink.port, settings: peer.settings(rule: "label"))
        try await office.take([Self.family])
        let file = try await office.refer("S1")
        let receipt = try await office.ask(
            Receipt.self, "case", "write", file, "--words", "She played with Mulki today.", "--as",
            "amina")
        let name = try #require(receipt.waiting.first?.draft)
        let asked = try await office.ask(
            Draft.self, "translate", "review", "show", name, "--as", "amina")
        #expect(asked.state == "asks")
        #expect(asked.unlisted == ["Mulki"])
        #expect(try peer.sentences().isEmpty)
        #expect(try await copies(office).isEmpty)

        try await office.parley(
            "translate", "words", name, "--name", "Mulki", "--as", "amina")
        #expect(try !peer.sentences().isEmpty)
        #expect(try !peer.sentences().contains { $0.contains("Mulki") })
        #expect(try await copies(office).first?.text.contains("Mulki") == true)
    }

    @Test(arguments: Engine.reachable)
    func `what a damaged answer leaves without a translation goes to a person, not to a parent`(
        _ engine: Engine
    ) async throws {
        for mode in ["lost", "doubled", "translated", "html", "empty", "truncated", "rubbish"] {
            let (peer, sink) = (try TranslationPeer(), try await KeepingSink())
            let office = try await Office(
                engine, smtp: sink.port, settings: peer.settings(mode: mode, rule: "label"))
            try await office.take([Self.family])
            let file = try await office.refer("S1")
            let receipt = try await office.ask(
                Receipt.self, "case", "write", file, "--words", "Mateo was late today.", "--as",
                "amina")
            let name = try #require(receipt.waiting.first?.draft)
            let draft = try await office.ask(
                Draft.self, "translate", "review", "show", name, "--as", "amina")
            #expect(draft.state == "drafted", "\(mode)")
            #expect(draft.sentences.map(\.target) == [nil], "\(mode)")
            #expect(try await copies(office).isEmpty, "\(mode)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `a worker that is killed while a service is silent loses nothing`(
        _ engine: Engine
    ) async throws {
        let (peer, sink) = (try TranslationPeer(), try await KeepingSink())
        let silent = peer.settings(mode: "silent", rule: "label")
            .merging(["worker.lease_seconds": "1"]) { $1 }
        let office = try await Office(engine, smtp: sink.port, settings: silent)
        try await office.take([Self.family])
        let file = try await office.refer("S1")
        let write = try office.start(
            "case", "write", file, "--words", "Mateo was late today.", "--as", "amina")
        try await eventually("the service was asked") { try !peer.sentences().isEmpty }
        write.kill()
        let waits = try await office.look { t in
            try t.number("SELECT COUNT(*) AS n FROM waiting_sends WHERE state = 'waiting'")
        }
        #expect(waits == 1)
        // The lease of the dead one ends after five seconds; the next one is answered.
        try await eventually("another worker has translated it", every: .seconds(1)) {
            let outcome = try await ParleyProgram.run(
                ["worker", "--drain", "--config", office.folder.path("parley.yaml")],
                settings: peer.settings(rule: "label"), in: office.folder)
            #expect(outcome.status == 0, "\(outcome.complaints)")
            return try await !copies(office).isEmpty
        }
        #expect(try await copies(office).count == 1)
    }
}
