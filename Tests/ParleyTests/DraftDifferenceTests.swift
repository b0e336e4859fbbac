import Localization
import Testing

@testable import parley

@Test func `a suggestion is shown with what is other than in the sentence that it was made for`()
    throws
{
    let source = try TextSegment(source: "{$name1} was absent today.")
    let old = "{$name1} was late today."
    let similar = DraftSentence(
        1, of: "words", source, target: source, from: .similar, score: 0.8,
        doubts: [Doubt(.similar, old)])
    let difference = try #require(similar.difference)
    #expect(
        DifferenceText(isColoured: false).text(difference)
            == "{$name1} was [-late-]{+absent+} today.")
    #expect(DifferencePiece.all(difference).map(\.kind) == ["same", "removed", "added", "same"])
    var corrected = similar
    corrected.origin = .person
    #expect(corrected.difference == nil)
}
