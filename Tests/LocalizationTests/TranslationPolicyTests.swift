import Localization
import MessageFormat
import Testing

@Suite struct TranslationPolicyTests {
    private func minimum(
        _ setting: [String: String], _ language: String, _ notice: String
    ) throws -> Standing {
        let template = try #require(try Repository.library().notice(notice))
        return try TranslationPolicy(setting: setting)
            .minimum(for: try tag(language), notice: template)
    }

    @Test func `reviewed is asked for unless the school says otherwise`() throws {
        #expect(try minimum([:], "so", "urgent") == .reviewed)
        #expect(try minimum(["default": "machine"], "so", "urgent") == .machine)
    }

    @Test(arguments: [
        ("es", "concern", Standing.machine), ("es-MX", "concern", .machine),
        ("so", "concern", .draft), ("ar", "concern", .reviewed), ("ar", "event-notice", .draft),
        ("es", "event-notice", .machine), ("es", "urgent", .reviewed), ("so", "urgent", .draft),
    ])
    func `what names more wins, and of two that name as much the stricter`(
        _ language: String, _ notice: String, _ expected: Standing
    ) throws {
        let setting = [
            "es": "machine", "so/case": "draft", "bulk": "draft", "urgent": "reviewed",
            "so/urgent": "draft",
        ]
        #expect(try minimum(setting, language, notice) == expected)
    }

    @Test(arguments: [
        ["default": "good"], ["es": "fallback"], ["es/": "draft"], ["/urgent": "draft"],
        ["a/b/c": "draft"], ["": "draft"],
    ])
    func `what cannot be read is refused, with what to write`(_ setting: [String: String]) {
        let problem = #expect(throws: PolicyProblem.self) {
            try TranslationPolicy(setting: setting)
        }
        #expect(problem?.description.contains("reviewed, machine or draft") == true)
    }

    @Test func `a purpose that no notice has is named`() throws {
        let policy = try TranslationPolicy(setting: ["urgnt": "draft", "so/bulk": "draft"])
        #expect(policy.unknownPurposes(in: try Repository.library()) == ["urgnt"])
    }
}
