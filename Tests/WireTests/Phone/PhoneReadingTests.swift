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

    @Test func `a new area code is possible and unlisted`() throws {
        let read = try #require(readPhone("983 234 5678", region: "US"))
        #expect(read.possible)
        #expect(!read.valid)
    }

    @Test(arguments: ["", "call me", "12", "555-0123", "+15550123", "a@b.example", "\0", String(repeating: "1", count: 300)])
    func `what is no number is none`(_ text: String) {
        #expect(readPhone(text, region: "US")?.possible != true)
    }

    @Test func `a type is named`() throws {
        #expect(try #require(readPhone("+252612345678", region: "US")).type == "mobile")
        #expect(
            try #require(readPhone("202 456 1111", region: "US")).type == "fixed-line-or-mobile")
    }
}
