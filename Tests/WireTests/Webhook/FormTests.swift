import Engines
import Testing
import Wire

@Suite struct FormTests {
    private func fields(_ body: String) throws -> [String] {
        try readForm(Array(body.utf8)).fields.map { "\($0.name)=\($0.value)" }
    }

    @Test(arguments: [
        ("", []), ("a=1&b=2", ["a=1", "b=2"]), ("b=2&a=1&b=1&b=2", ["b=2", "a=1", "b=1", "b=2"]),
        ("Body=S%C3%AD%2C+voy", ["Body=Sí, voy"]), ("Body=%D9%A1", ["Body=١"]),
        ("a=1=2", ["a=1=2"]), ("a", ["a="]), ("a=", ["a="]), ("=x", ["=x"]), ("=", ["="]),
        ("&&a=1&", ["a=1"]), ("a%3Db=c%26d", ["a=b=c&d"]), ("a= b+ ", ["a= b  "]),
        ("a=%0d%0A", ["a=\r\n"]), ("a=\u{E9}", ["a=é"]), ("a=%00", ["a=\0"]),
        ("a=1;b=2", ["a=1;b=2"]), ("%F0%9F%98%80=x", ["😀=x"]),
    ])
    func `order, repetitions and spaces are kept`(_ body: String, _ expected: [String]) throws {
        #expect(try fields(body) == expected)
    }

    @Test(arguments: [
        ("a=100%", "100%", [5]), ("a=%&b=1", "%", [2]), ("a=%zz%4", "%zz%4", [2, 5]),
        ("a=%%41", "%A", [2]), ("a=%4%31", "%41", [2]),
    ])
    func `a percent sign without digits stands for itself, and is told`(
        _ body: String, _ value: String, _ offsets: [Int]
    ) throws {
        let form = try readForm(Array(body.utf8))
        #expect(form.first("a") == value)
        #expect(form.barePercents == offsets)
    }

    @Test(
        arguments: [
            ([97, 61, 255], 0), (Array("x=1&a=%ff".utf8), 4), (Array("x=1&%C3=1".utf8), 4),
            (Array("a=%ED%A0%80".utf8), 0), (Array("a=%C3&b=%A9".utf8), 0),
            (Array("ok=1&&a=S\u{ED}".unicodeScalars.map { UInt8($0.value) }), 6),
        ] as [([UInt8], Int)])
    func `what is not UTF-8 is an error with its place`(_ body: [UInt8], _ offset: Int) throws {
        let error = try #require(throws: FormError.self) { try readForm(body) }
        #expect(error.reason == .notUTF8)
        #expect(error.offset == offset)
    }

    @Test func `fields are limited`() throws {
        let body = Array(repeated("a=1&", 1_001).utf8)
        #expect(try readForm(Array(body.dropLast(4))).fields.count == 1_000)
        let error = try #require(throws: FormError.self) { try readForm(body) }
        #expect(error.reason == .tooManyFields(limit: 1_000))
        #expect(error.offset == 4_000)
    }

    @Test func `a missing field is nil and a repeated one gives its first value`() throws {
        let form = try readForm(Array("From=%2B1&From=%2B2".utf8))
        #expect(form.first("From") == "+1")
        #expect(form.first("from") == nil)
    }

    @Test func `a field does not show its value`() {
        #expect("\(FormField("Body", "Hodan was ill"))" == "Body=•••")
    }

    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `any bytes are read or refused`(_ seed: UInt64) {
        var chance = SeededGenerator(state: seed)
        let likely = Array("%&=+aF9\u{E9}".utf8)
        let body = (0..<200).map { _ in
            Bool.random(using: &chance)
                ? likely[Int.random(in: 0..<likely.count, using: &chance)]
                : UInt8.random(in: 0...255, using: &chance)
        }
        do {
            let form = try readForm(body)
            #expect(form.barePercents.allSatisfy { body.indices.contains($0) && body[$0] == 37 })
        } catch {
            #expect(body.indices.contains(error.offset))
        }
    }
}
