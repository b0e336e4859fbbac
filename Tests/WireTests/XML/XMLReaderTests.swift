import Engines
import Foundation
import Testing

@testable import Wire

@Suite struct XMLReaderTests {
    private func events(
        _ text: String, limits: XMLReader.Limits = .init(), piece: Int = .max
    ) throws -> [XMLEvent] {
        var rest = Array(text.utf8)[...]
        let reader = XMLReader(limits: limits) { count in
            let now = rest.prefix(min(count, piece))
            rest = rest.dropFirst(now.count)
            return Array(now)
        }
        var found: [XMLEvent] = []
        while let event = try reader.next() { found.append(event) }
        return found
    }

    private func problem(_ text: String, limits: XMLReader.Limits = .init()) -> XMLProblem? {
        #expect(throws: XMLProblem.self) { try events(text, limits: limits) }
    }

    private let sample = """
        <?xml version="1.0"?>
        <!DOCTYPE tmx SYSTEM "tmx14.dtd">
        <tmx version="1.4"><!-- a note -->
        <seg xml:lang="so">Ma &amp; <ph x='1' type="x&#45;&quot;1"/>b<![CDATA[<c>]]></seg></tmx>
        """

    @Test func `elements, attributes and words come in order with their lines`() throws {
        let found = try events(sample)
        guard case .start(let seg) = found[2], case .start(let ph) = found[4] else {
            Issue.record("\(found)")
            return
        }
        #expect(seg["xml:lang"] == "so" && seg.line == 4)
        #expect(seg["lang", in: "http://www.w3.org/XML/1998/namespace"] == "so")
        #expect(ph["type"] == "x-\"1" && ph["missing"] == nil)
        #expect(found[1] == .text("\n", line: 4))
        #expect(found[3] == .text("Ma & ", line: 4))
        #expect(found[6] == .text("b<c>", line: 4))
        #expect(found.last == .end(name: "tmx", line: 4))
        #expect(found.count == 9)
    }

    @Test func `it makes no difference where the bytes are cut`() throws {
        let words = { (events: [XMLEvent]) in
            events.map { if case .text(let text, _) = $0 { text } else { "|" } }
        }
        let whole = try events(sample)
        for piece in 1...40 {
            #expect(words(try events(sample, piece: piece)) == words(whole))
        }
    }

    @Test func `lines are counted beyond 65535`() throws {
        let text = "<a>" + String(repeating: "\n", count: 70_000) + "<b/></a>"
        guard case .start(let element) = try events(text)[2] else { Issue.record("no b"); return }
        #expect(element.name == "b" && element.line == 70_001)
    }

    @Test func `namespaces are told apart from prefixes`() throws {
        let found = try events("<x:a xmlns:x='urn:one' x:id='1' id='2'/>")
        guard case .start(let element) = found.first else { Issue.record("no element"); return }
        #expect(element.name == "a" && element.namespace == "urn:one")
        #expect(element["id", in: "urn:one"] == "1" && element["id"] == "2")
        #expect(element["x:id"] == "1")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM 'http://127.0.0.1:1/x'> %b;]><a/>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'many words'>]><a/>",
        "<!DOCTYPE a [<!ELEMENT a (b|c)*>]><a/>",
        "<!DOCTYPE a [<!NOTATION n SYSTEM 'x'>]><a/>",
    ])
    func `a document that declares things of its own is refused`(_ text: String) {
        #expect(problem(text)?.sentence.contains("DOCTYPE") == true)
    }

    @Test(arguments: [
        "<!DOCTYPE a SYSTEM 'a.dtd'><a>&b;</a>", "<!DOCTYPE a SYSTEM 'a.dtd'><a b='&b;'/>",
        "<a>&nbsp;</a>", "<a", "<a><b></a>", "", "<a/><b/>", "words", "<a>\u{1}</a>", "<a b/>",
        "<a>&#0;</a>", "<a b='1' b='2'/>", "<x:a/>", "%PDF-1.4", "<a>", "<?xml version='1.0'",
    ])
    func `what is no XML is refused`(_ text: String) {
        #expect(problem(text) != nil)
    }

    @Test func `entities that multiply are refused at their declaration`() {
        var text = "<!DOCTYPE a [<!ENTITY a0 'lol'>"
        for level in 1..<30 {
            text += "<!ENTITY a\(level) '" + String(repeating: "&a\(level - 1);", count: 10) + "'>"
        }
        let time = processorTime { #expect(problem(text + "]><a>&a29;</a>") != nil) }
        #expect(time < .seconds(2))
    }

    @Test func `depth, words, tags and comments have limits`() {
        var limits = XMLReader.Limits()
        limits.depth = 8
        limits.text = 100_000
        let long = String(repeating: "x", count: 500_000)
        #expect(
            problem(String(repeating: "<a>", count: 9), limits: limits)?.sentence
                .contains("within one another") == true)
        #expect(problem("<a>\(long)</a>", limits: limits)?.sentence.contains("text") == true)
        #expect(problem("<a b='\(long)'/>", limits: limits)?.sentence.contains("tag") == true)
        #expect(problem("<a><!--\(long)--></a>", limits: limits)?.sentence.contains("tag") == true)
    }

    @Test func `other encodings are read as declared`() throws {
        var bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>ni".utf8)
        bytes += [0xF1] + Array("o</a>".utf8)
        let latin = XMLReader(bytes)
        _ = try latin.next()
        #expect(try latin.next() == .text("niño", line: 1))
        let wide = try #require(
            "<?xml version='1.0' encoding='UTF-16'?><a>niño</a>".data(using: .utf16))
        let reader = XMLReader(Array(wide))
        _ = try reader.next()
        #expect(try reader.next() == .text("niño", line: 1))
        #expect(throws: XMLProblem.self) {
            let broken = XMLReader(Array("<a>".utf8) + [0xFF, 0xFE] + Array("</a>".utf8))
            while try broken.next() != nil {}
        }
    }

    @Test func `what stands before a mistake is read, and the mistake stays one`() throws {
        let reader = XMLReader(Array("<a>\n<b/>\n</c>".utf8))
        for _ in 0..<4 { #expect(try reader.next() != nil) }
        for _ in 0..<2 {
            let problem = #expect(throws: XMLProblem.self) { try reader.next() }
            #expect(problem?.line == 3)
        }
    }

    @Test func `random damage is read or refused, never more`() throws {
        var seed: UInt64 = 7
        let next = { (bound: Int) -> Int in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % bound
        }
        for _ in 0..<3_000 {
            var bytes = Array(sample.utf8)
            for _ in 0...next(4) { bytes[next(bytes.count)] = UInt8(next(256)) }
            let reader = XMLReader(bytes)
            var count = 0
            do { while try reader.next() != nil { count += 1 } } catch is XMLProblem {}
            #expect(count < 100)
        }
    }
}
