import Engines
import Inbox
import Testing
import Wire

/// Bodies made to be slow. Four times as much may take a little more than four times as long; a
/// rule that looks back over all that stands above it takes sixteen times. The thread's own time is
/// taken, so that what else runs does not count.
@Suite struct ReplyLinearityTests {
    private static let lines: [String] = [
        "a:\n", "\n", "> a\nb\n", "On Tue, Mar 3, 2026 at 8:15 AM A <a@b.example> wrote:\n",
        "On Tue, Mar 3, 2026 8:15 " + String(repeating: "word ", count: 60) + "wrote:\n",
        "From: a\nTo: b\n", "Kirhaq: X <a@b.example>\nPacha: 3 3 2026 8:15\n\n",
        "-----Original Message-----\n", "________________________________\n", "Regards\n\n\n\n",
        "-- \n", "Sent from my iPhone\n", replyMarker + "\n",
        String(repeating: ">", count: 200) + "\n",
        String(repeating: " ", count: 399) + ":\n", "> Begin forwarded message:\nx\n", "<",
        "@ 1 2026 8:15 :\n",
        "confidential intended recipient privileged disclosure prohibited attachments in error aaaaaa\n\n",
        String(repeating: "é写道", count: 60) + ":\n", "أُرسلت من هاتفي ١٢:٣٠ :\n",
        "Can you come to a meeting about your son on Thursday\nno\n",
    ]
    private static let markup: [String] = [
        "<blockquote type=cite>a</blockquote>b", "<div class=signature>a</div>",
        "<div class=gmail_attr>a b</div>", "<div id=appendonsend>a</div>", "<blockquote>",
        "<p class=MsoNormal style='border-top:solid #E1E1E1 1.0pt'>From: a</p>",
    ]
    private static let sent = SentWords([
        "Can you come to a meeting about your son on Thursday\nYes"
    ])

    @Test(arguments: lines.indices)
    func `lines made to be slow take time in proportion to their number`(_ index: Int) {
        let line = ReplyLinearityTests.lines[index]
        expectLinear { size in
            let text = String(repeating: line, count: size / line.utf8.count)
            return { visibleReply(text, sent: ReplyLinearityTests.sent) }
        }
    }

    @Test(arguments: markup.indices)
    func `markup made to be slow takes time in proportion to its length`(_ index: Int) {
        let element = ReplyLinearityTests.markup[index]
        expectLinear { size in
            let html = String(repeating: element, count: size / element.utf8.count) + "<p>end</p>"
            let text = String(repeating: "a\n", count: size / 16)
            return { visibleReply(text, html: htmlLines(html)) }
        }
    }

    @Test(arguments: ["a:\n", "> a\nb\n", "Regards\n\n\n\n"])
    func `a megabyte of short lines is read whole, and nothing is lost`(_ line: String) {
        let text = "Yes.\n" + String(repeating: line, count: (1 << 20) / line.utf8.count)
        let found = visibleReply(text)
        #expect(found.reply.hasPrefix("Yes."))
        let kept = found.pieces.reduce(0) { $0 + $1.text.utf8.count(where: { $0 == 0x61 }) }
        #expect(kept == text.utf8.count(where: { $0 == 0x61 }))
    }

    private func expectLinear(_ work: (Int) -> () -> VisibleReply) {
        let (small, large) = (time(work(1 << 15)), time(work(1 << 17)))
        // What is over before the clock has ticked says nothing.
        #expect(large < max(small, .milliseconds(2)) * 9, "\(small), then \(large)")
    }

    /// The shortest of three runs.
    private func time(_ work: () -> VisibleReply) -> Duration {
        (0..<3).map { _ in
            processorTime { withExtendedLifetime(work()) {} }
        }.min() ?? .zero
    }
}
