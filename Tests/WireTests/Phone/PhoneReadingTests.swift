import Testing
import Wire

@Suite struct PhoneReadingTests {
    @Test(arguments: [
        ("(202) 456-1111", "US", "+12024561111"), ("+252 61 2345678", "US", "+252612345678"),
        ("044 55 1234 5678", "MX", "+525512345678"), ("٢٠٢ ٤٥٦ ١١١١", "US", "+12024561111"),
        ("020 7946 0958", "UK", "+442079460958"), ("tel:+1-202-456-1111", "US", "+12024561111"),
        ("1-202-456-1111 x22", "us", "+12024561111"),
    ])
    func `a number is read as people write it`(_ text: String, _ region: String, _ e164: String)
        throws
    {
        let read = try #require(readPhone(text, region: region))
        #expect(read.e164 == e164)
        #expect(read.possible)
        #expect(!"\(read)".contains("456"))
    }

    /// Roster, form and provider each write a number in their own way; all must meet in one.
    @Test(arguments: [
        "+1 202 456 1111", "(202) 456-1111", "202.456.1111", "001 202 456 1111", "1 (202) 4561111",
        "２０２－４５６－１１１１", "\u{202A}+1 (202) 456\u{2011}1111\u{202C}", "+12024561111",
        "+1\u{A0}202\u{A0}456\u{A0}1111", "011 1 202 456 1111",
    ])
    func `one number in any notation is one number`(_ text: String) throws {
        // 00 is how the rest of the world begins a foreign number, 011 how North America does.
        let region = text.hasPrefix("00") ? "DE" : "US"
        let read = try #require(readPhone(text, region: region))
        #expect(read.e164 == "+12024561111" && read.possible && read.region == "US")
    }

    /// A landline or a premium number may still be the one that a parent gave; the provider says
    /// whether it takes texts. So each is possible, and its kind is there to warn.
    @Test(arguments: [
        ("+1 900 234 5678", "premium-rate"), ("+44 909 879 0000", "premium-rate"),
        ("+33 891 123 456", "premium-rate"), ("+44 20 7946 0958", "fixed-line"),
        ("+33 1 42 68 53 00", "fixed-line"), ("+49 30 1234567", "fixed-line"),
        ("+1 800 234 5678", "toll-free"), ("+33 6 12 34 56 78", "mobile"),
        ("+52 55 1234 5678", "fixed-line-or-mobile"),
    ])
    func `a number that may take no texts is possible and named for what it is`(
        _ text: String, _ type: String
    ) throws {
        let read = try #require(readPhone(text, region: "US"))
        #expect(read.possible && read.type == type, "\(text): \(read.type)")
    }

    @Test func `a new area code is possible and unlisted`() throws {
        let read = try #require(readPhone("983 234 5678", region: "US"))
        #expect(read.possible)
        #expect(!read.valid)
    }

    @Test(arguments: [
        "", "call me", "12", "555-0123", "+15550123", "a@b.example", "\0",
        String(repeating: "1", count: 300),
    ])
    func `what is no number is none`(_ text: String) {
        #expect(readPhone(text, region: "US")?.possible != true)
    }

    @Test func `a type is named`() throws {
        #expect(try #require(readPhone("+252612345678", region: "US")).type == "mobile")
        #expect(
            try #require(readPhone("202 456 1111", region: "US")).type == "fixed-line-or-mobile")
    }
}
