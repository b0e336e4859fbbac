import Testing

@testable import Wire

/// STARTTLS of the receiving session. Source: RFC 3207.
@Suite struct SMTPSessionTLSTests {
    private func driver(_ mode: SMTPSession.Mode = .smtp, offers: Bool = true) -> SessionDriver {
        var options = SMTPSession.Options(mode: mode, hostName: "mx.test")
        options.offersTLS = offers
        return SessionDriver(options)
    }

    @Test(arguments: [SMTPSession.Mode.smtp, .lmtp])
    func `It is offered until it has begun, and then there is a new session`(
        _ mode: SMTPSession.Mode
    ) {
        let hello = mode == .smtp ? "EHLO" : "LHLO"
        var driver = driver(mode)
        driver.send("\(hello) a\r\n")
        #expect(driver.written.contains("250-STARTTLS\r\n"))
        driver.send("STARTTLS\r\n")
        #expect(driver.session.isSecure)
        let before = driver.written.count
        driver.send("MAIL FROM:<a@b.test>\r\n\(hello) a\r\nSTARTTLS\r\n")
        driver.send("MAIL FROM:<a@b.test>\r\nRCPT TO:<r@b.test>\r\nDATA\r\nx\r\n.\r\n")
        #expect(!driver.written.dropFirst(before).contains("STARTTLS"))
        #expect(
            driver.codes == [
                "250", "220 2.0.0", "503 5.5.1", "250", "503 5.5.1", "250 2.1.0", "250 2.1.5",
                "354", "250 2.0.0",
            ])
        #expect(driver.mails.count == 1)
    }

    @Test func `What came along with STARTTLS in the open is dropped`() {
        var driver = driver()
        driver.send(
            "EHLO a\r\nSTARTTLS\r\nEHLO evil\r\nMAIL FROM:<evil@x.test>\r\nRCPT TO:<r@b.test>\r\n")
        #expect(driver.codes == ["250", "220 2.0.0"])
        driver.send("RCPT TO:<r@b.test>\r\n")
        #expect(driver.codes.last == "503 5.5.1")
        driver.send("EHLO a\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<r@b.test>\r\nDATA\r\nx\r\n.\r\n")
        #expect(driver.mails.map(\.reversePath) == ["a@b.test"])
    }

    @Test func `What comes while TLS begins is dropped as well`() {
        var options = SMTPSession.Options(hostName: "mx.test")
        options.offersTLS = true
        var session = SMTPSession(options, peer: "192.0.2.1")
        _ = session.receive("EHLO a\r\n".utf8)
        #expect(session.receive("STARTTLS\r\n".utf8).last == .beginTLS)
        #expect(!session.wantsBytes)
        #expect(session.receive("EHLO evil\r\n".utf8).isEmpty)
        #expect(session.tlsBegan().isEmpty)
        #expect(session.wantsBytes)
        #expect(session.heldBytes == 0)
        #expect(session.tlsBegan().isEmpty)
    }

    @Test(arguments: [
        (["STARTTLS"], "503 5.5.1"), (["EHLO a", "STARTTLS now"], "501 5.5.4"),
        (["EHLO a", "MAIL FROM:<a@b.test>", "STARTTLS"], "503 5.5.1"),
        (["EHLO a", "MAIL FROM:<a@b.test>", "RSET", "starttls"], "220 2.0.0"),
    ])
    func `Out of its place it is refused`(_ lines: [String], _ code: String) {
        var driver = driver()
        driver.send(lines.map { $0 + "\r\n" }.joined())
        #expect(driver.codes.last == code)
    }

    @Test func `Where there is no certificate it is not offered`() {
        var driver = driver(offers: false)
        driver.send("EHLO a\r\nSTARTTLS\r\n")
        #expect(!driver.written.contains("STARTTLS"))
        #expect(driver.codes.last == "502 5.5.1")
    }
}
