import Engines
import Inbox
import Wire

/// Answers of calendar programs, by themselves and in a mail.
struct CalendarReading: FuzzTarget {
    private let mutation: Mutation

    init(_ corpus: Corpus) {
        mutation = Mutation(corpus.calendars, words: CalendarReading.words)
    }

    mutating func input(_ chance: inout SeededGenerator) -> [UInt8] { mutation.input(&chance) }

    mutating func read(_ input: [UInt8]) throws {
        if let reply = try? readCalendarReply(input) {
            try holds(!reply.uid.isEmpty, "an answer has no UID")
            try holds(reply.sequence >= 0, "a revision is below zero")
            try holds(!reply.partstat.isEmpty, "an answer says nothing")
        }
        let head =
            "From: a@example.org\r\nSubject: Accepted\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n"
        try readMessage(Array(head.utf8) + input).check()
    }

    private static let words = [
        "BEGIN:VCALENDAR\r\n", "END:VCALENDAR\r\n", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n",
        "METHOD:REPLY\r\n", "METHOD:REQUEST\r\n", "UID:a\r\n", "UID:\r\n", "SEQUENCE:-1\r\n",
        "SEQUENCE:99999999999\r\n", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@example.org\r\n",
        "ATTENDEE;PARTSTAT=:mailto:\r\n", "ATTENDEE;PARTSTAT=\"A:B\":x\r\n",
        "DTSTAMP:20261301T\r\n",
        "DTSTART;TZID=Mars:20260101T000000\r\n", "RRULE:FREQ=SECONDLY;COUNT=999999999\r\n",
        "RECURRENCE-ID:20260101\r\n", "COMMENT:a\\nb\\,c\r\n", "\r\n ", "\r\n\t",
        "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA\r\n", "X-A;B=\"C\";D=E:F\r\n", "BEGIN:", "END:",
        "BEGIN:VTIMEZONE\r\n", "BEGIN:VALARM\r\n", "TRIGGER:-P1W\r\n", "DURATION:P\r\n",
        "GEO:1;2;3\r\n", "REQUEST-STATUS:2.0;OK\r\n", "EXDATE:x\r\n",
    ]
}
