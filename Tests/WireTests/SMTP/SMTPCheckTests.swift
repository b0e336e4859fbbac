import Testing

@testable import Wire

@Suite struct SMTPCheckTests {
    private func fault(_ text: String, eightBit: Bool = false) -> String? {
        SMTPCheck.contentFault(Array(text.utf8), eightBit: eightBit)
    }

    @Test(arguments: [
        "a\r\n", "a", "\r\n", "\r\n\r\n", String(repeating: "x", count: 998) + "\r\n",
        String(repeating: "x", count: 998), String(repeating: "Subject: words\r\n", count: 500),
    ])
    func `lines that end with CRLF pass`(_ text: String) {
        #expect(fault(text) == nil)
    }

    @Test(arguments: [
        ("a\nb\r\n", "Line 1 of the message ends with a bare LF."),
        ("\n", "Line 1 of the message ends with a bare LF."),
        ("a\r\n\nb", "Line 2 of the message ends with a bare LF."),
        ("a\rb\r\n", "Line 1 of the message has a bare CR."),
        ("a\r\r\n", "Line 1 of the message has a bare CR."),
        ("a\r\nb\r", "Line 2 of the message has a bare CR."),
        ("a\0b", "Line 1 of the message has a NUL."),
        ("12345678\0", "Line 1 of the message has a NUL."),
        ("é\r\n", "Line 1 of the message is not ASCII; encode it."),
        (
            String(repeating: "x", count: 999) + "\r\n",
            "Line 1 of the message is longer than 998 octets."
        ),
        (
            "a\r\n" + String(repeating: "x", count: 999),
            "Line 2 of the message is longer than 998 octets."
        ),
        ("", "The message is empty."),
    ])
    func `what no server should be given is named with its line`(
        _ text: String, _ sentence: String
    ) {
        #expect(fault(text) == sentence)
    }

    @Test func `octets of 0x80 and more pass where the address wants them`() {
        #expect(fault("é\r\n", eightBit: true) == nil)
        #expect(fault("é\n", eightBit: true) == "Line 1 of the message ends with a bare LF.")
    }

    @Test func `each place of a word of the machine is looked at`() {
        for place in 0..<20 {
            for byte: UInt8 in [0, 0x0A, 0x0D, 0x80, 0xFF] {
                var bytes = [UInt8](repeating: 0x61, count: 20)
                bytes[place] = byte
                #expect(SMTPCheck.contentFault(bytes, eightBit: false) != nil, "\(place) \(byte)")
            }
        }
    }
}
