import Engines
import Foundation
import Inbox
import Testing

@Suite struct KindCorpusTests {
    @Test func `every file has its case and every case its file`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: KindCorpus.folder.path)
            .filter { $0.hasSuffix(".eml") }.map { String($0.dropLast(4)) }
        #expect(Set(files) == Set(KindCorpus.items.map(\.name)))
        #expect(KindCorpus.items.count >= 100)
        #expect(KindCorpus.items.filter { $0.kind == "bounce" }.count >= 60)
        #expect(KindCorpus.subjects.count >= 70)
    }

    @Test(arguments: KindCorpus.items)
    func `what a program writes is of its kind, with the evidence`(_ item: KindCorpus.Item) throws {
        let message = try item.read()
        #expect(message.kind.rawValue == item.kind, "\(message.evidence)")
        #expect(!message.evidence.isEmpty)
        if let sign = item.evidence {
            #expect(message.evidence.contains { $0.contains(sign) }, "\(message.evidence)")
        }
        guard let wanted = item.bounces else { return }
        #expect(message.bounces.map(\.recipient) == wanted.map(\.recipient))
        for (found, wanted) in zip(message.bounces, wanted) {
            #expect(found.status == wanted.status ?? "", "\(found.reason)")
            #expect(found.kind.rawValue == wanted.kind, "\(found.reason)")
            #expect(!found.reason.isEmpty || found.kind != .permanent)
        }
    }

    @Test(arguments: KindCorpus.subjects)
    func `a vacation program's subject is known without any field`(_ item: KindCorpus.Subject) {
        let mail =
            "From: jane@example.net\nSubject: \(item.subject)\nIn-Reply-To: <n1@b.example>\n\nx\n"
        let message = readMessage(Array(mail.utf8))
        #expect(message.kind == .autoReply)
        #expect(message.evidence.contains { $0.hasPrefix("subject says") })
    }

    @Test(
        arguments: [
            "On vacation next week", "Absence of Ana on Friday", "Absent today", "Ausente hoy",
            "Out of office hours?", "不在でした", "外出の予定について", "Automatic door broken",
            "Read this please",
            "Absence: Ana García", "Absent", "Vắng mặt", "Nieobecność: Ana", "Afwezig", "부재중",
            "Re: Read: homework",
        ])
    func `a person's subject stays a person's`(_ subject: String) {
        let mail = "From: jane@example.net\nSubject: \(subject)\n\nAna is ill.\n"
        #expect(["new", "reply"].contains(readMessage(Array(mail.utf8)).kind.rawValue))
    }

    @Test(arguments: [
        Repeated("jane@example.net\n", 60_000),
        Repeated("<a@b.example>: said 550 5.1.1 unknown\n", 25_000),
        Repeated("To: ", 250_000), Repeated("--", 400_000), Repeated("5.1.", 250_000),
    ])
    func `a bounce that is made to be slow is read in time`(_ body: Repeated) {
        let header = "Return-Path: <>\nFrom: MAILER-DAEMON@b.example\nSubject: failure notice\n\n"
        let time = processorTime { _ = readMessage(Array((header + body.text).utf8)) }
        #expect(time < .seconds(10))
    }
}
