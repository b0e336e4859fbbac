import Foundation
import Testing

@testable import Wire

/// The real servers of `Tests/Servers`, when the environment names them.
private enum Postfix {
    static let environment = ProcessInfo.processInfo.environment
    static let ports = ["PARLEY_SMTP_PORT", "PARLEY_SUBMISSION_PORT", "PARLEY_SMTPS_PORT"]
        .compactMap { environment[$0].flatMap(Int.init) }
    static let isThere = ports.count == 3 && environment["PARLEY_CA_FILE"] != nil

    static func endpoint(_ which: Int, _ tls: TLSPolicy, account: Bool = false) -> SMTPEndpoint {
        var endpoint = SMTPEndpoint(
            host: "localhost", port: ports[which], ehloName: "parley.test", tls: tls)
        endpoint.caFile = environment["PARLEY_CA_FILE"]
        endpoint.timeouts.connect = .seconds(10)
        if account { (endpoint.user, endpoint.password) = ("liaison", "parley") }
        return endpoint
    }

    static func send(to recipient: String, _ endpoint: SMTPEndpoint) async throws -> SMTPOutcome {
        var mail = someOutgoing()
        mail.from = Mailbox(name: "مدرسة", address: "liaison@parley.test")
        mail.to = Mailbox(name: "Олена", address: recipient)
        mail.subject = "إشعار بخصوص اجتماع أولياء الأمور يوم الخميس القادم"
        let client = SMTPClient(endpoint)
        let envelope = MailEnvelope(
            reversePath: "bounce+test@parley.test", recipient: recipient)
        let outcome = await client.send(envelope, try composeMail(mail))
        await client.close()
        return outcome
    }
}

@Suite(.enabled(if: Postfix.isThere, "PARLEY_SMTP_PORT and its like are not set"))
struct PostfixTests {
    @Test(arguments: [
        (0, TLSPolicy.never, false), (0, .required, false), (0, .required, true),
        (1, .required, true), (2, .implicit, true),
    ])
    func `Postfix takes a mail on every port, by the policy for it`(
        _ port: Int, _ tls: TLSPolicy, _ account: Bool
    ) async throws {
        let endpoint = Postfix.endpoint(port, tls, account: account)
        let outcome = try await Postfix.send(to: "olena+k7@parley.test", endpoint)
        guard case .accepted(let reply) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(reply.code == 250)
        #expect(reply.enhanced == "2.0.0")
        #expect(reply.text.contains("queued as"))
    }

    @Test(arguments: [
        (0, TLSPolicy.never, false), (0, .required, true), (1, .required, true),
        (2, .implicit, true),
    ])
    func `A visit finds Postfix ready on every port, and brings no mail`(
        _ port: Int, _ tls: TLSPolicy, _ account: Bool
    ) async throws {
        let client = SMTPClient(Postfix.endpoint(port, tls, account: account))
        let probe = await client.probe()
        await client.close()
        guard case .ready(let offers) = probe else { return #expect(Bool(false), "\(probe)") }
        #expect(offers["PIPELINING"] != nil)
        #expect((offers["AUTH"] != nil) == (tls != .never))
    }

    @Test func `A visit with a wrong password ends at AUTH, one without trust before it`()
        async throws
    {
        var endpoint = Postfix.endpoint(1, .required, account: true)
        endpoint.password = "wrong"
        let client = SMTPClient(endpoint)
        let probe = await client.probe()
        await client.close()
        guard case .refused(let reply, .auth) = probe else {
            return #expect(Bool(false), "\(probe)")
        }
        #expect(reply.code == 535)
        endpoint.caFile = nil
        let stranger = SMTPClient(endpoint)
        guard case .unreachable(let sentence) = await stranger.probe() else {
            return #expect(Bool(false), "trusted")
        }
        await stranger.close()
        #expect(sentence.contains("certificate"))
    }

    @Test(arguments: [
        ("nobody@parley.test", 550, "5.1.1"), ("defer@parley.test", 450, "4.2.1"),
        ("full@parley.test", 452, "4.2.2"), ("blocked@parley.test", 554, "5.7.1"),
        ("hangup@parley.test", 421, "4.3.2"), ("x@elsewhere.test", 554, "5.7.1"),
    ])
    func `Its refusals at RCPT come with both codes`(
        _ recipient: String, _ code: Int, _ enhanced: String
    ) async throws {
        let outcome = try await Postfix.send(to: recipient, Postfix.endpoint(0, .required))
        guard case .refused(let reply, .recipient) = outcome else {
            return #expect(Bool(false), "\(outcome)")
        }
        #expect(reply.code == code)
        #expect(reply.enhanced == enhanced)
    }

    @Test func `A wrong password is refused at AUTH`() async throws {
        var endpoint = Postfix.endpoint(1, .required, account: true)
        endpoint.password = "wrong"
        let outcome = try await Postfix.send(to: "ana@parley.test", endpoint)
        guard case .refused(let reply, .auth) = outcome else {
            return #expect(Bool(false), "\(outcome)")
        }
        #expect(reply.code == 535)
        #expect(reply.enhanced == "5.7.8")
    }

    @Test func `A certificate that nobody vouches for ends the attempt`() async throws {
        for (port, tls) in [(0, TLSPolicy.required), (2, .implicit)] {
            var endpoint = Postfix.endpoint(port, tls)
            endpoint.caFile = nil
            let outcome = try await Postfix.send(to: "ana@parley.test", endpoint)
            guard case .notSent(let sentence) = outcome else {
                return #expect(Bool(false), "\(outcome)")
            }
            #expect(sentence.contains("certificate"))
        }
    }

    @Test func `Where AUTH is offered only after STARTTLS, plain text gets no further`()
        async throws
    {
        let outcome = try await Postfix.send(
            to: "ana@parley.test", Postfix.endpoint(0, .never, account: true))
        guard case .notSent(let sentence) = outcome else {
            return #expect(Bool(false), "\(outcome)")
        }
        #expect(sentence.contains("AUTH"))
    }

    @Test func `Two hundred mails need no more connections than allowed`() async throws {
        var endpoint = Postfix.endpoint(0, .required)
        endpoint.maxConnections = 4
        let client = SMTPClient(endpoint)
        let mail = try composeMail(someOutgoing())
        await withTaskGroup(of: SMTPOutcome.self) { group in
            for number in 0..<200 {
                let envelope = MailEnvelope(
                    reversePath: "bounce+\(number)@parley.test", recipient: "x\(number)@bulk.test")
                group.addTask { await client.send(envelope, mail) }
            }
            for await outcome in group {
                guard case .accepted = outcome else {
                    #expect(Bool(false), "\(outcome)")
                    continue
                }
            }
        }
        await client.close()
    }

    @Test func `An address in another script is delivered over SMTPUTF8`() async throws {
        let outcome = try await Postfix.send(to: "олена@bulk.test", Postfix.endpoint(0, .required))
        guard case .accepted = outcome else { return #expect(Bool(false), "\(outcome)") }
    }
}
