import Foundation
import MessageFormat
import Testing

/// The Unicode MessageFormat 2 suite, every case by its file and number.
struct OfficialSuiteTests {
    /// Cases that do not pass, by name, with the reason. None today.
    static let knownGaps: [String: String] = [:]

    @Test func `the suite is complete`() {
        #expect(OfficialCase.all.count == 461)
        let names = Set(OfficialCase.all.map(\.name))
        #expect(Set(Self.knownGaps.keys).isSubset(of: names), "A known gap names no case.")
    }

    @Test(arguments: OfficialCase.all)
    func `a case of the official suite passes`(_ item: OfficialCase) throws {
        try withKnownIssue(isIntermittent: false) {
            try check(item)
        } when: {
            Self.knownGaps[item.name] != nil
        }
    }

    private func check(_ item: OfficialCase) throws {
        let context = FormatContext(locale: item.locale, bidi: item.bidi, functions: .officialTests)
        let result = Message.format(item.source, item.arguments, context)
        #expect(result.problems.map(\.kind.rawValue) == item.errors)
        if let text = item.text { #expect(result.text == text) }
        if let parts = item.parts {
            let actual = try JSONDecoder().decode(
                JSON.self, from: JSONEncoder().encode(result.parts))
            #expect(actual.contains(parts), "The parts are \(actual).")
        }
    }
}
