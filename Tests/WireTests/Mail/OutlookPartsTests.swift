import Engines
import Testing

@testable import Wire

/// What of an Outlook container becomes the message's words.
@Suite struct OutlookPartsTests {
    private static let footer =
        "Content-Type: text/plain\n\n_____\nParents' mailing list, notices every week\n"

    private func text(
        _ properties: [OutlookSample.Property], before: String? = nil, after: String? = nil
    ) throws -> String {
        let mail = OutlookSample.mail([.properties(properties)], before: before, after: after)
        return try readMail(mail).value.text
    }

    @Test(arguments: ["<html><body> </body></html>", "<p>&nbsp;</p><img src=\"cid:1\">"])
    func `HTML without words leaves them to the RTF`(_ html: String) throws {
        let found = try text([.html(html), .rtf(#"{\rtf1\ansi real words here}"#)])
        #expect(found == "real words here")
    }

    @Test func `HTML with words is read before the RTF`() throws {
        let found = try text([.html("<b>these</b>"), .rtf(#"{\rtf1\ansi not these}"#)])
        #expect(found == "these")
    }

    private static let fromHTML =
        #"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0\fcharset204 Arial;}}"#
        + #"{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 \'c4\'e0 "#
        + #"{\*\htmltag84 <a href="https://school.example/x">}\htmlrtf {\field{\*\fldinst{HYPERLINK"#
        + #" "https://school.example/x"}}{\fldrslt\cf1\ul \htmlrtf0 link\htmlrtf }\htmlrtf0 "#
        + #"\htmlrtf }\htmlrtf0 {\*\htmltag92 </a>}{\*\mhtmltag84 <a href="unused">}"#
        + #"\htmlrtf not said \'e4\par \u1078?\htmlrtf0 "#
        + #"{\*\htmltag84 &lt;}\htmlrtf <\htmlrtf0 end{\*\htmltag72 </p>}\htmlrtf \par }\htmlrtf0"#
        + #"{\*\htmltag64 <blockquote type=cite>}{\htmlrtf \b gone}older{\*\htmltag72 </blockquote>}}"#

    @Test func `HTML that was made into RTF is HTML again`() throws {
        let html = try #require(RTFText.html(of: Array(Self.fromHTML.utf8)))
        #expect(
            html == "<p>Да <a href=\"https://school.example/x\">link</a>&lt;end</p>"
                + "<blockquote type=cite>older</blockquote>")
        let found = try text([.rtf(Self.fromHTML)])
        #expect(found.hasPrefix("Да link"), "\(found)")
        let lines = found.split(separator: "\n")
        #expect(lines.first?.hasSuffix("<end") == true, "\(found)")
        #expect(lines.last == "> older", "\(found)")
        #expect(RTFText.html(of: Array(#"{\rtf1\ansi {\*\htmltag <b>}a}"#.utf8)) == nil)
    }

    @Test func `HTML of tags without words leaves them to the text`() throws {
        let rtf =
            #"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf words\htmlrtf0{\*\htmltag72 </p>}}"#
        #expect(try text([.rtf(rtf)]) == "words")
    }

    @Test func `a list's footer does not stand for the words`() throws {
        let words = "No\r\n"
        let behind = try text([.plain(words)], after: Self.footer)
        #expect(behind.hasPrefix("No\n_____"), "\(behind)")
        let ahead = try text([.plain(words)], before: Self.footer)
        #expect(ahead.hasSuffix("week\nNo\n"), "\(ahead)")
        #expect(try text([.plain("👍")], before: Self.footer).hasSuffix("👍"))
    }

    @Test(arguments: [
        ("We will come.", "Hello,\nwe will come!\n-- \nAna"),
        (
            "We will come on Thursday at nine, both of us, and\r\nbring the papers that you asked for.",
            "We will come on Thursday at nine,\nboth of us, and bring the papers that you\nasked for."
        ),
        ("Мы придём — «да»", "мы придём: \"да\""),
    ])
    func `words that another part says stand once`(_ words: String, _ other: String) throws {
        let part = "Content-Type: text/plain; charset=utf-8\n\n" + other
        let found = try text([.plain(words)], before: part)
        #expect(found.trimmingPrefix { $0.isWhitespace } == other)
    }

    @Test func `words that stand in another part's by chance stand by themselves`() throws {
        let part = "Content-Type: text/plain\n\nno answer needed, or not"
        #expect(try text([.plain("no")], before: part).hasSuffix("not\nno"))
        #expect(!stands("ab ab", in: "ab abc"))
        #expect(stands("ab ab ac", in: "x\nAb, ab (ac)\ny"))
        #expect(!stands("?!", in: "?!"))
    }

    @Test func `looking for words in a text made for it takes no longer than its length`() {
        let words = String(repeating: "a ", count: 100_000) + "b"
        let text = String(repeating: "a ", count: 200_000)
        let time = processorTime { #expect(!stands(words, in: text)) }
        #expect(time < .seconds(5))
    }
}
