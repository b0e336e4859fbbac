import Testing
import Wire

@Suite struct MailDateTests {
    @Test(
        arguments: [
            ("Tue, 03 Mar 2026 18:05:00 -0600", 1_772_582_700_000),
            ("3 Mar 2026 18:05 -0600", 1_772_582_700_000),
            ("Tue, 3 Mar 26 18:05:00 CST", 1_772_582_700_000),
            ("Wed, 04 Mar 2026 00:05:00 GMT (UTC)", 1_772_582_700_000),
            ("2026-03-04T00:05:00Z", 1_772_582_700_000),
            ("2026-03-03 18:05:00 -0600", 1_772_582_700_000),
            ("Thu, 1 Jan 1970 00:00:00 +0000", 0),
            ("Thu, 13 Feb 1969 23:32:54 -0330", -27_723_426_000),
            ("Sat, 29 Feb 2020 12:00:00 +0000", 1_582_977_600_000),
        ] as [(String, Int64)])
    func `dates of real mail are read`(_ text: String, _ milliseconds: Int64) {
        #expect(readMailDate(text) == milliseconds)
    }

    @Test(arguments: [
        "", "yesterday", "31 Apr 2026 10:00:00 +0000", "29 Feb 2021 10:00:00 +0000",
        "1 Jan 2026 25:00:00 +0000", "1 Jan 2026", "99 99 9999 99:99:99",
        "Tue, 03 Foo 2026 18:05:00 -0600", "9999999999999999999 Jan 2026 10:00",
    ])
    func `a date that says no time is none`(_ text: String) {
        #expect(readMailDate(text) == nil)
    }

    /// Two spaces keep a date from the quick way.
    @Test(arguments: [
        "Mar, 24 Nov 2026 07:12:09 -0800", "Thu, 26 Nov 2026 07:12:09 -0800 (PST)",
        "26 Nov 2026 07:12:09 +0545",
        "Thu, 6 Nov 2026 7:12 +0000", "Sat, 29 Feb 2020 23:59:60 -1200",
        "Mon, 31 Apr 2026 10:00:00 +0000", "Mon, 01 Jan 0000 10:00:00 +0000",
        "THU, 26 NOV 2026 07:12:09 -0800", "xyz, 26 Nov 2026 07:12:09 -0800",
        "Thu, 26 Nov 2026 24:00:00 -0800", "Thu, 26 Nov 2026 07:60:00 -0800",
        "Thu, 26 Nov 2026 07:12:61 -0800", "Thu, 26 Nov 2026 07:12:09 -9999",
    ])
    func `the quick way and the long one tell the same time`(_ text: String) {
        #expect(readMailDate(text) == readMailDate(text.replacing(" ", with: "  ")))
    }
}
