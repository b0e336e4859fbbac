import MessageFormat
import Testing

struct MessageResourceTests {
    static let sample = """
        # Somali, first draft
        @locale so
        @title Casuumad

        ---

        # Standing alone.

        # Above every notice.
        # Keep it short.
        @status draft
        @source 0123456789abcdef
        greeting = Salaan {$name},

        [help]
        line = Ma u baahan tahay
            turjumaan?

            \\  Wac {$phone}.
        empty =
        @status machine
        count =
          .input {$n :number}
          .match $n
          one {{{$n} qof}}
          * {{\\{{$n}\\} qof}}

        [other.part]
        deep.key-1 = a = b # no comment
        """

    @Test(arguments: ["\n", "\r\n"])
    func `a file is read`(_ end: String) throws {
        let file = try MessageResource.parse(Self.sample.replacing("\n", with: end))
        #expect(file.locale?.text == "so")
        #expect(file.properties.map(\.name) == ["locale", "title"])
        #expect(
            file.entries.map(\.key) == [
                "greeting", "help.line", "help.empty", "help.count", "other.part.deep.key-1",
            ])
        let greeting = try #require(file["greeting"])
        #expect(greeting.source == "Salaan {$name},")
        #expect(greeting.comments == ["Above every notice.", "Keep it short."])
        #expect(greeting.property("status") == "draft")
        #expect(greeting.property("source") == "0123456789abcdef")
        #expect(file["help.line"]?.source == "Ma u baahan tahay\nturjumaan?\n\n  Wac {$phone}.")
        #expect(file["help.line"]?.properties.isEmpty == true)
        #expect(file["help.empty"]?.source == "")
        #expect(file["help.count"]?.property("status") == "machine")
        #expect(file["other.part.deep.key-1"]?.source == "a = b # no comment")
        #expect(file["missing"] == nil)
        let text = try formatted(try #require(file["help.count"]).source, "so", ["n": .integer(1)])
        #expect(text == "1 qof")
    }

    @Test func `a place in a message is a place in the file`() throws {
        let file = try MessageResource.parse("\u{FEFF}[a]\nk = Héllo {$x}\n   \\ more {oops\n")
        let entry = try #require(file["a.k"])
        #expect(entry.source == "Héllo {$x}\n more {oops")
        let problem = try #require(Message.problems(in: entry.source).first)
        #expect(entry.position(ofOffset: problem.offset) == (3, 11))
        #expect(entry.position(ofOffset: 0) == (2, 5))
        #expect(entry.position(ofOffset: 7) == (2, 11))
        #expect(entry.position(ofOffset: 9_999).line == 3)
        #expect(entry.position(ofOffset: -1) == (2, 5))
    }

    @Test(arguments: [
        ("a = 1\na = 2", 2, 1), ("[s]\na = 1\n[s]\na = 2", 4, 1), ("just text", 1, 1),
        ("  indented = 1", 1, 1), ("a = x\u{7}y", 1, 6), ("a = x\ry", 1, 6), ("= 1", 1, 1),
        ("a b = 1", 1, 1), ("a..b = 1", 1, 1), ("[s", 1, 1), ("[]\na = 1", 1, 2),
        ("a = 1\n@status draft\n\nb = 2", 2, 1), ("a = 1\n@status draft", 2, 1), ("@ x", 1, 2),
        ("a = 1\n---", 2, 1), ("@locale not a tag\n---", 1, 1), ("@locale so\n\na = 1", 1, 1),
        ("@status draft\n[s]\na = 1", 1, 1), ("a = \u{0}", 1, 5), ("a = \u{85}", 1, 5),
    ])
    func `what is wrong has a line, a column and a sentence`(
        _ text: String, _ line: Int, _ column: Int
    ) {
        do throws(ResourceProblem) {
            let file = try MessageResource.parse(text)
            Issue.record("It was read: \(file.entries)")
        } catch {
            #expect((error.line, error.column) == (line, column))
            #expect(error.sentence.hasSuffix("."))
        }
    }

    @Test(arguments: ["", "\n\n", "# only a comment", "---", "@locale so\n---\n"])
    func `a file without messages is a file`(_ text: String) throws {
        #expect(try MessageResource.parse(text).entries.isEmpty)
    }

    @Test func `mutated files return`() {
        var generator = SeededGenerator(state: 7)
        let pool = Array("@#[]=\\ \n\r\t-.{}é\u{0}".unicodeScalars)
        var read = 0
        for _ in 0..<3_000 {
            var text = Array(Self.sample.unicodeScalars)
            for _ in 0..<3 {
                let at = Int.random(in: 0..<text.count, using: &generator)
                text[at] = pool[Int.random(in: 0..<pool.count, using: &generator)]
            }
            guard let file = try? MessageResource.parse(String(String.UnicodeScalarView(text)))
            else { continue }
            read += 1
            for entry in file.entries {
                for problem in Message.problems(in: entry.source) {
                    #expect(entry.position(ofOffset: problem.offset).line >= entry.line)
                }
            }
        }
        #expect(read > 100)
    }
}
