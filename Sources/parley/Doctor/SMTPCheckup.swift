import Wire

/// The school's mail server: greeting, EHLO, TLS and log-in as set. No mail is sent.
struct SMTPCheckup {
    let endpoint: SMTPEndpoint

    func findings() async -> [Finding] {
        var endpoint = endpoint
        // Somebody waits in front of the screen.
        endpoint.timeouts.connect = .seconds(10)
        endpoint.timeouts.command = .seconds(10)
        endpoint.timeouts.whole = .seconds(30)
        endpoint.maxConnections = 1
        let client = SMTPClient(endpoint)
        let probe = await client.probe()
        await client.close()
        return Self.findings(probe, endpoint)
    }

    static func findings(_ probe: SMTPProbe, _ endpoint: SMTPEndpoint) -> [Finding] {
        switch probe {
        case .ready(let offers):
            let account = endpoint.user == nil ? "no log-in" : "log-in taken"
            let ready = Finding.ok("smtp", "Mail server: \(endpoint) is ready, \(account)")
            return [ready] + doubts(offers, endpoint)
        case .refused(let reply, let stage):
            // The codes alone: servers quote the account in their words.
            return [
                .fail(
                    "smtp", "Mail server: \(endpoint) refuses at \(stage.rawValue) with \(reply)",
                    remedy(stage))
            ]
        case .unreachable(let sentence):
            return [.fail("smtp", Remark(sentence))]
        }
    }

    /// What works and may still not be what is wanted.
    private static func doubts(
        _ offers: [String: String], _ endpoint: SMTPEndpoint
    ) -> [Finding] {
        var found: [Finding] = []
        if endpoint.user == nil, offers["AUTH"] != nil, [465, 587].contains(endpoint.port) {
            found.append(
                .warn(
                    "smtp",
                    "Mail server: it offers a log-in on port \(endpoint.port), and none is set",
                    "Set smtp.user and smtp.password_file, unless it takes mail without."))
        }
        if endpoint.tls == .never, !isLoopback(endpoint.host) {
            found.append(
                .warn(
                    "smtp", "Mail server: mail goes to \(endpoint.host) in plain text",
                    "Set smtp.tls to required, or to implicit on port 465."))
        }
        return found
    }

    private static func remedy(_ stage: SMTPStage) -> String {
        switch stage {
        case .auth: "Check smtp.user and smtp.password_file."
        case .hello: "Check smtp.ehlo: many servers want this machine's full name there."
        case .startTLS: "Ask who runs it, or try port 465 with smtp.tls implicit."
        default: "Ask who runs it whether this machine may use it."
        }
    }

    /// A sentence as an error, whose first sentence is what and whose others are what to do.
    private struct Remark: Error, CustomStringConvertible {
        let description: String
        init(_ sentence: String) { description = sentence }
    }
}
