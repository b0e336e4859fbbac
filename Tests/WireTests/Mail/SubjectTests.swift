import Testing
import Wire

@Suite struct SubjectTests {
    @Test(arguments: [
        ("Re: Meeting", "Meeting", true, false),
        ("RE: FW: [list] Re: Meeting (fwd)", "Meeting", true, true),
        ("RV: Reunión", "Reunión", false, true), ("رد: اجتماع", "اجتماع", true, false),
        ("回复：会议", "会议", true, false), ("AW: WG: Treffen", "Treffen", true, true),
        ("Meeting: Thursday", "Meeting: Thursday", false, false),
        ("[only]", "[only]", false, false),
        ("Re[3]:  a   b", "a b", true, false), ("", "", false, false), ("Re:", "", true, false),
        ("Trả lời: Họp", "Họp", true, false),
    ])
    func `marks of answers and forwards come off`(
        _ subject: String, _ text: String, _ isReply: Bool, _ isForward: Bool
    ) {
        let base = baseSubject(subject)
        #expect(base.text == text)
        #expect(base.isReply == isReply)
        #expect(base.isForward == isForward)
    }

    /// A space of another kind keeps a subject from the quick way.
    @Test(arguments: ["Re: a b", "a  b", " a", "a ", "a\tb", "Fwd: [x] a", "é a", ""])
    func `white space is folded alike by both ways`(_ subject: String) {
        #expect(baseSubject(subject) == baseSubject("\u{2003}" + subject))
    }

    @Test func `the marker is known in whatever shape it comes back`() {
        for line in [
            replyMarker, "> " + replyMarker, "\u{200F}" + replyMarker + "\u{200E} ",
            "*##- . . . -##*", "> > ##- ? ? ? -##",
        ] {
            #expect(isReplyMarker(line), "\(line)")
        }
        for line in ["", "-- ", "##", "## Title ##", "- - -", "##--## and words"] {
            #expect(!isReplyMarker(line), "\(line)")
        }
    }
}
