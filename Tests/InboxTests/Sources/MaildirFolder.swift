import Engines
import Foundation

@testable import Inbox

/// A Maildir of its own for one test.
struct MaildirFolder: Sendable {
    let path: String

    init() throws {
        path = testFolder.appending(path: "maildir-\(UUID().uuidString)").path
        for box in ["tmp", "new", "cur"] {
            try FileManager.default.createDirectory(
                atPath: "\(path)/\(box)", withIntermediateDirectories: true)
        }
    }

    /// Delivers as Dovecot names its files.
    @discardableResult
    func deliver(_ bytes: [UInt8], second: Int = 1_795_622_989) throws -> String {
        let name = "\(second).M856259P12074.vm,S=\(bytes.count),W=\(bytes.count + 21)"
        try Data(bytes).write(to: URL(filePath: "\(path)/new/\(name)"))
        return name
    }

    /// Delivers a mail of the corpus.
    @discardableResult
    func deliver(_ mail: String, second: Int = 1_795_622_989) throws -> String {
        try deliver(try Self.corpus(mail), second: second)
    }

    func names(in box: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(box)").sorted()
    }

    static func corpus(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../../Corpora/maildir/\(name)")
        return Array(try Data(contentsOf: file))
    }
}
