import Cases
import Engines
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// Pictures beside texts as rows: what is tried when, and what is told in the end.
struct FetchMediaTests {
    private static func brought(
        _ engine: Engine, media: Int
    ) async throws -> (fixture: DeskFixture, file: Case, inbound: InboundID) {
        let fixture = try await DeskFixture(engine)
        try await fixture.givePhones()
        let file = try await fixture.refer()
        _ = try await fixture.concernByText(file)
        let received = try await fixture.receiveText("Eeg", from: Phone.asha, media: media)
        return (fixture, file, received.id)
    }

    @Test(arguments: Engine.reachable)
    func `what is beyond ten, or has a provider that is gone, is told with its reason`(
        _ engine: Engine
    ) async throws {
        let (fixture, file, inbound) = try await Self.brought(engine, media: 12)
        let fetch = FetchMedia(fixture.desk, nil, log: silentLog)
        // Another worker may have the provider: for a week they wait.
        #expect(try await !fetch.fetchOne())
        try await fetch.giveUp()
        let waiting = try await fixture.files(of: file)
        #expect(waiting.first?.absence?.contains("no longer set up") == false)
        fixture.clock.advance(.seconds(8 * 86_400))
        try await fetch.giveUp()
        let files = try await fixture.files(of: file)
        #expect(files.count == 11)
        #expect(files.allSatisfy { $0.absence?.hasPrefix("could not be fetched: ") == true })
        #expect(files.first?.absence?.contains("no longer set up") == true)
        #expect(files.last?.absence?.contains("told of 2 more") == true)
        let families = try await fixture.database.read { t in
            try t.rows("SELECT DISTINCT family_id FROM text_media WHERE raw_id = \(inbound)")
                .map { row -> String in try row["family_id"] }
        }
        #expect(families == ["hassan"], "erasure finds them")
    }

    @Test(arguments: Engine.reachable)
    func `a picture is one worker's at a time, and a late end changes nothing`(
        _ engine: Engine
    ) async throws {
        let (fixture, file, _) = try await Self.brought(engine, media: 1)
        let media = KeptMedia(fixture.clock.source)
        let claim = { () async throws -> ClaimedMedia? in
            try await fixture.database.write { t in
                try media.claim(of: DeskFixture.provider, t)
            }
        }
        let first = try #require(try await claim())
        #expect(first.attempt == 1 && first.provider == DeskFixture.provider)
        #expect(try await claim() == nil)
        // It died; another takes over, and only that one's end counts.
        fixture.clock.advance(KeptMedia.lease + .seconds(1))
        let second = try #require(try await claim())
        #expect(second.attempt == 2)
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        try await fixture.database.write { t in
            try media.fail(first, because: "too late", next: nil, t)
            try media.keep(png, as: "image/png", for: second, t)
        }
        let item = try #require(try await fixture.files(of: file).first)
        #expect(item.absence == nil && item.name == "picture-1.png" && item.size == 8)
        let opened = try await CaseFiles(fixture.desk).open(1, on: file.reference, by: "amina")
        #expect(opened.bytes == png)
        let looked = try await fixture.database.read { t in
            try t.number("SELECT COUNT(*) AS n FROM audit WHERE action = 'case.attachment'")
        }
        #expect(looked == 1)
        #expect(try await claim() == nil)
    }

    @Test(arguments: Engine.reachable)
    func `a mail's attachment is handed out as it was sent`(_ engine: Engine) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let (_, message) = try await fixture.invite(file)
        let content = "Ogolaansho, 3 boqol."
        let mail = """
            From: asha@example.org\r
            To: \(fixture.address(.reply, of: message))\r
            Subject: Re: Kulan\r
            Message-ID: <a1@mail.example.org>\r
            Content-Type: multipart/mixed; boundary=b\r
            \r
            --b\r
            Content-Type: text/plain; charset=utf-8\r
            \r
            Waa kan.\r
            --b\r
            Content-Type: text/plain; charset=utf-8; name="warqad.txt"\r
            Content-Disposition: attachment; filename="warqad.txt"\r
            Content-Transfer-Encoding: base64\r
            \r
            \(Data(content.utf8).base64EncodedString())\r
            --b--\r

            """
        try await fixture.receive(
            Array(mail.utf8), to: [fixture.address(.reply, of: message)])
        let files = try await fixture.files(of: file)
        #expect(files.map(\.name) == ["warqad.txt"])
        let opened = try await CaseFiles(fixture.desk).open(1, on: file.reference, by: "amina")
        #expect(String(decoding: opened.bytes, as: UTF8.self) == content)
        await #expect(throws: Refusal.self) {
            try await CaseFiles(fixture.desk).open(2, on: file.reference, by: "amina")
        }
        await #expect(throws: Refusal.self) {
            try await CaseFiles(fixture.desk).open(1, on: file.reference, by: "tom")
        }
    }
}

extension DeskFixture {
    /// What the family sent on a case.
    fileprivate func files(of file: Case) async throws -> [CaseFile] {
        try await database.read { t in
            try CaseFiles(desk).files(with: try desk.timeline.entries(of: file.id, t), t)
        }
    }
}
