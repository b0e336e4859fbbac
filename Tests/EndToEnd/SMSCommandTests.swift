import Engines
import Testing

struct SMSCommandTests {
    private func run(_ arguments: [String]) async throws -> ParleyProgram.Outcome {
        try await ParleyProgram.run(arguments, settings: [:], input: nil, in: try Folder())
    }

    @Test func `a trial shows the request as it leaves, without secrets`() async throws {
        let outcome = try await run([
            "sms", "check", "twilio", "--set", "account=AC7", "--set", "token=sesame&open",
            "--text", "Hola & +1",
        ])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.output.contains("POST /2010-04-01/Accounts/AC7/Messages.json"))
        #expect(outcome.output.contains("Body=Hola%20%26%20%2B1"))
        #expect(outcome.output.contains("Authorization: (hidden)"))
        #expect(!outcome.output.contains("sesame"))
    }

    @Test func `a secret that stands in the address is not shown either`() async throws {
        let outcome = try await run(["sms", "check", "kannel", "--set", "password=p&q secret"])
        #expect(outcome.output.contains("password=(hidden)"), "\(outcome.output)")
        #expect(!outcome.output.contains("secret&"))
    }

    @Test(arguments: [
        ("africastalking", "POST /version1/messaging"), ("infobip", "POST /sms/2/text/advanced"),
        ("kannel", "GET /"), ("plivo", "POST /v1/Account/example/Message/"),
        ("sinch", "POST /xms/v1/example/batches"), ("standard-webhooks", "POST /"),
        ("telnyx", "POST /v2/messages"), ("twilio", "POST /2010-04-01/Accounts/example/"),
        ("vonage", "POST /sms/json"),
    ])
    func `every provider can be tried with nothing set, and shows no secret`(
        _ name: String, _ line: String
    ) async throws {
        let outcome = try await run(["sms", "check", name])
        #expect(outcome.status == 0, "\(outcome.complaints)")
        #expect(outcome.output.contains(line), "\(outcome.output)")
        #expect(outcome.output.contains("(hidden)"), "\(outcome.output)")
        #expect(!outcome.output.contains("whsec_"), "\(outcome.output)")
    }

    @Test func `a file that can't be used is named with its line`() async throws {
        let folder = try Folder()
        let file = try folder.write("title: Mine\nrepeats: perhaps\n", as: "mine.yaml")
        let outcome = try await run(["sms", "check", file])
        #expect(outcome.status != 0)
        #expect(outcome.complaints.contains("mine.yaml:"), "\(outcome.complaints)")
    }

    @Test(arguments: [
        (["check", "nobody"], "africastalking, infobip, kannel, plivo, sinch"),
        (["check", "twilio", "--set", "nonsense"], "NAME=VALUE"),
        (["check", "twilio", "--set", "colour=red"], "It has: account, token"),
        (["check", "gone.yaml"], "no file gone.yaml"),
        (["addresses"], "parley init"),
    ])
    func `a mistake is answered with what to do`(
        _ arguments: [String], _ remedy: String
    ) async throws {
        let outcome = try await run(["sms"] + arguments)
        #expect(outcome.status != 0)
        #expect(outcome.complaints.contains(remedy), "\(outcome.complaints)")
    }

    @Test func `each provider is listed with what it needs`() async throws {
        let output = try await run(["sms", "providers"]).output
        #expect(output.contains("twilio: Twilio") && output.contains("sms.token: "))
    }
}
