import Foundation
import Localization
import MessageFormat
import Testing

@Suite struct ProtectionTests {
    @Test func `the table has its cases`() {
        #expect(ProtectionCase.all.count >= 150)
        #expect(
            ProtectionCase.all.filter { $0.mark == "aside" }.count * 6 >= ProtectionCase.all.count)
    }

    @Test(arguments: ProtectionCase.all.filter { $0.mark == "seen" })
    func `what may be sent of a text is what the table says`(_ item: ProtectionCase) throws {
        let segments = try item.protected().sentences.map(\.segment.source)
        #expect(segments == item.expected)
    }

    /// The cases set aside are counted, so that rules are not bent to them one by one.
    @Test func `of the cases set aside nearly all are right and hardly a word leaks`() throws {
        for mark in ["seen", "aside"] {
            let cases = ProtectionCase.all.filter {
                mark == "seen" ? $0.mark != "aside" : $0.mark == mark
            }
            let right = try cases.filter { try $0.isExact }.count
            let leaks = try cases.flatMap { try $0.difference().leaked }.count
            let masked = try cases.flatMap { try $0.difference().overMasked }.count
            print(
                "protection, \(mark): \(right) of \(cases.count) exact, \(leaks) words leaked, "
                    + "\(masked) over-masked")
            for item in try cases.filter({ try !$0.isExact }) {
                print("wrong:", item, try item.protected().sentences.map(\.segment.source))
            }
            #expect(right * 100 >= cases.count * 90)
            #expect(leaks * 50 <= cases.count)
        }
    }

    /// An oracle that knows nothing of the rules: it compares letters.
    @Test(arguments: ProtectionCase.all)
    func `no word of a known name is left`(_ item: ProtectionCase) throws {
        let left = Set(
            try item.protected().sentences.flatMap { folded($0.segment.words) })
        for name in item.known.names {
            for word in folded(name.full) where word.count >= 3 && !Self.ordinary.contains(word) {
                #expect(!left.contains(word), "\(item)")
            }
        }
    }

    private static let ordinary: Set<String> = [
        "will", "grace", "hope", "may", "rosa", "mark", "young", "faith", "joy", "summer", "bill",
        "day", "price", "long", "hill", "luz", "flores", "chase", "art", "park", "mina", "hana",
        "lena", "walker", "soo",
    ]

    private func folded(_ text: String) -> [String] {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            .split { !$0.isLetter }.map(String.init)
    }

    @Test(arguments: ProtectionCase.all)
    func `joined again it is the text, letter for letter`(_ item: ProtectionCase) throws {
        let original = try item.protected().original
        #expect(original.unicodeScalars.elementsEqual(item.text.unicodeScalars))
    }
}
