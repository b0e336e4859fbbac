import Engines
import Foundation
import Testing

@testable import Localization

@Suite struct OtherNamesTests {
    private func names(_ count: Int) -> [OtherNames.Name] {
        let syllables = "ba de fi go hu ka le mi no pu ra se ti vo zu ja".split(separator: " ")
        func word(_ number: Int, _ length: Int) -> String {
            var (rest, word) = (number, "")
            for _ in 0..<length {
                word += syllables[rest % syllables.count]
                rest /= syllables.count
            }
            return word.capitalized
        }
        return (0..<count).map { OtherNames.Name(given: word($0 / 3, 3), family: word($0, 4)) }
    }

    @Test func `what a school's names take is a bounded share of their number`() {
        let count = 6_000
        var others = OtherNames()
        let time = processorTime { others = OtherNames(names(count)) }
        let size = others.size
        print("protection: \(count) names of others made ready in \(time): \(size)")
        #expect(size.words <= count * 2)
        #expect(size.wholes <= count * 4)
        #expect(size.pairs <= count * 2)
        #expect(size.sounds <= size.words * 2)
        let longest = others.sounds.values.map(\.count).max() ?? 0
        // Names of the same consonants differ by three vowels only.
        #expect(longest <= 3 * 3 * 3 * 3 * 3)
    }

    @Test func `the same names twice are one`() {
        #expect(OtherNames(names(50) + names(50)).size == OtherNames(names(50)).size)
    }

    @Test(arguments: [
        ("yasmin", false), ("yasmim", true), ("yamsin", true), ("yasmn", true), ("yassmin", true),
        ("yasmi", true), ("xyasmin", true), ("yosmim", false), ("yas", false), ("ясмин", false),
    ])
    func `a name with one letter wrong is near`(_ word: String, _ isNear: Bool) {
        let others = OtherNames([OtherNames.Name(given: "Yasmin", family: "Yusuf")])
        #expect(others.isNear(word) == isNear)
    }

    @Test func `whole names are found in either order, and titles and particles are none`() {
        let others = OtherNames([
            OtherNames.Name(given: "Maria Elena", family: "de la Cruz"),
            OtherNames.Name(given: "Mr. Omar Ali", family: ""),
        ])
        for whole in ["mariacruz", "cruzmaria", "mariaelenadelacruz", "omarali", "aliomar"] {
            #expect(others.wholes.contains(whole), "\(whole)")
        }
        #expect(["maria", "elena", "cruz", "omar", "ali"].allSatisfy(others.contains))
        #expect(!["mr", "de", "la"].contains(where: others.contains))
    }
}
