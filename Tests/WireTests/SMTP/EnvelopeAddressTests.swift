import Testing

@testable import Wire

@Suite struct EnvelopeAddressTests {
    @Test(arguments: [
        ("ana@home.test", "ana@home.test"), ("a.b+c@x.test", "a.b+c@x.test"),
        ("\"a b\"@x.test", "\"a b\"@x.test"), ("\"a\\\"b\"@x.test", "\"a\\\"b\"@x.test"),
        ("\"a@b\"@x.test", "\"a@b\"@x.test"), ("a@[192.0.2.1]", "a@[192.0.2.1]"),
        ("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]"), ("a@localhost", "a@localhost"),
        ("a@bücher.test", "a@xn--bcher-kva.test"), ("a@почта.test", "a@xn--80a1acny.test"),
        ("олена@x.test", "олена@x.test"), ("o'neil@x.test", "o'neil@x.test"),
    ])
    func `An address that a command can carry is taken`(_ text: String, _ expected: String) throws {
        let address = try EnvelopeAddress(text)
        #expect(address.text == expected)
        #expect(address.needsSMTPUTF8 == text.hasPrefix("олена"))
    }

    @Test(arguments: [
        "", "a", "@", "a@", "@b", "a b@x.test", "a@x .test", "a@x.test\r\nRCPT TO:<b@y.test>",
        "a\r\n@x.test", "\"a\r\n\"@x.test", "a>@x.test", "<a@x.test>", "\"a>\"@x.test", "a@x..test",
        "a@.test", "a@-x.test", ".a@x.test", "a.@x.test", "a..b@x.test", "a(c)@x.test",
        "a,b@x.test",
        "\"a@x.test", "\"a\"b\"@x.test", "\"a\\\"@x.test", "a@[", "a@[]", "a@[x", "a@[1.2.3.4]\r\n",
        "a\u{0}@x.test", "a\u{2028}@x.test", "a@x\u{7F}.test", "a@x/y.test", "a@x?y", "a@ü@x.test",
        "a@ü/x.test", "a\u{3000}b@x.test",
        String(repeating: "a", count: 65) + "@x.test",
        "a@" + String(repeating: "b", count: 64) + ".test",
        "a@" + String(repeating: "b.", count: 130) + "test",
    ])
    func `Everything else is refused with a sentence that does not quote it`(_ text: String) {
        do throws(EnvelopeAddress.Fault) {
            _ = try EnvelopeAddress(text)
            Issue.record("taken")
        } catch {
            #expect(!error.sentence.contains("x.test"))
            #expect(!error.sentence.isEmpty)
        }
    }
}
