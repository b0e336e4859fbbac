import Delivery
import Testing

@testable import parley

private func read(_ environment: [String: String]) -> (RetrySchedule, [SettingProblem]) {
    var reader = SettingsReader(SettingsFile(path: nil, environment: environment))
    let schedule = Settings.retries(&reader)
    return (schedule, reader.problems)
}

@Test func `each class of refusal may have steps of its own`() throws {
    try withSettings("sending:\n  retry:\n    throttled: [60s, 5m, 3h, 1d]\n    ours: 10m\n") {
        var reader = SettingsReader(SettingsFile(path: $0, environment: [:]))
        let schedule = Settings.retries(&reader)
        #expect(reader.problems.isEmpty)
        #expect(
            schedule.steps[.throttled]
                == [.seconds(60), .seconds(300), .seconds(10_800), .seconds(86_400)])
        #expect(schedule.steps[.ours] == [.seconds(600)])
        #expect(schedule.steps[.policy] == RetrySchedule().steps[.policy])
    }
}

@Test(arguments: ["", "5", "0s", "-1m", "8d", "5 m", "1w", "m", "99999999999999999999h", "1.5h"])
func `a step that is no length of time is refused with what to write`(_ text: String) throws {
    let (schedule, problems) = read(["PARLEY__SENDING__RETRY__POLICY": text])
    #expect(schedule.steps[.policy] == RetrySchedule().steps[.policy])
    let problem = try #require(problems.first)
    #expect(problem.setting == "sending.retry.policy")
    #expect(problem.remedy.contains("[60s, 5m, 3h, 1d]"))
}
