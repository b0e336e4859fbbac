import Testing
import Wire

@Suite struct AddressTests {
    @Test(arguments: [
        ("jane@example.org", "jane@example.org"), ("  Jane@Example.ORG ", "Jane@example.org"),
        ("Jane <jane@example.org>", "jane@example.org"), ("mailto:j@example.org", "j@example.org"),
        ("o'brien+x@sub.example.org", "o'brien+x@sub.example.org"),
        ("josé@example.org", "josé@example.org"), ("a@müller.example", "a@müller.example"),
        ("a@example.org.", "a@example.org"), ("\"a.b\"@example.org", "\"a.b\"@example.org"),
    ])
    func `a good address is read`(_ text: String, _ address: String) throws {
        #expect(try readAddress(text) == address)
    }

    @Test(arguments: [
        "", "jane", "@example.org", "jane@", "a b@example.org", "a@b@example.org", "a@example",
        "a..b@example.org", ".a@example.org", "a@-x.example", "a@x..example", "a@[192.0.2.1]",
        "a@example.org>\r\nRCPT TO:<b@example.org", "a@example.org\nBcc: b@example.org",
        "a\0@example.org", "a<b@example.org", "a@example.org, b@example.org", "a@192.0.2.1",
        "\"a b\"@example.org", "a@exa mple.org", "a@example.org;b", "\u{202E}a@example.org",
        "a\u{200B}b@example.org", "a@x_y!.example", "a@exam\u{FFFD}ple.org", "a@example.org b",
    ])
    func `a bad address is refused with a sentence`(_ text: String) {
        let error = #expect(throws: AddressError.self) { try readAddress(text) }
        #expect(error?.reason.hasSuffix(".") == true)
        #expect(error?.reason.contains("example.org>") == false)
    }

    @Test func `the lengths of SMTP are the limits`() throws {
        let local = String(repeating: "a", count: 64)
        #expect(try readAddress(local + "@example.org") == local + "@example.org")
        #expect(throws: AddressError.self) { try readAddress("a" + local + "@example.org") }
        let label = String(repeating: "b", count: 60)
        let domain = [label, label, label, "bb"].joined(separator: ".")
        #expect(throws: AddressError.self) { try readAddress(local + "@" + domain + ".example") }
        #expect(throws: AddressError.self) { try readAddress("a@" + label + "bbbb.example") }
    }

    @Test func `letters beyond ASCII before the @ need SMTPUTF8`() {
        #expect(addressNeedsSMTPUTF8("josé@example.org"))
        #expect(!addressNeedsSMTPUTF8("jose@müller.example"))
    }

    @Test(
        arguments: [
            (
                "Jane Doe <jane@example.org>, b@example.org",
                ["Jane Doe|jane@example.org", "|b@example.org"]
            ),
            ("\"Doe, Jane\" <j@x.example>", ["Doe, Jane|j@x.example"]),
            ("Doe, Jane <j@x.example>", ["Doe, Jane|j@x.example"]),
            (
                "=?utf-8?B?TWFyw61h?= =?utf-8?B?IEzDs3Bleg==?= <m@x.example>",
                ["María López|m@x.example"]
            ),
            (
                "Parents: a@x.example, B <b@x.example>;, c@x.example",
                ["|a@x.example", "B|b@x.example", "|c@x.example"]
            ),
            ("undisclosed-recipients:;", []),
            ("j@x.example (Jane)", ["Jane|j@x.example"]),
            ("<@relay.example:j@x.example>", ["|j@x.example"]),
            ("jane @ x . example", ["|jane@x.example"]),
            ("nobody", []), ("", []), (",,;", []), ("<>", []), ("((((", []),
            ("\"unclosed <a@x.example>", ["unclosed|a@x.example"]),
        ] as [(String, [String])])
    func `a list of mailboxes is read as it is meant`(_ field: String, _ expected: [String]) {
        let found = readMailboxes(Array(field.utf8)).map { "\($0.name ?? "")|\($0.address)" }
        #expect(found == expected)
    }

    @Test func `a mailbox shows no address in a log`() {
        #expect("\(Mailbox(name: "Jane", address: "jane@example.org"))" == "j•••@example.org")
    }
}
