import MessageFormat
import Testing

@testable import Localization

@Suite struct DraftExchangeTests {
    private func draft(_ source: String, _ target: String?, _ digest: String = "d1") throws
        -> ExchangeDraft
    {
        ExchangeDraft(
            reference: "01HZ7", pair: LanguagePair(.english, try tag("so")),
            purpose: "A meeting's note.",
            segments: [
                ExchangeDraft.Segment(
                    index: 0, source: try TextSegment(source: source),
                    target: try target.map { try TextSegment(source: $0) }),
                ExchangeDraft.Segment(
                    index: 1, source: TextSegment(words: "Braces {so} and a \\ stay."), target: nil),
            ], digest: digest)
    }

    @Test(.enabled(if: ForeignTool.isThere), arguments: XLIFFVersion.allCases)
    func `a draft comes back from a foreign tool with its slots moved`(_ version: XLIFFVersion)
        throws
    {
        let draft = try draft("{$name1} was late on {$date1}, {$date1}.", nil)
        let exchange = DraftExchange([draft])
        let text = version.text(of: try #require(exchange.file))
        let letters = try #require(ForeignTool.letters["so"])
        let outcome = try exchange.reading(ForeignTool.translate(text, letters))
        #expect(outcome.refused == [])
        #expect(outcome.returned.map(\.reference) == ["01HZ7", "01HZ7"])
        #expect(outcome.returned.map(\.index) == [0, 1])
        #expect(outcome.returned.map(\.isChanged) == [true, true])
        #expect(
            outcome.returned.map(\.text.source) == [
                "{$date1} j y b {$date1}, {$name1}.", "o \\{f\\} n n \\\\ f.",
            ])
    }

    @Test func `a slot that is lost or doubled is refused, the other sentence is taken`() throws {
        let exchange = DraftExchange([
            try draft("{$name1} was late.", "{$name1} wuu daahay.")
        ])
        let text = XLIFFVersion.v1.text(of: try #require(exchange.file))
        let lost = text.replacing(
            /<target xml:lang="so"[^>]*><ph .*<\/ph>/, with: "<target>Isagu")
        let outcome = try exchange.reading(Array(lost.utf8))
        #expect(outcome.returned == [])
        #expect(outcome.refused.map(\.index) == [0])
        #expect(outcome.refused.first?.problem.sentence.contains("{$name1} is missing") == true)
    }

    @Test func `a draft that was written anew, or that waits no longer, is refused`() throws {
        let old = DraftExchange([try draft("{$name1} was late.", "{$name1} wuu daahay.")])
        let text = Array(XLIFFVersion.v2.text(of: try #require(old.file)).utf8)
        let new = DraftExchange([
            try draft("{$name1} was late.", "{$name1} wuu daahay.", "d2")
        ])
        #expect(try new.reading(text).returned == [])
        #expect(try new.reading(text).refused.map(\.index).contains(0))
        let none = try DraftExchange([]).reading(text)
        #expect(none.returned == [] && none.refused.count == 2)
        #expect(throws: ExchangeProblem.self) {
            try DraftExchange([
                ExchangeDraft(
                    reference: "x", pair: LanguagePair(.english, try tag("ar")), purpose: "",
                    segments: [], digest: "")
            ]).reading(text)
        }
    }

    @Test func `a slot is explained by what it stands for`() throws {
        let exchange = DraftExchange([try draft("{$name1} was late.", "{$name1} wuu daahay.")])
        for version in XLIFFVersion.allCases {
            let text = version.text(of: try #require(exchange.file))
            #expect(text.contains("{$name1}: the name of a person."))
        }
    }
}
