import Foundation
import Testing

@testable import Inbox

@Suite struct MaildirWriterTests {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "maildir-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    @Test func `A mail stands in new, whole, and nothing stays in tmp`() throws {
        try withFolder { folder in
            let writer = try MaildirWriter(folder: folder, host: "a/b:c")
            let name = try writer.deliver(
                [Array("X: y\r\n".utf8), [0, 255, 10]], at: 1_785_600_123_456)
            let data = FileManager.default.contents(atPath: "\(folder)/new/\(name)")
            #expect(data == Data("X: y\r\n".utf8) + Data([0, 255, 10]))
            #expect(name.hasPrefix("1785600123.M456000P"))
            #expect(name.hasSuffix(".a_b_c"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tmp").isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/cur").isEmpty)
        }
    }

    @Test func `Names differ, though the clock stands still`() throws {
        try withFolder { folder in
            let writer = try MaildirWriter(folder: folder, host: "h")
            let names = try (0..<100).map { _ in try writer.deliver([[0x61]], at: 0) }
            #expect(Set(names).count == 100)
            let found = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/new")
            #expect(Set(found) == Set(names))
        }
    }

    @Test func `A Maildir that cannot be is an error that names it`() throws {
        try withFolder { folder in
            #expect(FileManager.default.createFile(atPath: folder, contents: Data()))
            do throws(MaildirError) {
                _ = try MaildirWriter(folder: folder, host: "h")
                Issue.record("made")
            } catch {
                #expect(error.description.contains(folder))
            }
        }
    }

    @Test func `A mail that cannot be moved to new is an error and leaves nothing in tmp`() throws {
        try withFolder { folder in
            let writer = try MaildirWriter(folder: folder, host: "h")
            try FileManager.default.removeItem(atPath: "\(folder)/new")
            #expect(throws: MaildirError.self) { try writer.deliver([[0x61]], at: 0) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/tmp").isEmpty)
        }
    }
}
