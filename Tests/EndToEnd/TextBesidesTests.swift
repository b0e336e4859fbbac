import Engines
import Foundation
import Store
import Testing

/// What comes beside the words of a text, through the built program: pictures, parts, reactions, and
/// a wish in a sentence.
struct TextBesidesTests {
    private static let number = "+12025550111"
    private static let row = RosterRow.phone(1, "Quintanar", "es", "(202) 555-0111")

    @Test(arguments: Engine.reachable)
    func `pictures are fetched after the text was filed, shown and handed out`(
        _ engine: Engine
    ) async throws {
        let (peer, pictures) = (try await TextPeer(.standard), try await PictureServer())
        let web = try HTTPTalk.freePort()
        var settings = peer.settings(web: web)
        settings["sms.media_host"] = "http://127.0.0.1:\(pictures.port)"
        let office = try await Office(engine, smtp: 1, settings: settings)
        try await office.take([Self.row])
        let reference = try await office.refer("S1")
        _ = try await office.invite(reference)
        let server = try await office.serve()
        try await eventually("the text is out") { try peer.taken().count == 1 }
        let paths = ["picture", "flaky/a", "html", "away", "redirect/2/picture"]
        let media = paths.flatMap { ["--media-url", pictures.url($0)] }
        #expect(
            try await peer.text(
                "Mire la tarea", from: Self.number, id: "m1", to: web, more: media) == 200)
        try await office.allRead()
        try await eventually("all was tried") {
            try await office.files(reference).filter {
                $0.absence?.hasPrefix("not fetched yet") == true
            }
            .map(\.absence) == ["not fetched yet; the last try: the provider answered 500"]
        }
        try await office.passMediaTime()
        try await eventually("the second try is made") {
            try await office.files(reference).allSatisfy {
                $0.absence?.hasPrefix("not fetched yet") != true
            }
        }
        let files = try await office.files(reference)
        #expect(files.map(\.number) == [1, 2, 3, 4, 5])
        #expect(files.map { $0.absence == nil } == [true, true, false, false, true])
        #expect(files[0].name == "picture-1.png" && files[0].type == "image/png")
        #expect(files[2].absence?.contains("it is no picture") == true)
        #expect(files[3].absence?.contains("host that the provider's file does not name") == true)
        #expect(pictures.asked("flaky/a") == 2 && pictures.asked("picture") == 2)
        let shown = try await office.parley("case", "show", reference, "--as", "amina")
        #expect(shown.contains("file 1: picture-1.png, image/png, \(files[0].size ?? 0) bytes"))
        // The bytes, into a file as a shell does it.
        let saved = office.folder.path("saved.png")
        try await office.save(reference, 1, to: saved)
        let bytes = try #require(FileManager.default.contents(atPath: saved))
        #expect(bytes.count == files[0].size && bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
        let refused = try await office.outcome(
            ["case", "attachment", reference, "3", "--as", "amina"])
        #expect(refused.status != 0 && refused.complaints.contains("could not be fetched"))
        let outsider = try await office.outcome(
            ["case", "attachment", reference, "1", "--as", "okafor"])
        #expect(outsider.status != 0)
        server.program.terminate()
        try await server.program.ended()
    }

    @Test(arguments: Engine.reachable)
    func `a kill between the parts of a text loses none and doubles none`(
        _ engine: Engine
    ) async throws {
        let (peer, folder) = (try await TextPeer(.standard), try Folder())
        // The school's own file of the same gateway, which does not put parts together.
        let file = ParleyProgram.repository.appending(
            path: "Sources/Wire/SMS/providers/standard-webhooks.yaml")
        let shipped = try String(contentsOf: file, encoding: .utf8)
        let own = shipped.replacing(
            "  text: /data/text\n",
            with: "  text: /data/text\n  part: {number: /data/part, count: /data/parts, "
                + "reference: /data/ref}\n")
        #expect(own != shipped)
        try own.write(
            toFile: folder.path("standard-webhooks.yaml"), atomically: true, encoding: .utf8)
        let web = try HTTPTalk.freePort()
        var settings = peer.settings(web: web)
        settings["sms.providers"] = folder.url.path
        settings["worker.lease_seconds"] = "2"
        let office = try await Office(engine, smtp: 1, settings: settings)
        try await office.take([Self.row])
        let reference = try await office.refer("S1")
        _ = try await office.invite(reference)
        var server = try await office.serve()
        try await eventually("the text is out") { try peer.taken().count == 1 }
        let parts = ["Mañana no ", "puedo ir, ", "lo siento."]
        for number in [2, 3, 1] {
            let fields = ["part=\(number)", "parts=3", "ref=77"].flatMap { ["--field", $0] }
            // Twice, as a provider does that heard nothing; and killed at some moment of the work.
            for copy in 0..<2 {
                #expect(
                    try await peer.text(
                        parts[number - 1], from: Self.number, id: "p\(number)\(copy)", to: web,
                        more: fields) == 200)
            }
            server.program.kill()
            try await server.program.ended()
            server = try await office.serve()
        }
        try await office.allRead()
        let replies = try await office.file(reference).entries("reply").map(\.words)
        #expect(replies == [parts.joined()])
        #expect(try await office.tray().isEmpty)
        #expect(
            try await office.look { t in
                try t.number("SELECT COUNT(*) AS n FROM inbound WHERE state <> 'read'")
            } == 0)
        server.program.terminate()
        try await server.program.ended()
    }

    @Test(arguments: Engine.reachable)
    func `a reaction is shown with what it is about, and a sentence with its one step`(
        _ engine: Engine
    ) async throws {
        let peer = try await TextPeer(.standard)
        let web = try HTTPTalk.freePort()
        let office = try await Office(engine, smtp: 1, settings: peer.settings(web: web))
        try await office.take([Self.row])
        let reference = try await office.refer("S1")
        _ = try await office.invite(reference)
        let server = try await office.serve()
        try await eventually("the text is out") { try peer.taken().count == 1 }
        let sent = try #require(try peer.taken().first?.text)
        for (id, words) in [
            ("a", "Le gustó “\(sent)”"), ("b", "Por favor no me manden más mensajes"),
            ("c", "1 gracias"),
        ] {
            try await peer.text(words, from: Self.number, id: id, to: web)
            try await office.allRead()
        }
        let file = try await office.file(reference)
        #expect(file.entries("reaction").map { $0.details["reaction"] } == ["👍"])
        #expect(file.entries("answer").map(\.words) == ["1 gracias"])
        #expect(file.meetings.first?.answer == "yes")
        let shown = try await office.parley("case", "show", reference, "--as", "amina")
        #expect(shown.contains("REACTION") && shown.contains("👍 to: "))
        #expect(shown.contains("parley people stop \(Self.number) --as YOU"))
        // The one step; said again it is only told.
        try await eventually("her words are acknowledged") { try peer.taken().count == 2 }
        let count = 2
        for _ in 0..<2 {
            try await office.parley("people", "stop", Self.number, "--as", "amina")
        }
        try await eventually("the end is confirmed once") { try peer.taken().count == count + 1 }
        try await peer.text("START", from: Self.number, id: "d", to: web)
        try await office.allRead()
        try await eventually("the way back works") { try peer.taken().count == count + 2 }
        let unknown = try await office.outcome(
            ["people", "stop", "+12025550199", "--as", "amina"])
        #expect(unknown.status != 0 && unknown.complaints.contains("Nobody"))
        server.program.terminate()
        try await server.program.ended()
    }
}

extension Office {
    /// The files of a case.
    fileprivate func files(_ reference: String) async throws -> [Answers.CaseFile.File] {
        try await file(reference).timeline.flatMap(\.files)
    }

    /// Lets the time come at which pictures are tried again.
    fileprivate func passMediaTime() async throws {
        try await look { t in
            _ = try t.execute(
                "UPDATE text_media SET due_at = due_at - 86400000 WHERE state = 'waiting'")
        }
    }

    /// Writes a file of a case to a place.
    fileprivate func save(_ reference: String, _ number: Int, to path: String) async throws {
        let run = try start(
            "case", "attachment", reference, String(number), "--as", "amina")
        try await run.ended()
        try run.outputBytes().write(to: URL(filePath: path))
    }
}
