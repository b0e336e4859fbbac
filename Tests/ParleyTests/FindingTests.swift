import Foundation
import Testing

@testable import parley

private struct Sentence: Error, CustomStringConvertible {
    let description: String
}

@Suite struct FindingTests {
    @Test func `A line has the level, what was found and what to do`() {
        #expect(Finding.ok("a", "All there").line == "ok    All there")
        #expect(
            Finding.warn("a", "Little room", "Make some.").line == "warn  Little room  – Make some."
        )
        #expect(Finding.fail("a", "Gone", "Restore it.").line == "fail  Gone  – Restore it.")
    }

    @Test(arguments: [
        (
            "It is locked. Close the other program, then try again.", "It is locked",
            "Close the other program, then try again."
        ),
        ("No sentence ends here", "No sentence ends here", nil),
        ("Two\nlines. Do this.", "Two lines", "Do this."), ("", "", nil),
    ])
    func `An error's first sentence is what, the others are what to do`(
        _ text: String, _ what: String, _ todo: String?
    ) {
        let finding = Finding.fail("a", Sentence(description: text))
        #expect(finding.what == what)
        #expect(finding.todo == todo)
    }

    @Test func `A failure is told to scripts, a warning is none`() throws {
        let warned = Diagnosis([.ok("a", "x"), .warn("b", "y", "z")])
        #expect(warned.ok)
        #expect(warned.summary == "1 warning.")
        let failed = Diagnosis([.fail("a", "x", "y"), .fail("b", "x", "y"), .warn("c", "y", "z")])
        #expect(!failed.ok)
        #expect(failed.summary == "2 failures, 1 warning.")
        #expect(Diagnosis([]).summary == "All is well.")
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(Diagnosis([.ok("a", "x")])), as: UTF8.self)
        #expect(json == #"{"findings":[{"check":"a","level":"ok","what":"x"}],"ok":true}"#)
    }
}
