import Engines
import Foundation
import Testing

@testable import Wire

/// Runs a session against a fixed world: answers its questions, collects what it writes.
struct SessionDriver {
    var session: SMTPSession
    var verdicts: [String: RecipientVerdict] = [:]
    var sender: SMTPReply?
    var keepReplies: [SMTPReply] = [SMTPReply(250, "2.0.0", "Kept")]
    private(set) var written = ""
    private(set) var mails: [ReceivedMail] = []
    private(set) var isClosed = false

    init(_ options: SMTPSession.Options) {
        session = SMTPSession(options, peer: "192.0.2.1")
        perform(session.greet())
    }

    mutating func send(_ bytes: some Sequence<UInt8>) { perform(session.receive(bytes)) }
    mutating func send(_ text: String) { send(Array(text.utf8)) }
    mutating func end(_ reply: SMTPReply, afterMail: Bool) {
        perform(session.end(reply, afterMail: afterMail))
    }

    private mutating func perform(_ actions: [SMTPSession.Action]) {
        for action in actions {
            switch action {
            case .write(let bytes): written += String(decoding: bytes, as: UTF8.self)
            case .askSender: perform(session.senderAnswered(sender))
            case .askRecipient(let address):
                perform(session.recipientAnswered(verdicts[address] ?? .accept))
            case .keep(let mail):
                mails.append(mail)
                perform(session.kept(keepReplies))
            case .beginTLS: perform(session.tlsBegan())
            case .close: isClosed = true
            }
        }
    }

    /// The codes of the replies, last lines only, without the greeting.
    var codes: [String] {
        written.components(separatedBy: "\r\n").filter {
            $0.count > 3 && $0.dropFirst(3).first == " "
        }
        .dropFirst().map { line in
            let words = line.split(separator: " ")
            let enhanced = words.count > 1 && words[1].split(separator: ".").count == 3
            return enhanced && words[1].first?.isNumber == true
                ? "\(words[0]) \(words[1])" : String(words[0])
        }
    }
}

struct Dialogue: Sendable, CustomTestStringConvertible {
    let what: String
    var mode = SMTPSession.Mode.smtp
    let lines: [String]
    let codes: [String]
    var verdicts: [String: RecipientVerdict] = [:]
    var sender: SMTPReply?
    var keepReplies = [SMTPReply(250, "2.0.0", "Kept")]
    var mails: [(recipients: [String], text: String)] = []
    var closes = false
    var testDescription: String { what }

    var bytes: [UInt8] { Array(lines.map { $0 + "\r\n" }.joined().utf8) }

    func driver() -> SessionDriver {
        var options = SMTPSession.Options(mode: mode, hostName: "mx.test")
        options.maxMessageBytes = 1000
        options.maxRecipients = 3
        options.maxErrors = 6
        options.maxMails = 3
        options.maxCommandBytes = 200
        var driver = SessionDriver(options)
        driver.verdicts = verdicts
        driver.sender = sender
        driver.keepReplies = keepReplies
        return driver
    }
}

let dialogues: [Dialogue] = [
    Dialogue(
        what: "one mail",
        lines: [
            "EHLO a", "MAIL FROM:<s@x.test>", "RCPT TO:<r@y.test>", "DATA", "A: b", "", "c", ".",
            "QUIT",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0", "221 2.0.0"],
        mails: [(["r@y.test"], "A: b\r\n\r\nc\r\n")], closes: true),
    Dialogue(
        what: "two mails, in small letters, with spaces and parameters",
        lines: [
            "helo a", "mail from: <> SIZE=1000 BODY=8BITMIME", "rcpt to: <r@y.test>", "data", ".",
            "mail from:<s@x.test> body=7bit", "rcpt to:<r@y.test>", "rcpt to:<q@y.test>", "data",
            "x", ".",
        ],
        codes: [
            "250", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0", "250 2.1.0", "250 2.1.5",
            "250 2.1.5", "354", "250 2.0.0",
        ],
        mails: [(["r@y.test"], ""), (["r@y.test", "q@y.test"], "x\r\n")]),
    Dialogue(
        what: "dots are unstuffed",
        lines: [
            "EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA", "..", "...a", ".b", "c.",
            "..\r", ".\r\r", ".",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0"],
        mails: [(["r@y.test"], ".\r\n..a\r\nb\r\nc.\r\n.\r\r\n\r\r\r\n")]),
    Dialogue(
        what: "only CR LF dot CR LF ends a message",
        lines: [
            "EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA",
            "a\n.\nMAIL FROM:<evil@x.test>\n.\r\nb", "c\r.\rd\n.\r", "e\r\n.\nf\r.\r\ng\n", ".",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0"],
        mails: [
            (
                ["r@y.test"],
                "a\n.\nMAIL FROM:<evil@x.test>\n.\r\nb\r\nc\r.\rd\n.\r\r\ne\r\n\nf\r.\r\ng\n\r\n"
            )
        ]),
    Dialogue(
        what: "commands out of order",
        lines: [
            "MAIL FROM:<a@x.test>", "EHLO a", "RCPT TO:<a@y.test>", "DATA", "MAIL FROM:<a@x.test>",
            "MAIL FROM:<a@x.test>", "DATA",
        ],
        codes: [
            "503 5.5.1", "250", "503 5.5.1", "503 5.5.1", "250 2.1.0", "503 5.5.1", "503 5.5.1",
        ]),
    Dialogue(
        what: "no relaying, no unknown mailbox, no trouble for the others",
        lines: [
            "EHLO a", "MAIL FROM:<a@x.test>", "RCPT TO:<a@else.test>", "RCPT TO:<no@y.test>",
            "RCPT TO:<later@y.test>", "RCPT TO:<r@y.test>", "DATA", "x", ".",
        ],
        codes: [
            "250", "250 2.1.0", "550 5.7.1", "550 5.1.1", "451 4.3.0", "250 2.1.5", "354",
            "250 2.0.0",
        ],
        verdicts: [
            "a@else.test": .noRelaying, "no@y.test": .noSuchMailbox, "later@y.test": .tryLater,
        ],
        mails: [(["r@y.test"], "x\r\n")]),
    Dialogue(
        what: "DATA after every recipient was refused",
        lines: ["EHLO a", "MAIL FROM:<a@x.test>", "RCPT TO:<no@y.test>", "DATA", "NOOP"],
        codes: ["250", "250 2.1.0", "550 5.1.1", "554 5.5.1", "250 2.0.0"],
        verdicts: ["no@y.test": .noSuchMailbox]),
    Dialogue(
        what: "LMTP answers for each recipient, repeats included",
        mode: .lmtp,
        lines: [
            "LHLO a", "MAIL FROM:<a@x.test>", "RCPT TO:<a@y.test>", "RCPT TO:<a@y.test>",
            "RCPT TO:<b@y.test>", "DATA", "x", ".", "QUIT",
        ],
        codes: [
            "250", "250 2.1.0", "250 2.1.5", "250 2.1.5", "250 2.1.5", "354", "250 2.0.0",
            "550 5.2.1", "451 4.3.0", "221 2.0.0",
        ],
        keepReplies: [SMTPReply(250, "2.0.0", "Kept"), SMTPReply(550, "5.2.1", "No")],
        mails: [(["a@y.test", "a@y.test", "b@y.test"], "x\r\n")], closes: true),
    Dialogue(
        what: "LMTP knows neither HELO nor EHLO, and SMTP no LHLO", mode: .lmtp,
        lines: ["HELO a", "EHLO a", "LHLO a", "MAIL FROM:<a@x.test>", "DATA"],
        codes: ["500 5.5.1", "500 5.5.1", "250", "250 2.1.0", "503 5.5.1"]),
    Dialogue(what: "SMTP knows no LHLO", lines: ["LHLO a"], codes: ["500 5.5.1"]),
    Dialogue(
        what: "a size that is announced too big",
        lines: [
            "EHLO a", "MAIL FROM:<a@x.test> SIZE=1001",
            "MAIL FROM:<a@x.test> SIZE=99999999999999999999", "MAIL FROM:<a@x.test> SIZE=x",
            "MAIL FROM:<a@x.test> SIZE=1000",
        ],
        codes: ["250", "552 5.3.4", "552 5.3.4", "501 5.5.4", "250 2.1.0"]),
    Dialogue(
        what: "a message that is too big is read to its end and refused",
        lines: [
            "EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA",
            String(repeating: "x", count: 999), "y", ".", "MAIL FROM:<>",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "552 5.3.4", "250 2.1.0"]),
    Dialogue(
        what: "LMTP refuses a message that is too big once for each recipient", mode: .lmtp,
        lines: [
            "LHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "RCPT TO:<q@y.test>", "DATA",
            String(repeating: "x", count: 1001), ".",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "250 2.1.5", "354", "552 5.3.4", "552 5.3.4"]),
    Dialogue(
        what: "a message without end is cut off",
        lines: [
            "EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA",
            String(repeating: "x", count: 1_060_000),
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "552 5.3.4"], closes: true),
    Dialogue(
        what: "too many recipients",
        lines: ["EHLO a", "MAIL FROM:<>"] + (1...4).map { "RCPT TO:<r\($0)@y.test>" },
        codes: ["250", "250 2.1.0", "250 2.1.5", "250 2.1.5", "250 2.1.5", "452 4.5.3"]),
    Dialogue(
        what: "too many errors", lines: Array(repeating: "WHAT", count: 7),
        codes: Array(repeating: "500 5.5.1", count: 6) + ["421 4.7.0"], closes: true),
    Dialogue(
        what: "guessing addresses ends",
        lines: ["EHLO a", "MAIL FROM:<>"] + Array(repeating: "RCPT TO:<no@y.test>", count: 9),
        codes: ["250", "250 2.1.0"] + Array(repeating: "550 5.1.1", count: 6) + ["421 4.7.0"],
        verdicts: ["no@y.test": .noSuchMailbox], closes: true),
    Dialogue(
        what: "too many mails",
        lines: ["EHLO a"]
            + Array(repeating: ["MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA", "."], count: 3)
            .flatMap { $0 } + ["MAIL FROM:<>"],
        codes: ["250"]
            + Array(repeating: ["250 2.1.0", "250 2.1.5", "354", "250 2.0.0"], count: 3).flatMap {
                $0
            } + ["421 4.7.0"],
        mails: Array(repeating: (["r@y.test"], ""), count: 3), closes: true),
    Dialogue(
        what: "lines that are too long, and bare line ends",
        lines: [String(repeating: "x", count: 250), "NOOP\nNOOP", "NO\rOP", "NO\0OP", "NOOP"],
        codes: ["500 5.5.2", "500 5.5.2", "250 2.0.0", "500 5.5.2", "500 5.5.2", "250 2.0.0"]),
    Dialogue(
        what: "what is not offered",
        lines: [
            "EHLO a", "AUTH PLAIN AGEAYg==", "STARTTLS", "EXPN list", "BDAT 5 LAST", "VRFY ana",
            "VRFY", "HELP",
        ],
        codes: [
            "250", "502 5.5.1", "502 5.5.1", "502 5.5.1", "502 5.5.1", "252 2.5.0", "252 2.5.0",
            "214 2.0.0",
        ]),
    Dialogue(
        what: "RSET and EHLO forget the transaction",
        lines: [
            "EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "RSET", "DATA", "MAIL FROM:<>",
            "EHLO a", "RCPT TO:<r@y.test>",
        ],
        codes: [
            "250", "250 2.1.0", "250 2.1.5", "250 2.0.0", "503 5.5.1", "250 2.1.0", "250",
            "503 5.5.1",
        ]),
    Dialogue(
        what: "a browser", lines: ["POST / HTTP/1.1", "Host: x", "MAIL FROM:<>"],
        codes: ["421 4.7.0"], closes: true),
    Dialogue(
        what: "bad paths",
        lines: [
            "EHLO a", "MAIL FROM:a@x.test", "MAIL FROM:<a@x.test", "MAIL FROM:<a>",
            "MAIL FROM:<a b@x.test>", "MAIL",
        ],
        codes: ["250", "501 5.5.4", "501 5.5.4", "501 5.1.3", "501 5.1.3", "501 5.5.4"]),
    Dialogue(
        what: "odd but good paths",
        lines: [
            "EHLO a", "MAIL FROM:<\"a b\"@x.test>", "RCPT TO:<@relay.test,@b.test:r@y.test>",
            "RCPT TO:<PostMaster>", "RCPT TO:<u@[192.0.2.1]>", "DATA", ".",
        ],
        codes: ["250", "250 2.1.0", "250 2.1.5", "250 2.1.5", "250 2.1.5", "354", "250 2.0.0"],
        mails: [(["r@y.test", "PostMaster", "u@[192.0.2.1]"], "")]),
    Dialogue(
        what: "unknown parameters",
        lines: [
            "EHLO a", "MAIL FROM:<> AUTH=<>", "MAIL FROM:<> BODY=BINARYMIME", "MAIL FROM:<>",
            "RCPT TO:<r@y.test> NOTIFY=NEVER",
        ],
        codes: ["250", "555 5.5.4", "555 5.5.4", "250 2.1.0", "555 5.5.4"]),
    Dialogue(
        what: "addresses in other scripts want SMTPUTF8",
        lines: [
            "EHLO a", "MAIL FROM:<аня@x.test>", "MAIL FROM:<аня@x.test> SMTPUTF8",
            "RCPT TO:<олена@y.test>", "RSET", "MAIL FROM:<>", "RCPT TO:<олена@y.test>",
        ],
        codes: [
            "250", "553 5.6.7", "250 2.1.0", "250 2.1.5", "250 2.0.0", "250 2.1.0", "553 5.6.7",
        ]),
    Dialogue(
        what: "a sender that comes too often",
        lines: ["EHLO a", "MAIL FROM:<a@x.test>", "RCPT TO:<r@y.test>"],
        codes: ["250", "450 4.7.1", "503 5.5.1"], sender: SMTPReply(450, "4.7.1", "Slow down")),
    Dialogue(
        what: "a mail that could not be kept",
        lines: ["EHLO a", "MAIL FROM:<>", "RCPT TO:<r@y.test>", "DATA", "x", ".", "NOOP"],
        codes: ["250", "250 2.1.0", "250 2.1.5", "354", "451 4.3.0", "250 2.0.0"],
        keepReplies: [], mails: [(["r@y.test"], "x\r\n")]),
    Dialogue(
        what: "what follows QUIT is not read", lines: ["QUIT", "NOOP"], codes: ["221 2.0.0"],
        closes: true),
]

@Suite struct SMTPSessionTests {
    @Test("The dialogue goes as the standards say", arguments: dialogues)
    func dialogue(_ item: Dialogue) {
        var driver = item.driver()
        driver.send(item.bytes)
        #expect(driver.codes == item.codes)
        #expect(driver.mails.map(\.recipients) == item.mails.map(\.recipients))
        #expect(
            driver.mails.map { String(decoding: $0.bytes, as: UTF8.self) } == item.mails.map(\.text)
        )
        #expect(driver.isClosed == item.closes)
        #expect(driver.session.heldBytes == 0)
    }

    @Test("However the bytes are cut, the dialogue is the same", arguments: dialogues)
    func cuts(_ item: Dialogue) {
        var whole = item.driver()
        whole.send(item.bytes)
        for size in [1, 2, 3, 7, 64, 4096] where item.bytes.count / size < 5000 {
            var pieces = item.driver()
            for start in stride(from: 0, to: item.bytes.count, by: size) {
                pieces.send(item.bytes[start..<min(start + size, item.bytes.count)])
            }
            #expect(pieces.written == whole.written)
            #expect(pieces.mails == whole.mails)
            #expect(pieces.isClosed == whole.isClosed)
        }
    }

    @Test func `EHLO offers what is there, and the limit`() {
        var driver = SessionDriver(SMTPSession.Options(hostName: "mx.test"))
        driver.send("EHLO a\r\n")
        #expect(
            driver.written.components(separatedBy: "\r\n") == [
                "220 mx.test ESMTP Parley", "250-mx.test", "250-PIPELINING", "250-SIZE 26214400",
                "250-8BITMIME", "250-SMTPUTF8", "250 ENHANCEDSTATUSCODES", "",
            ])
    }

    @Test func `A mail carries its envelope`() {
        var driver = SessionDriver(SMTPSession.Options(mode: .lmtp, hostName: "mx.test"))
        driver.send(
            "LHLO a\r\nMAIL FROM:<s@x.test> SMTPUTF8\r\nRCPT TO:<r@y.test>\r\nDATA\r\nx\r\n.\r\n")
        #expect(
            driver.mails == [
                ReceivedMail(
                    reversePath: "s@x.test", recipients: ["r@y.test"], bytes: Array("x\r\n".utf8),
                    peer: "192.0.2.1", mode: .lmtp, smtpUTF8: true)
            ])
    }

    @Test func `While a question is open, nothing more is read or answered`() {
        var session = SMTPSession(SMTPSession.Options(hostName: "mx.test"), peer: "x")
        let asked = session.receive(
            Array("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<r@y.test>\r\nNOOP\r\n".utf8))
        #expect(asked.last == .askSender(""))
        #expect(!session.wantsBytes)
        #expect(session.senderAnswered(nil).last == .askRecipient("r@y.test"))
        #expect(session.senderAnswered(nil).isEmpty)
        let rest = session.recipientAnswered(.accept)
        #expect(rest.count == 2)
        #expect(session.wantsBytes)
    }

    @Test func `Shutting down lets a mail in progress finish and ends the others at once`() {
        let last = SMTPReply(421, "4.3.2", "Bye")
        var idle = SessionDriver(SMTPSession.Options(hostName: "mx.test"))
        idle.send("EHLO a\r\nMAIL FROM:<>\r\n")
        idle.end(last, afterMail: true)
        #expect(idle.isClosed)
        var busy = SessionDriver(SMTPSession.Options(hostName: "mx.test"))
        busy.send("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<r@y.test>\r\nDATA\r\nx\r\n")
        busy.end(last, afterMail: true)
        #expect(!busy.isClosed)
        busy.send(".\r\nMAIL FROM:<>\r\n")
        #expect(busy.codes.suffix(2) == ["250 2.0.0", "421 4.3.2"])
        #expect(busy.isClosed)
        #expect(busy.mails.count == 1)
    }

    @Test func `A message that is refused on its way holds no memory`() {
        var driver = SessionDriver(SMTPSession.Options(hostName: "mx.test"))
        driver.send("EHLO a\r\nMAIL FROM:<>\r\nRCPT TO:<r@y.test>\r\nDATA\r\n")
        driver.send([UInt8](repeating: 0x61, count: 1_000_000))
        #expect(driver.session.heldBytes >= 1_000_000)
        driver.session.refuseContent(SMTPReply(452, "4.3.1", "No room"))
        driver.send([UInt8](repeating: 0x61, count: 1_000_000))
        #expect(driver.session.heldBytes == 0)
        driver.send("\r\n.\r\n")
        #expect(driver.codes.last == "452 4.3.1")
        #expect(driver.mails.isEmpty)
    }

    @Test func `A line without end holds no memory`() {
        var driver = SessionDriver(SMTPSession.Options(hostName: "mx.test"))
        for _ in 0..<10 { driver.send([UInt8](repeating: 0x61, count: 100_000)) }
        #expect(driver.session.heldBytes <= 2048)
        driver.send("\r\nNOOP\r\n")
        #expect(driver.codes == ["500 5.5.2", "250 2.0.0"])
    }

    @Test("Noise ends in replies, the same for every cut", arguments: 0..<60)
    func noise(_ seed: Int) {
        var random = SeededGenerator(state: UInt64(seed))
        let words = [
            "EHLO a", "LHLO a", "MAIL FROM:<", "RCPT TO:<", "a@x.test", ">", "DATA", ".", "\r\n",
            "\r\n",
            "\r\n", "\n", "\r", "\0", "RSET", "QUIT", " ", "..", "\u{FF}", "SIZE=", "\"", "\\", "@",
            ":",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<400 {
            if Int.random(in: 0..<12, using: &random) == 0 {
                bytes.append(.random(in: 0...255, using: &random))
            } else {
                bytes += Array((words.randomElement(using: &random) ?? "").utf8)
            }
        }
        let item = Dialogue(
            what: "noise", mode: seed.isMultiple(of: 2) ? .smtp : .lmtp, lines: [], codes: [])
        var whole = item.driver()
        whole.send(bytes)
        var pieces = item.driver()
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = min(rest.count, .random(in: 1...9, using: &random))
            pieces.send(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        #expect(pieces.written == whole.written)
        #expect(pieces.mails == whole.mails)
        #expect(whole.written.hasPrefix("220 "))
    }

    @Test("What the client stuffs, the session unstuffs", arguments: 0..<40)
    func roundTrip(_ seed: Int) {
        var random = SeededGenerator(state: UInt64(seed) + 1000)
        let parts = [".", "..", "\r\n", "\r\n", "\r\n.", "a", "\r", "\n", "\n.", ".\r", "\r\n.\n"]
        var text = ""
        for _ in 0..<200 { text += parts.randomElement(using: &random) ?? "" }
        text += "\r\n"
        var content = Array(text.utf8)
        // By RFC 5321 §4.5.2: a dot at the start of a line is doubled; lines end with CR LF.
        var stuffed: [UInt8] = []
        for (place, byte) in content.enumerated() {
            let atStart =
                place == 0 || place > 1 && content[place - 2] == 0x0D && content[place - 1] == 0x0A
            if atStart, byte == UInt8(ascii: ".") { stuffed.append(byte) }
            stuffed.append(byte)
        }
        var reader = SMTPContent(limit: 100_000)
        let ending = stuffed + Array(".\r\nQUIT\r\n".utf8)
        #expect(reader.take(ending[...]) == stuffed.count + 3)
        #expect(reader.hasEnded)
        #expect(reader.bytes == content)
        content = []
    }
}
