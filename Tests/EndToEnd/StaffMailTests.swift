import Engines
import Foundation
import Testing
import Wire

/// Staff are told by mail that a family wrote, by the built program and a real SMTP server.
struct StaffMailTests {
    private struct Member: Decodable {
        let handle: String, email: String?, notify: String
    }

    @Test(arguments: Engine.reachable)
    func `a family's answer is told to the liaison, and the teacher where the case is shared`(
        _ engine: Engine
    ) async throws {
        let sink = try await KeepingSink()
        let office = try await Office(engine, smtp: sink.port)
        try await office.take([.pair(1, "Asha", "so", "asha@home.test")])
        let reference = try await office.refer("S1")
        let address = try await office.replyAddress(invitedBy: sink, for: reference)
        for handle in ["amina", "okafor"] {
            try await office.parley(
                "staff", "email", handle, "\(handle)@oakwood.test", "--as", "amina")
            try await office.parley("staff", "notify", handle, "--each", "--as", handle)
        }
        let staff = try await office.ask([Member].self, "staff", "list")
        #expect(staff.map(\.notify) == ["each", "each"])
        let shared = try await office.parley(
            "case", "share", reference, "--with-teacher", "--as", "amina")
        #expect(shared.contains("okafor is told when the family writes"))
        let before = sink.count
        try await office.parley(
            "receive", "--to", address, "--read",
            input: try office.folder.write(
                parentMail(from: "asha@home.test", to: address, id: "one", "Mahadsanid."),
                as: "mail"))
        try await office.drain()
        try await office.drain()
        let told = try sink.kept().dropFirst(before).filter { $0.recipient.contains("oakwood") }
        #expect(Set(told.map(\.recipient)) == ["amina@oakwood.test", "okafor@oakwood.test"])
        #expect(told.count == 2)
        for mail in told {
            let read = try mail.mail()
            #expect(read.subject.contains(reference))
            #expect(read.headers.first("Auto-Submitted") == "auto-generated")
            #expect(!String(decoding: mail.bytes, as: UTF8.self).contains("asha@home.test"))
            #expect(!read.text.contains("Mahadsanid"))
        }
    }

    @Test func `a worker killed over and over tells staff of every answer, and hardly twice`()
        async throws
    {
        let sink = try await KeepingSink()
        let office = try await Office(
            .sqlite, smtp: sink.port, settings: ["worker.lease_seconds": "1"])
        try await office.take([.pair(1, "Asha", "so", "asha@home.test")])
        let address = try await office.replyAddress(
            invitedBy: sink, for: try await office.refer("S1"))
        try await office.parley("staff", "email", "amina", "amina@oakwood.test", "--as", "amina")
        try await office.parley("staff", "notify", "amina", "--each", "--as", "amina")
        let answers = 12
        for number in 0..<answers {
            try await office.parley(
                "receive", "--to", address,
                input: try office.folder.write(
                    parentMail(
                        from: "asha@home.test", to: address, id: "m\(number)", "Haye \(number)"),
                    as: "mail"))
            let worker = try office.start("worker")
            try await Task.sleep(for: .milliseconds(100 + 90 * number))
            worker.kill()
            try await worker.ended()
        }
        try await eventually("everything has been told", every: .seconds(1)) {
            try await office.drain()
            return try await office.look { t in
                try t.number("SELECT COUNT(*) AS n FROM staff_notes WHERE mail_id IS NOT NULL")
                    == answers
                    && t.number("SELECT COUNT(*) AS n FROM staff_mails WHERE state <> 'sent'") == 0
            }
        }
        let told = try sink.kept().filter { $0.recipient == "amina@oakwood.test" }
        let made = try await office.look { t in
            try t.rows("SELECT message_id FROM staff_mails").map { try $0["message_id"] as String }
        }
        #expect(Set(told.map(\.messageID)) == Set(made))
        let text = try told.map { try $0.mail().text }.joined()
        #expect(text.components(separatedBy: "parley case show").count - 1 >= answers)
    }
}
