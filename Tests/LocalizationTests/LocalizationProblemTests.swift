import Localization
import MessageFormat
import Testing

@Suite struct LocalizationProblemTests {
    private func problem(
        _ notice: String = "concern", timeZone: String = "America/Chicago",
        _ change: (inout [String: NoticeValue]) -> Void = { _ in }
    ) throws -> LocalizationProblem? {
        let localizer = try Repository.localizer()
        var values = localizer.library.notice(notice)?.exampleValues ?? [:]
        change(&values)
        return #expect(throws: LocalizationProblem.self) {
            try localizer.render(notice, values: values, for: [], timeZone: timeZone)
        }
    }

    @Test func `an unknown notice is refused, with those that there are`() throws {
        let found = try problem("lunch")
        #expect(found?.description.contains("absence, agreed, closure, concern, ") == true)
    }

    @Test func `a missing, wrong or unknown value is refused by name`() throws {
        #expect(
            try problem { $0["student"] = nil }
                == .missingValue(notice: "concern", variable: "student", about: "The child."))
        #expect(
            try problem { $0["student"] = .text("") }
                == .wrongValue(notice: "concern", variable: "student", type: .name))
        #expect(
            try problem { $0["student"] = .instant(milliseconds: 0) }
                == .wrongValue(notice: "concern", variable: "student", type: .name))
        #expect(
            try problem { $0["reason"] = .text("theft") }
                == .wrongValue(notice: "concern", variable: "reason", type: .choice))
        #expect(
            try problem { $0["pupil"] = .text("x") }
                == .unknownValue(notice: "concern", variable: "pupil"))
    }

    @Test func `a time zone that does not exist is refused`() throws {
        #expect(try problem(timeZone: "Mars/Olympus") == .unknownTimeZone("Mars/Olympus"))
    }

    @Test func `no problem shows a value`() throws {
        let found = try problem {
            $0["student"] = .text("Yasmin Yusuf")
            $0["days"] = .text("Yasmin Yusuf")
        }
        #expect(found?.description.contains("Yasmin") == false)
    }

    @Test func `a message that reports a problem reaches nobody`() throws {
        let localizer = try Repository.localizer()
        let found = #expect(throws: LocalizationProblem.self) {
            try localizer.sentence("common.salutation", in: try tag("es"))
        }
        guard case .formatting(let key, _, let problems)? = found else {
            Issue.record("expected a formatting problem, got \(String(describing: found))")
            return
        }
        #expect(key == "common.salutation")
        #expect(problems.map(\.kind) == [.unresolvedVariable])
    }

    @Test func `one sentence can be had by itself, in English where there is no other`() throws {
        let localizer = try Repository.localizer(.reviewed)
        #expect(try localizer.sentence("common.label.date", in: try tag("so")).text == "Taariikhda")
        for language in ["nl", "km"] {
            let other = try localizer.sentence("common.label.date", in: try tag(language))
            #expect(other.text == "Date")
            #expect(other.language == .english)
        }
        #expect(throws: LocalizationProblem.unknownMessage("common.nothing")) {
            try localizer.sentence("common.nothing", in: .english)
        }
    }
}
