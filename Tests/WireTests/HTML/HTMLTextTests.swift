import Testing
import Wire

@Suite struct HTMLTextTests {
    @Test(arguments: [
        ("a<br>b", "a\nb"), ("<p>a</p><p>b</p>", "a\n\nb"), ("<div>a</div><div>b</div>", "a\nb"),
        ("<ul><li>a<li>b</ul>", "- a\n- b"), ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("a &amp; b &lt;c&gt; &eacute; &#1605; &nbsp;d", "a & b <c> é م  d"),
        ("<script>x</script><style>y</style>a<!-- b -->", "a"),
        ("<div style=\"display: none\">x</div>a<span hidden>b</span>", "a"),
        ("<a href=\"https://x.example/f\">form</a>", "form <https://x.example/f>"),
        ("<a href=\"https://x.example\">https://x.example</a>", "https://x.example"),
        ("<a href=\"mailto:a@x.example\">a@x.example</a>", "a@x.example"),
        ("  a \n\n b\t c ", "a b c"), ("<pre>a\n  b</pre>", "a\n  b"), ("", ""),
        ("<img alt=\"logo\" src=x>", "logo"), ("a<p>&nbsp;</p>b", "a\n\nb"),
        ("no tags at all", "no tags at all"),
        ("<blockquote type=cite>q</blockquote>a", "> q\na"),
    ])
    func `HTML reads as a browser shows it`(_ html: String, _ text: String) {
        #expect(htmlText(html) == text)
    }

    @Test(arguments: [
        "display:none", "COLOR:red; Display : None", "visibility: hidden", "mso-hide:all",
        "color:red;opacity:0", "opacity:0;color:red", "font-size:0", "font-size:0px",
        "font-size:0;x:y", "max-height: 0px; color: red", "max-height:0",
    ])
    func `what a style hides is no word of the mail`(_ style: String) {
        #expect(htmlText("a<span style=\"\(style)\">hidden</span>b") == "ab")
    }

    @Test(arguments: [
        "", "display:block", "opacity:0.5", "opacity:0px", "font-size:0.9em", "max-height:10px",
        "color:#a00", "margin:0", "text-decoration:none", "visibility:visible", "mso-hide:none",
        "display:", ":", "font-size",
    ])
    func `what a style only looks like hiding is shown`(_ style: String) {
        #expect(htmlText("a<span style=\"\(style)\">shown</span>b") == "ashownb")
    }

    @Test func `marks that nobody sees are left out, and spaces of all kinds are one`() {
        let text = "a\u{AD}b\u{200B}c\u{2060}d\u{FEFF}e\u{34F}f \u{A0} \n g â€ é\u{2003}h"
        #expect(htmlText("<p>\(text)</p>") == "abcdef   g â€ é\u{2003}h")
    }

    @Test func `what Word writes reads as it was typed`() {
        let html = """
            <html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--
            p.MsoNormal {margin:0cm} --></style><!--[if gte mso 9]><xml><o:shapedefaults/></xml>
            <![endif]--></head><body lang=EN-US><div class=WordSection1>
            <p class=MsoNormal>We will come
            <span style='font-family:Wingdings'>J</span><o:p></o:p></p>
            <p class=MsoNormal><o:p>&nbsp;</o:p></p>
            <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
            style='mso-list:Ignore'>-<span
            style='font:7.0pt "Times New Roman"'>&nbsp;</span></span><![endif]>Ana Julia</p></div>
            </body></html>
            """
        #expect(htmlText(html) == "We will come ☺\n\n- Ana Julia")
        #expect(htmlText("<font face=\"Wingdings 2\">J</font>J") == "☺J")
    }

    @Test func `text at any depth is kept`() {
        let deep = String(repeating: "<div>", count: 1_500) + "words"
        #expect(htmlText(deep) == "words")
        let deeper = String(repeating: "<div>", count: 100_000) + "words"
        #expect(htmlText(deeper) == "words")
        #expect(htmlLines(deeper).truncated)
    }

    @Test func `no entity is expanded and nothing is fetched`() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><p>&b;</p>"
        #expect(!htmlText(bomb).contains("aaaaaaaaaaaaaaaaaaaa"))
    }

    @Test func `more than a megabyte is read in part`() {
        let read = htmlLines(String(repeating: "<p>words</p>", count: 120_000))
        #expect(read.truncated)
        #expect(read.lines.first?.text == "words")
    }
}
