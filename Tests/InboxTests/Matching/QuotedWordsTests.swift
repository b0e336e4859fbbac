import People
import Testing

@testable import Inbox

private func letter(_ child: String, _ date: String) -> String {
    """
    Dear Asha,

    Lincoln School invites you to a meeting about how \(child) is doing at school. We would like to
    hear what you think, and to plan together.

    When: \(date)
    Where: Room 12
    """
}

private func sent(_ file: String, _ text: String, message: String = "m") -> QuotedWords.Sent {
    .init(
        Lead(
            .quotedWords, family: FamilyID(text: "hassan"), contact: nil,
            caseID: CaseID(text: file), message: OutboundID(text: message)),
        [text])
}

private let ali = letter("Ali", "Thursday, December 3, 2026 at 5:30 PM")
private let omar = letter("Omar", "Monday, December 7, 2026 at 8:15 AM")

private func quoted(_ text: String) -> String {
    "Haa, waan imaan.\n\n" + text.split(separator: "\n").map { "> \($0)" }.joined(separator: "\n")
}

@Suite struct `Our words in what is quoted` {
    @Test func `say which of two cases is meant`() {
        let both = [sent("ali", ali), sent("omar", omar)]
        #expect(QuotedWords.source(of: quoted(ali), among: both)?.caseID?.text == "ali")
        #expect(QuotedWords.source(of: quoted(omar), among: both)?.caseID?.text == "omar")
        let wrapped = quoted(omar).replacing(" ", with: "\n> ")
        #expect(QuotedWords.source(of: wrapped, among: both)?.caseID?.text == "omar")
    }

    @Test func `say nothing where only what both share is left, or where both are quoted`() {
        let both = [sent("ali", ali), sent("omar", omar)]
        let shared =
            ali.split(separator: "\n").prefix(1).joined() + "\nWe would like to hear what "
            + "you think, and to plan together. Where: Room 12 in the school, as we said before"
        #expect(QuotedWords.source(of: quoted(shared), among: both) == nil)
        #expect(QuotedWords.source(of: quoted(ali) + quoted(omar), among: both) == nil)
        #expect(
            QuotedWords.source(of: quoted(ali), among: [sent("a", ali), sent("b", ali)]) == nil)
    }

    @Test func `say nothing when the letter that is quoted is not among those known`() {
        #expect(QuotedWords.source(of: quoted(omar), among: [sent("ali", ali)]) == nil)
        let later = ali.replacing("December 3", with: "December 4")
        #expect(QuotedWords.source(of: quoted(later), among: [sent("ali", ali)]) == nil)
    }

    @Test func `say nothing when they are a phrase, or nobody's`() {
        #expect(QuotedWords.source(of: "Room 12, December 3", among: [sent("ali", ali)]) == nil)
        let other = String(repeating: "The bus was late again this morning. ", count: 9)
        #expect(QuotedWords.source(of: other, among: [sent("ali", ali)]) == nil)
        #expect(QuotedWords.source(of: quoted(ali), among: []) == nil)
    }

    @Test func `name the message that is quoted most, of one case`() throws {
        let reminder = "Do not forget: " + ali.split(separator: "\n")[3...].joined(separator: "\n")
        let found = QuotedWords.source(
            of: quoted(ali),
            among: [sent("ali", reminder, message: "m2"), sent("ali", ali, message: "m1")])
        #expect(try #require(found).message?.text == "m1")
    }
}
