import Foundation
import Localization
import Testing

@Suite struct ReviewSignatureTests {
    private func signature(_ name: String, _ day: String) throws -> ReviewSignature {
        try ReviewSignature(name: name, day: day, today: "2026-11-25")
    }

    @Test(arguments: [
        "", "  ", "Ana\nBo", "Ana\u{85}Bo", "Ana\u{2028}Bo", "Ana\u{1B}[31m",
        "Ana\u{202E}", "Ana\u{2066}Bo", "\u{200E}", "\u{200F}Ana", "\u{61C}Ana", "Ana\u{AD}",
        "\u{2800}", "Ana\u{2800}", "\u{3164}", "\u{115F}", "\u{FEFF}Ana", "Ana\u{FE0F}",
        "Ana\u{200D}Bo", "Ana\u{200C}", "\u{200C}\u{639}", "\u{639}\u{200C}", "\u{E0041}Ana",
        ".", "…", "123", "👍", "\u{301}", "Ana\u{FFFD}", "\u{E000}",
        String(repeating: "a", count: 101), "a" + String(repeating: "\u{301}", count: 400),
    ])
    func `a name that cannot be read as one name is refused`(_ name: String) {
        #expect(throws: (any Error).self) { try signature(name, "2026-11-25") }
    }

    @Test(arguments: [
        "Ana", " Hodan Ali ", "O’Neill-Ó Sé, J.", "نورة", "علی\u{200C}رضا", "李小龍", "Nguyễn Thị Ánh",
        "ශ්\u{200D}රීමතී", "ꯃꯅꯤꯄꯨꯔ", "e\u{301}va 2",
    ])
    func `a person's name is taken as it is written`(_ name: String) throws {
        let found = try signature(name, "2026-11-25").name
        #expect(found == name.trimmingCharacters(in: .whitespaces))
    }

    @Test(arguments: [
        "2026-11-26", "2026-02-30", "25.11.2026", "2026-1-1", "٢٠٢٦-١١-٢٥", "", "0001-01-01",
        "0026-11-25", "1999-12-31",
    ])
    func `a day that has not come, is none or lies before all reviews is refused`(_ day: String) {
        #expect(throws: (any Error).self) { try signature("Ana", day) }
    }

    @Test(arguments: ["2000-01-01", "2026-11-25"])
    func `a day until today is taken`(_ day: String) throws {
        #expect(try signature("Ana", day).day == day)
    }
}
