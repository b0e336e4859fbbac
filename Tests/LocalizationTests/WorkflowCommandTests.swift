import Foundation
import Testing

@testable import Localization

@Suite struct WorkflowCommandTests {
    private func finding(
        _ rule: CatalogRule.ID, file: String = "locales/so/urgent.mf2", line: Int = 16,
        _ sentence: String
    ) -> CatalogFinding {
        CatalogFinding(
            file: file, line: line, column: 93, rule: rule, sentence: sentence, sourceLine: "")
    }

    @Test func `a finding is an annotation at its place, by its severity`() {
        let place = "file=locales/so/urgent.mf2,line=16,col=93,title="
        #expect(
            WorkflowCommand(finding(.unknownVariable, "$studnt is not one.")).description
                == "::error \(place)unknown-variable::$studnt is not one.")
        #expect(
            WorkflowCommand(finding(.stale, "Look.")).description
                == "::warning \(place)stale::Look.")
        #expect(
            WorkflowCommand(finding(.smsLetters, "á")).description
                == "::notice \(place)sms-letters::á")
    }

    @Test func `a finding about a whole file names no line`() {
        #expect(
            WorkflowCommand(finding(.missingKey, line: 0, "Missing.")).description
                == "::warning file=locales/so/urgent.mf2,title=missing-key::Missing.")
    }

    @Test func `percent signs and line ends are escaped, the pair CR LF too`() {
        let text = WorkflowCommand(finding(.stale, "50% :,\r\nof\nit\r")).description
        #expect(text.hasSuffix("::50%25 :,%0D%0Aof%0Ait%0D"))
        #expect(!text.unicodeScalars.contains { $0 == "\n" || $0 == "\r" })
    }

    @Test func `in a file's name a colon and a comma are escaped as well`() {
        let text = WorkflowCommand(finding(.stale, file: "a:b,c%\r\nd", "x")).description
        #expect(text.hasPrefix("::warning file=a%3Ab%2Cc%25%0D%0Ad,line=16,"))
        let other = WorkflowCommand(finding(.stale, "x"), file: "school/urgent.mf2").description
        #expect(other.hasPrefix("::warning file=school/urgent.mf2,"))
    }
}
