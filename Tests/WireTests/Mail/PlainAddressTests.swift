import Testing

@testable import Wire

@Suite struct PlainAddressTests {
    @Test(arguments: [
        "a@b.example", "Ana.Lopez-1+x_y=z@mail.b-c.example", "1@2.c3", "a@b.c.d.e.example",
    ])
    func `what most addresses are is one, and read the same with more around it`(
        _ text: String
    ) throws {
        #expect(isPlainAddress(text))
        #expect(try readAddress(text) == text)
        #expect(try readAddress(" \(text)") == text)
    }

    @Test(arguments: [
        "", "a", "@b.example", "a@", "a@b", "a@b.", "a@.b", "a@b..c", ".a@b.example",
        "a.@b.example",
        "a..b@c.example", "a@b@c.example", "a@-b.example", "a@b-.example", "a@b.-c", "a@b.c-",
        "a@b.12", "a@1.2.3.4", "a@[1.2.3.4]", "a b@c.example", "a@B.example", "é@b.example",
        "a@é.example", "mailto:a@b.example", "<a@b.example>", "a@b.example>",
        String(repeating: "a", count: 65) + "@b.example",
        "a@" + String(repeating: "b", count: 64) + ".example",
        "a@" + String(repeating: "b.", count: 130) + "example",
    ])
    func `anything else takes the long way`(_ text: String) {
        #expect(!isPlainAddress(text))
    }

    @Test func `labels of 63 bytes are allowed`() throws {
        let label = String(repeating: "b", count: 63)
        for text in ["a@\(label).example", "a@b.\(label)", "\(label)a@b.example"] {
            #expect(isPlainAddress(text))
            #expect(try readAddress(" \(text)") == text)
        }
    }
}
