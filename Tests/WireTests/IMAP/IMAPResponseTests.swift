import Testing

@testable import Wire

private func response(_ words: String, _ literal: String? = nil, _ rest: String = "")
    -> IMAPResponse
{
    var pieces = [IMAPReader.Piece.text(Array(words.utf8))]
    if let literal { pieces += [.literal(Array(literal.utf8)), .text(Array(rest.utf8))] }
    return IMAPResponse(pieces)
}

@Suite struct IMAPResponseTests {
    @Test(
        arguments: [
            ("p1 OK [READ-WRITE] Select completed", .ok, "READ-WRITE", ""),
            ("p1 no [trycreate] no such [folder]", .no, "TRYCREATE", ""),
            ("p1 NO there is no [bracket] first", .no, nil, nil),
            ("p1 BAD", .bad, nil, nil),
            ("p1 OK [UIDVALIDITY 3857529045] fine", .ok, "UIDVALIDITY", "3857529045"),
            ("p1 OK [BROKEN", .ok, nil, nil),
        ] as [(String, IMAPResponse.Status, String?, String?)])
    func `The end of a command has its status and code`(
        _ line: String, _ status: IMAPResponse.Status, _ name: String?, _ value: String?
    ) {
        guard case .done("p1", let found, let code) = response(line) else {
            return #expect(Bool(false), "\(line)")
        }
        #expect(found == status)
        #expect(code?.name == name)
        #expect(code?.value == value)
    }

    @Test func `Untagged responses are known by their word`() {
        #expect(response("* SEARCH") == .search([]))
        #expect(response("* search 4 17 x 4294967296 9") == .search([4, 17, 9]))
        #expect(response("* CAPABILITY imap4rev1 MOVE") == .capability(["IMAP4REV1", "MOVE"]))
        #expect(response("* BYE [UNAVAILABLE] later") != .other)
        #expect(response("+ idling") == .goOn)
        #expect(response("* 18 EXISTS") == .other)
        #expect(response("") == .other)
        #expect(response("nonsense") == .other)
    }

    @Test func `A mail is read out of FETCH in any order and among what was not asked for`() {
        let answers = [
            response("* 12 FETCH (UID 7 BODY[] ", "a: b", ")"),
            response("* 12 FETCH (FLAGS (\\Seen $x) X (1 (2 3)) BODY[] ", "a: b", " UID 7)"),
            response("* 12 FETCH (body[] \"a: b\" uid 7)"),
        ]
        for answer in answers {
            guard case .fetch(let mail) = answer else { return #expect(Bool(false)) }
            #expect(mail.uid == 7)
            #expect(mail.body == Array("a: b".utf8))
        }
        #expect(
            response("* 1 FETCH (ENVELOPE (\"UID 8 \\\" (\" NIL) UID 9 RFC822.SIZE 44)")
                == response("* 1 FETCH (UID 9 RFC822.SIZE 44)"))
        guard case .fetch(let none) = response("* 1 FETCH (UID 9 BODY[] NIL)") else {
            return #expect(Bool(false))
        }
        #expect(none.body == nil)
        guard case .fetch(let broken) = response("* 1 FETCH (UID") else {
            return #expect(Bool(false))
        }
        #expect(broken.uid == nil)
    }

    @Test(
        arguments: [
            ([], ""), ([5], "5"), ([1, 2, 3, 7, 9, 8], "1:3,7:9"), ([4, 4, 1], "1,4"),
            ([UInt32.max, UInt32.max - 1], "4294967294:4294967295"),
        ] as [([UInt32], String)])
    func `Numbers are named in runs`(_ uids: [UInt32], _ expected: String) {
        #expect(IMAPCommand.set(uids) == expected)
    }

    // RFC 3501 §5.1.3 has the second and third itself.
    @Test(arguments: [
        ("INBOX", "\"INBOX\""), ("~peter/mail/台北/日本語", "\"~peter/mail/&U,BTFw-/&ZeVnLIqe-\""),
        ("Hi Mom ☺!", "\"Hi Mom &Jjo-!\""), ("a & b", "\"a &- b\""), ("a\"\\b", "\"a\\\"\\\\b\""),
        ("Erledigt ü", "\"Erledigt &APw-\""), ("👍", "\"&2D3cTQ-\""),
    ])
    func `A folder's name goes out in modified UTF-7, quoted`(_ name: String, _ expected: String) {
        #expect(IMAPFolderName(name)?.quoted == expected)
    }

    @Test(arguments: ["", "a\r\nNOOP", "a\0b", String(repeating: "x", count: 501)])
    func `What no folder can be called is refused`(_ name: String) {
        #expect(IMAPFolderName(name) == nil)
    }
}
