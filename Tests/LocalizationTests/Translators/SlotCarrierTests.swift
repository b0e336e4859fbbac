import MessageFormat
import Testing

@testable import Localization

@Suite struct SlotCarrierTests {
    private func carried(
        _ source: String, _ carrier: SlotCarrier
    ) throws -> CarriedSegment {
        try #require(CarriedSegment(try TextSegment(source: source), by: carrier))
    }

    /// What comes back for `{$name1} was late.`, and what is read; nil for damage.
    static let answers: [(SlotCarrier, String, String?)] = [
        (.word, " X1X llegó tarde.\n", "{$name1} llegó tarde."),
        (.word, "«X1X» llegó tarde.", "«{$name1}» llegó tarde."),
        (.word, "X1X는 늦었습니다.", "{$name1}는 늦었습니다."),
        (.word, "وX1X تأخر", "و{$name1} تأخر"), (.word, "X1X迟到了", "{$name1}迟到了"),
        (.word, "X1Xа опоздала", nil), (.word, "x1x llegó", nil), (.word, "X2X llegó", nil),
        (.word, "X01X llegó", nil), (.word, "X1X X1X", nil), (.word, "X1 X llegó", nil),
        (.word, "éX1X llegó", nil), (.word, "e\u{301}X1X llegó", nil), (.word, "X1Xé", nil),
        (.word, "_X1X llegó", nil), (.word, "_\u{301}X1X llegó", "_\u{301}{$name1} llegó"),
        (.word, "X\u{301}1X llegó", nil), (.word, "X1\u{301}X llegó", nil),
        (.word, "X XX X1 X1X 1X", "X XX X1 {$name1} 1X"), (.word, "¿X1X…?", "¿{$name1}…?"),
        (.word, "X1X\r\nllegó", "{$name1}\r\nllegó"), (.word, "X1X\u{200D} llegó", nil),
        (.word, "X11X llegó", nil), (.word, "X1X1 llegó", nil), (.word, "X1X\u{301} llegó", nil),
        (.tag, "<x id=\"1\"/> llegó", "{$name1} llegó"),
        (.tag, "<x id=\"1\" /> llegó", "{$name1} llegó"),
        (.tag, "<x id=\"1\"></x> llegó &amp; &#39;&#x27;&quot;", "{$name1} llegó & ''\""),
        (.tag, "<x id='1'/> llegó", nil), (.tag, "<x id=\"1\"> llegó", nil),
        (.tag, "<X id=\"1\"/> llegó", nil), (.tag, "<x id=\"1\">a</x> llegó", nil),
        (.tag, "<b><x id=\"1\"/></b>", nil), (.tag, "<x id=\"1\"/> & más", nil),
        (.tag, "<x id=\"1\"/> &eacute;", nil), (.tag, "<x id=\"1\"/> &#xD800;", nil),
        (.tag, "<x id=\"1\"/> &#-1;", nil), (.tag, "<x id=\"1\"/><", nil),
        (.brace, "{name1} llegó", "{$name1} llegó"), (.brace, "{{name1}} llegó", nil),
        (.brace, "{nombre1} llegó", nil), (.brace, "{ name1 } llegó", nil),
        (.brace, "{date1} llegó", nil), (.brace, "name1 llegó", nil), (.brace, "{name1", nil),
        (.brace, "}{name1}", nil), (.brace, "{name1} {name1}", nil),
    ]

    @Test(arguments: answers)
    func `a slot comes back as it left, or not at all`(
        _ carrier: SlotCarrier, _ answer: String, _ expected: String?
    ) throws {
        let found = try? carried("{$name1} was late.", carrier).read(answer)
        #expect(found?.source == expected)
    }

    @Test func `one slot that stands there twice is told from one that was doubled`() throws {
        let segment = "{$name1} is {$name1}."
        let read = { (carrier: SlotCarrier, answer: String) in
            try? carried(segment, carrier).read(answer).source
        }
        #expect(read(.tag, "<x id=\"2\"/> es <x id=\"1\"/>.") == "{$name1} es {$name1}.")
        #expect(read(.tag, "<x id=\"1\"/> es <x id=\"1\"/>.") == nil)
        #expect(read(.word, "X1X es X1X.") == nil)
        #expect(read(.brace, "{name1} es {name1}.") == "{$name1} es {$name1}.")
        #expect(read(.brace, "{name1} es.") == nil)
    }

    @Test func `words that look like a carrier get another, or stay at home`() throws {
        let form = try carried("Form X1X for {$name1}", .word)
        #expect(form.text == "Form X1X for Z1Z")
        #expect(try form.read("Formulario X1X para Z1Z").source == "Formulario X1X para {$name1}")
        let every = try TextSegment(source: "x1 z1 1q {$name1}")
        #expect(CarriedSegment(every, by: .word) == nil)
        let braces = TextSegment(words: "a {b}")
        #expect(CarriedSegment(braces, by: .brace) == nil)
        #expect(CarriedSegment(braces, by: .tag)?.text == "a {b}")
    }

    @Test func `blanks before and behind are those of the source`() throws {
        let segment = try carried(" {$name1} was late.  ", .word)
        #expect(try segment.read("\tX1X llegó. ").source == " {$name1} llegó.  ")
    }

    @Test func `what only looks like markup travels as text`() throws {
        let segment = try carried("1 < 2 & <b> &amp; {$name1}", .tag)
        #expect(segment.text == "1 &lt; 2 &amp; &lt;b&gt; &amp;amp; <x id=\"1\"/>")
        #expect(try segment.read(segment.text).source == "1 < 2 & <b> &amp; {$name1}")
    }
}
