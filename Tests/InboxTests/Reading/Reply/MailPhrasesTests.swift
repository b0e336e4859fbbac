import Foundation
import Testing

@testable import Inbox

@Suite struct MailPhrasesTests {
    private static let folder = ReplyCorpus.corpora
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Inbox/Reading/Reply/Phrases")

    private static let files: [URL] = {
        let found = try? FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil)
        return (found ?? []).filter { $0.pathExtension == "txt" }
    }()

    @Test func `every table is in the list`() {
        #expect(MailPhrasesTests.files.count >= 35)
        #expect(MailPhrases.all.count == MailPhrasesTests.files.count)
        for key in MailPhrases.Key.allCases { #expect(!MailPhrases.every(key).isEmpty, "\(key)") }
    }

    @Test(arguments: MailPhrasesTests.files)
    func `a table has known keys only, and no phrase of one Latin letter but a label`(
        _ file: URL
    ) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(separator: "\n") where line.first != "#" && line.first != " " {
            let key = line.prefix { $0 != ":" }
            #expect(MailPhrases.Key(rawValue: String(key)) != nil, "\(line.prefix(40))")
        }
        let lists = MailPhrases(text).lists
        for key in [MailPhrases.Key.wrote, .original, .forwarded, .device, .closing, .notice] {
            for phrase in lists[key] ?? [] { #expect(phrase.utf8.count >= 2, "\(key) \(phrase)") }
        }
    }

    @Test func `a line that begins with a space goes on with its list`() {
        let table = MailPhrases("# x\nwrote: wrote | Writes\n  said\nfrom: from\nodd\n")
        #expect(table.lists[.wrote] == ["wrote", "writes", "said"])
        #expect(table.lists[.from] == ["from"])
    }

    @Test func `a phrase ends where a word does`() {
        let phrases = PhraseStarts(["on", "sent from", "写道"])
        #expect(phrases.length(at: "on monday") == 2)
        #expect(phrases.length(at: "once") == nil)
        #expect(phrases.length(at: "写道好") == 6)
        #expect(phrases.end("我写道"))
    }
}
