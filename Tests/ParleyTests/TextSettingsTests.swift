import Foundation
import Testing
import Wire

@testable import parley

private let account = """
      provider: twilio
      account: AC1
    """

private func read(
    _ text: String, _ environment: [String: String] = [:],
    _ body: (TextSettings, [SettingProblem]) throws -> Void
) throws {
    try withSettings("sms:\n\(account)\n\(text)") { path in
        var all = environment
        all["PARLEY__SMS__TOKEN"] = "t"
        var reader = SettingsReader(SettingsFile(path: path, environment: all))
        let settings = TextSettings(&reader, publicURL: nil) { $0 }
        reader.refuseUnknown()
        try body(settings, reader.problems)
    }
}

@Test func `texts may go out from several numbers, and emergencies from one of their own`() throws {
    let text = """
          from: ["+1 612 555 0142", Oakwood]
          emergency: "+16125550199"
        """
    try read(text) { settings, problems in
        #expect(problems.isEmpty)
        let senders = try #require(settings.line?.senders)
        #expect(senders.ordinary == ["+16125550142", "Oakwood"])
        #expect(senders.emergency == "+16125550199")
    }
    try read("", ["PARLEY__SMS__FROM": "+16125550142, +16125550143"]) { settings, problems in
        #expect(problems.isEmpty)
        #expect(settings.line?.senders.ordinary == ["+16125550142", "+16125550143"])
        #expect(settings.line?.senders.emergency == nil)
    }
}

@Test func `prices stand by the first digits of numbers, exactly as written`() throws {
    let text = """
          from: "+16125550142"
          price: {"+1": 0.0079, "+1868": "0.1", "+52": 3}
          currency: USD
        """
    try read(text) { settings, problems in
        #expect(problems.isEmpty)
        let prices = try #require(settings.line?.prices)
        #expect(prices.currency == "USD")
        #expect(prices.segment(to: "+16125550101") == Decimal(79) / 10_000)
        #expect(prices.segment(to: "+18685550101") == Decimal(1) / 10)
        #expect(prices.segment(to: "+525555550101") == 3)
        #expect(prices.segment(to: "+441632960001") == nil)
    }
}

@Test(arguments: [
    ("  from: \"+1\"", "sms.from", "+1 is no phone number"),
    ("  from: []", "sms.from", "Give the number"), ("", "sms.from", "Give the number"),
    ("  from: [\"+16125550142\", \"+12\"]", "sms.from", "+12 is no phone number"),
    (
        "  from: \"+16125550142\"\n  emergency: \"+1 612 555 0142\"", "sms.emergency",
        "It is one of sms.from"
    ),
    ("  from: A\n  emergency: \"+5\"", "sms.emergency", "+5 is no phone number"),
    ("  from: A\n  price: {\"1\": 0.1}", "sms.price", "in quotes"),
    ("  from: A\n  price: 0.1", "sms.price", "in quotes"),
    ("  from: A\n  price: {\"+1\": free}", "sms.price.+1", "as 0.0079"),
    ("  from: A\n  price: {\"+1\": -1}", "sms.price.+1", "as 0.0079"),
])
func `what can't be a sender or a price is named with what to write`(
    _ text: String, _ setting: String, _ remedy: String
) throws {
    try read(text) { _, problems in
        let problem = try #require(problems.first)
        #expect(problem.setting == setting)
        #expect(problem.remedy.contains(remedy), "\(problem.remedy)")
    }
}
