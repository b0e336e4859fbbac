import Testing

@testable import Wire

@Suite struct SMTPReplyTests {
    private func read(_ lines: [String]) -> SMTPReply? {
        var reader = SMTPReplyReader()
        for line in lines {
            if let reply = reader.take(Array("\(line)\r\n".utf8)) { return reply.reply }
        }
        return nil
    }

    @Test(arguments: [
        (["250 2.0.0 Ok: queued as 4X"], SMTPReply(250, "2.0.0", "Ok: queued as 4X")),
        (["550 5.1.10 null MX"], SMTPReply(550, "5.1.10", "null MX")),
        (["550-5.1.1 no", "550 5.1.1 really"], SMTPReply(550, "5.1.1", "no really")),
        (["550 no such user"], SMTPReply(550, nil, "no such user")),
        (["550 4.1.1 classes differ"], SMTPReply(550, nil, "4.1.1 classes differ")),
        (["421"], SMTPReply(421, nil, "")), (["250 "], SMTPReply(250, nil, "")),
        (["554 5.7.1"], SMTPReply(554, "5.7.1", "")),
        (["554 5.7.1000 odd"], SMTPReply(554, nil, "5.7.1000 odd")),
        (["450 4.2.0 a\u{7}b\tc"], SMTPReply(450, "4.2.0", "a b c")),
        (["550 5.1.1 não existe"], SMTPReply(550, "5.1.1", "não existe")),
    ])
    func `A reply is read with its codes`(_ lines: [String], _ expected: SMTPReply) {
        #expect(read(lines) == expected)
    }

    @Test(arguments: [
        ["hello"], ["25 x"], ["2500 x"].map { "x" + $0 }, ["999 x"], [""], ["250-more"],
    ])
    func `What is no reply, or has not ended, gives none`(_ lines: [String]) {
        #expect(read(lines) == nil)
    }

    @Test func `A reply of a million lines is kept in part`() {
        var reader = SMTPReplyReader()
        for _ in 0..<100_000 { #expect(reader.take(Array("550-5.1.1 words\r\n".utf8)) == nil) }
        let reply = reader.take(Array("550 5.1.1 end\r\n".utf8))?.reply
        #expect(reply?.code == 550)
        #expect((reply?.text.utf8.count ?? .max) <= SMTPReplyReader.keptBytes)
    }

    @Test func `A reply in a log shows codes and no words`() {
        let reply = SMTPReply(550, "5.1.1", "ana@home.test is unknown")
        #expect("\(reply)" == "550 5.1.1")
        #expect(reply.line == "550 5.1.1 ana@home.test is unknown")
    }
}

@Suite struct SMTPTranscriptTests {
    @Test func `The answers to AUTH never pass for commands`() {
        var transcript = SMTPTranscript()
        _ = transcript.received(Array("220 x\r\n".utf8))
        transcript.sent(Array("EHLO a\r\n".utf8))
        _ = transcript.received(Array("250-x\r\n".utf8))
        _ = transcript.received(Array("250 AUTH LOGIN\r\n".utf8))
        transcript.sent(Array("AUTH LOGIN\r\n".utf8))
        _ = transcript.received(Array("334 VXNlcm5hbWU6\r\n".utf8))
        for answer in ["MAIL", "RCPT", "DATA"] {
            transcript.sent(Array("\(answer)\r\n".utf8))
            #expect(transcript.stage == .auth)
        }
        _ = transcript.received(Array("235 2.7.0 ok\r\n".utf8))
        transcript.sent(Array("MAIL FROM:<>\r\n".utf8))
        #expect(transcript.stage == .mail)
        #expect(transcript.offersPassword)
    }

    @Test func `A reply to QUIT does not hide the refusal before it`() {
        var transcript = SMTPTranscript()
        for (command, reply) in [("MAIL FROM:<>", "250 ok"), ("RCPT TO:<a@b>", "550 5.1.1 no")] {
            transcript.sent(Array("\(command)\r\n".utf8))
            _ = transcript.received(Array("\(reply)\r\n".utf8))
        }
        transcript.sent(Array("QUIT\r\n".utf8))
        _ = transcript.received(Array("221 bye\r\n".utf8))
        #expect(transcript.last?.reply.code == 550)
        #expect(transcript.last?.stage == .recipient)
    }
}
