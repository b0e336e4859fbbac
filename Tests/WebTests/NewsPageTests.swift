import Engines
import Foundation
import Testing

@testable import Outreach
@testable import Web

private func page(stopped: Bool = false, _ text: String = "النص <b>&\"", dir: String = "rtl")
    -> NewsPage
{
    let line = NewsPage.Line(text: text, language: "ar", direction: dir)
    return NewsPage(
        isStopped: stopped, school: "Oak & <Wood>", notes: [line], heading: line, text: [line],
        button: line)
}

@Test(arguments: [
    ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", NewsWish.stop),
    ("application/x-www-form-urlencoded; charset=utf-8", "a=b&List-Unsubscribe=One%2DClick", .stop),
    ("", "List-Unsubscribe=One-Click", .stop),
    (
        "multipart/form-data; boundary=XX",
        "--XX\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--XX--\r\n",
        .stop
    ),
    (
        "Multipart/Form-Data; boundary=XX",
        "--XX\r\ncontent-disposition: form-data; name=List-Unsubscribe\r\nX: y\r\n\r\nOne-Click\r\n--XX--",
        .stop
    ),
    ("application/x-www-form-urlencoded", "news=again", .resume),
])
func `a mail program's click and the page's buttons are understood`(
    _ row: (type: String, body: String, wish: NewsWish)
) {
    #expect(NewsWish(row.type, Array(row.body.utf8)) == row.wish)
}

@Test(arguments: [
    ("application/x-www-form-urlencoded", ""),
    ("application/x-www-form-urlencoded", "List-Unsubscribe=Two-Clicks"),
    ("application/x-www-form-urlencoded", "list=One-Click"), ("text/plain", "news=stop"),
    ("application/json", "{\"List-Unsubscribe\":\"One-Click\"}"),
    ("multipart/form-data; boundary=XX", "List-Unsubscribe=One-Click"),
    (
        "multipart/form-data",
        "--X\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nOne-Click\r\n--X--"
    ),
    ("multipart/form-data", "--X\r\nContent-Disposition: form-data\r\n\r\nOne-Click\r\n--X--"),
    ("multipart/form-data", String(repeating: "\r\n", count: 50_000)),
    ("multipart/form-data", String(repeating: "content-disposition: ;name=", count: 2_000)),
])
func `anything else is no wish`(_ row: (type: String, body: String)) {
    #expect(NewsWish(row.type, Array(row.body.utf8)) == nil)
    #expect(NewsWish(row.type, [0xFF, 0xFE] + Array(row.body.utf8) + [0x80]) != .resume)
}

@Test func `the page names its language and direction, escapes, and has one button`() {
    let html = NewsHTML(page()).text
    #expect(html.contains("<html lang=\"ar\" dir=\"rtl\">"))
    #expect(html.contains("<title>النص &lt;b&gt;&amp;&quot; – Oak &amp; &lt;Wood&gt;</title>"))
    #expect(!html.contains("<b>"))
    #expect(html.components(separatedBy: "<button").count == 2)
    #expect(html.components(separatedBy: "<h1").count == 2)
    #expect(html.contains("name=\"List-Unsubscribe\" value=\"One-Click\""))
    #expect(NewsHTML(page(stopped: true)).text.contains("name=\"news\" value=\"again\""))
    #expect(!html.contains("<script") && !html.contains("http://") && !html.contains("src="))
}

/// Colours as CSS has them; contrast as WCAG 2.2 §1.4.3 counts it.
@Test(arguments: [
    ("#1c2023", "#ffffff"), ("#4d565c", "#ffffff"), ("#4a3a05", "#fdf3d7"), ("#ffffff", "#1f4e79"),
    ("#f1f3f4", "#1b1e20"), ("#c3c9cd", "#1b1e20"), ("#f7edd2", "#3a3320"), ("#10161b", "#9cc8f0"),
])
func `the page's colours can be told apart`(_ row: (text: String, ground: String)) {
    func light(_ colour: String) -> Double {
        let number = Int(colour.dropFirst(), radix: 16) ?? 0
        let parts = [16, 8, 0].map { shift -> Double in
            let part = Double(number >> shift & 0xFF) / 255
            return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let pair = [light(row.text), light(row.ground)].sorted()
    #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5)
    // They are the page's: a change there has to be made here.
    let style = NewsHTML(page()).text.replacing("#fff;", with: "#ffffff;")
    #expect(style.contains(row.text) && style.contains(row.ground))
}

@Suite struct NewsRouteTests {
    private func answer(
        _ method: HookMethod, _ path: String, _ body: String = "", type: String? = nil
    ) async throws -> (status: Int, text: String, headers: [String: String]) {
        let fixture = try await HookFixture(.sqlite, provider: nil)
        let headers = type.map { [(name: "Content-Type", value: $0)] } ?? []
        let answer = try await fixture.answer(
            to: Hook(method: method, target: path, headers: headers, body: Array(body.utf8)))
        let fields = Dictionary(
            answer.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { $1 })
        let lines = fixture.lines.all
        #expect(!lines.contains { $0.contains("abcdefg") })
        return (answer.status.code, String(buffer: answer.body), fields)
    }

    @Test func `a link that is none of ours says how to stop all the same`() async throws {
        for method in [HookMethod.get, .post] {
            let got = try await answer(method, "/u/abcdefg", "List-Unsubscribe=One-Click")
            #expect(got.status == 404)
            #expect(got.text.contains("answer the email with the word STOP"))
            #expect(got.headers["cache-control"] == "no-store")
        }
        #expect(try await answer(.head, "/u/abcdefg").status == 404)
    }

    @Test func `a POST that asks for nothing is refused, one that is too large as well`()
        async throws
    {
        #expect(try await answer(.post, "/u/abcdefg").status == 400)
        #expect(try await answer(.post, "/u/abcdefg", "x=y").status == 400)
        let large = String(repeating: "x", count: 70_000)
        #expect(try await answer(.post, "/u/abcdefg", large).status == 413)
        #expect(try await answer(.post, "/u/abcdefg/more", "x=y").status == 404)
    }
}
