import Testing
import Wire

@Suite struct LatinSpellingTests {
    @Test(arguments: [
        ("Хасан", "hasan"), ("王", "wang"), ("민수", "minsu"), ("يوسف", "ywsf"), ("Łukasz", "lukasz"),
        ("Anna", "anna"), ("", ""),
    ])
    func `a word of any script is spelled in plain Latin letters`(
        _ word: String, _ latin: String
    ) {
        #expect(LatinSpelling.of([word]) == [latin])
    }

    @Test func `many words come back one for one`() {
        let words = (0..<2_000).map { $0.isMultiple(of: 2) ? "Юсуф" : "小明" }
        let spelled = LatinSpelling.of(words)
        #expect(spelled.count == words.count)
        #expect(Set(spelled.map { $0.filter { $0 != " " } }) == ["usuf", "xiaoming"])
    }
}
