import Engines
import Foundation
import Testing

/// The commands around translating, as somebody at a school types them.
@Suite struct TranslateCommandTests {
    private static let family = RosterRow(
        student: "S1", child: ("Mateo", "Quintanar"), contact: "C1",
        parent: ("Ana", "Quintanar"), language: "es", email: "ana@parley.test", household: "F1")

    @Test(arguments: Engine.reachable)
    func `what was agreed is sent and stands on the case with its day`(
        _ engine: Engine
    ) async throws {
        let office = try await Office(engine, smtp: 1)
        try await office.take([Self.family])
        let file = try await office.refer("S1")
        let day = Date(timeIntervalSinceNow: 60 * 86_400).formatted(
            .iso8601.year().month().day())
        let shown = try await office.parley(
            "case", "agreed", file, "--step", "You read with Mateo each evening.", "--until",
            day, "--step-in", "es=Usted lee con Mateo cada noche.", "--as", "amina")
        #expect(!shown.isEmpty)
        let list = try await office.parley("case", "list", "--as", "amina")
        #expect(list.contains("\(day) You read with Mateo each evening."))
        let notice = try #require(try await office.file(file).entries("notice").last)
        #expect(notice.language == "es")
        #expect(notice.words.contains("Usted lee con Mateo cada noche."))
        let number = try #require(Int(day.suffix(2)))
        #expect(notice.words.contains(" \(number) de "), "\(notice.words)")
    }

    @Test(arguments: Engine.reachable)
    func `a file with doubts is shown, taken without them, and told of to those who may know`(
        _ engine: Engine
    ) async throws {
        let office = try await Office(engine, smtp: 1)
        try await office.take([Self.family])
        let units = [
            ("School is closed on Friday.", "La escuela está cerrada el viernes."),
            ("Bring 2 pencils.", "Traiga 3 lápices."), ("Mateo reads well.", "Mateo lee bien."),
        ].map {
            "<tu><tuv xml:lang='en'><seg>\($0.0)</seg></tuv>"
                + "<tuv xml:lang='es'><seg>\($0.1)</seg></tuv></tu>"
        }
        let file = try office.folder.write(
            "<tmx version='1.4'><header srclang='en'/><body>\n\(units.joined(separator: "\n"))\n"
                + "</body></tmx>", as: "agency.tmx")
        let shown = try await office.parley("translate", "memory", "import", file, "--as", "amina")
        #expect(shown.contains("line 3: doubtful: a figure has come in: 3"), "\(shown)")
        #expect(shown.contains("line 4: doubtful: a name"), "\(shown)")
        #expect(shown.contains("2 are doubtful and left out"))
        try await office.parley("translate", "memory", "import", file, "--as", "amina", "--apply")
        let stats = try await office.parley("translate", "memory", "stats", "--as", "amina")
        #expect(stats.contains("en > es  draft  1"))
        let found = try await office.parley(
            "translate", "memory", "search", "School is closed on Monday.", "--to", "es", "--as",
            "amina")
        #expect(found.contains("La escuela está cerrada el viernes."))
        let copy = office.folder.path("memory.tmx")
        try await office.parley("translate", "memory", "export", copy, "--as", "amina")
        #expect(try String(contentsOfFile: copy, encoding: .utf8).contains("cerrada"))
        // Behind a link the file itself is replaced and keeps its rights; a pipe takes it as it comes.
        let link = office.folder.path("link.tmx")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: copy)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copy)
        try await office.parley("translate", "memory", "export", link, "--as", "amina")
        let files = FileManager.default
        #expect(try files.destinationOfSymbolicLink(atPath: link) == copy)
        #expect(try files.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
        let piped = try await office.parley(
            "translate", "memory", "export", "/dev/stdout", "--as", "amina")
        #expect(piped.hasSuffix("</tmx>\n") && piped.contains("cerrada"), "\(piped)")
        for words in [
            ["search", "School is closed.", "--to", "es"], ["stats"], ["export", copy],
        ] {
            let refused = try await office.outcome(
                ["translate", "memory"] + words + ["--as", "okafor"])
            #expect(refused.status != 0)
            #expect(refused.complaints.contains("may not review translations"), "\(refused)")
            let nobody = try await office.outcome(["translate", "memory"] + words)
            #expect(nobody.complaints.contains("--as"), "\(nobody)")
        }
    }
}
