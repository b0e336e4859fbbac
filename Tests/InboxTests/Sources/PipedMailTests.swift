import Testing

@testable import Inbox

private let fields = """
    Return-Path: <asha@home.test>
    X-Original-To: amina@school.test
    Delivered-To: amina@school.test

    """
private let rest = "Received: from a by b\nSubject: x\n\nFrom here on\n"

@Suite struct PipedMailTests {
    @Test(arguments: ["", "From asha@home.test  Wed Feb 25 09:12:00 2026\n", "From x\r\n"])
    func `The line of a mailbox file is no part of the mail, the fields tell the envelope`(
        _ line: String
    ) {
        let mail = PipedMail(Array((line + fields + rest).utf8), from: nil, to: [])
        #expect(mail.bytes == Array((fields + rest).utf8))
        #expect(mail.reversePath == "asha@home.test")
        #expect(mail.recipients == ["amina@school.test"])
        #expect(mail.arrival.source == "pipe")
    }

    @Test func `What the command line tells goes before`() {
        let mail = PipedMail(
            Array((fields + rest).utf8), from: "", to: ["reply+1@in.test", "reply+2@in.test"])
        #expect(mail.reversePath == "")
        #expect(mail.recipients == ["reply+1@in.test", "reply+2@in.test"])
    }

    @Test(arguments: [
        ("From asha@home.test Wed\n", "asha@home.test"), ("From MAILER-DAEMON Wed\n", ""),
        ("", ""), ("From \n", ""),
    ])
    func `Without fields the mailbox file's line tells the sender`(_ line: String, _ sender: String)
    {
        let mail = PipedMail(Array((line + rest).utf8), from: nil, to: [])
        #expect(mail.reversePath == sender)
        #expect(mail.recipients.isEmpty)
        #expect(mail.bytes == Array(rest.utf8))
    }

    @Test func `A line alone, a header field From and nothing at all are no trap`() {
        #expect(PipedMail(Array("From asha".utf8), from: nil, to: []).bytes.isEmpty)
        #expect(PipedMail([], from: nil, to: []).bytes.isEmpty)
        let mail = Array("From: a@b.test\n\nx".utf8)
        #expect(PipedMail(mail, from: nil, to: []).bytes == mail)
    }
}
