import Foundation
import Inbox
import Testing

/// Mails that were written without any knowledge of the rules (`Corpora/unseen/README.md`).
@Suite struct UnseenTests {
    struct Expected: Decodable, Sendable {
        let kind: String
        /// What should be shown, and other forms that are as right; empty where it does not matter.
        let words: [String]
    }

    private static let folder = ReplyCorpus.corpora.appending(path: "unseen")

    private static let expected: [String: Expected] = {
        let data = try? Data(contentsOf: folder.appending(path: "expected.json"))
        return data.flatMap { try? JSONDecoder().decode([String: Expected].self, from: $0) } ?? [:]
    }()

    @Test func `all of them are there, and few are on the list of gaps`() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(files.count { $0.hasSuffix(".eml") } == Self.expected.count)
        #expect(Self.expected.count >= 611)
        #expect(unseenGaps.count <= Self.expected.count / 10)
        #expect(unseenGaps.keys.allSatisfy { Self.expected[$0] != nil })
    }

    @Test(arguments: expected.keys.sorted())
    func `a parent's words are shown, and they alone`(_ name: String) throws {
        let wanted = try #require(Self.expected[name])
        let file = Self.folder.appending(path: name + ".eml")
        let shown = Self.plain(readMessage([UInt8](try Data(contentsOf: file))).reply)
        guard !wanted.words.isEmpty else { return }
        let isRight = wanted.words.map(Self.plain).contains(shown)
        if let reason = unseenGaps[name] {
            #expect(!isRight, "\(name) is right now (\(reason)): take it off the list")
        } else {
            #expect(isRight, "got:\n\(shown)\nexpected:\n\(wanted.words.first ?? "")")
        }
    }

    /// Without white space at the ends of lines and of all, nor more than one blank line.
    private static func plain(_ text: String) -> String {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = line.filter { $0 != "\r" }
            while line.last?.isWhitespace ?? false { line.removeLast() }
            if !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
        }
        let whole = lines.joined(separator: "\n")
        return whole.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
