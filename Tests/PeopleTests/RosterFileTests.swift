import Testing

@testable import People

/// A file with one fault, and how it must be told.
struct BadRoster: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let kind: RosterProblem.Kind
    let line: Int?
    let column: String?
    /// Words that the sentence must hold.
    let words: [String]

    init(
        _ name: String, _ bytes: [UInt8], _ kind: RosterProblem.Kind, line: Int? = nil,
        column: String? = nil, _ words: String...
    ) {
        testDescription = name
        self.bytes = bytes
        self.kind = kind
        self.line = line
        self.column = column
        self.words = words
    }

    init(_ name: String, cell: Line, _ kind: RosterProblem.Kind, _ words: String...) {
        testDescription = name
        bytes = sheet([edge("s1", "c1"), edge("s2", "c2", cell)])
        self.kind = kind
        line = 3
        column = cell.keys.first
        self.words = words
    }
}

private let good = edge("s1", "c1")

private func replaced(_ lines: [Line], _ old: String, by new: [UInt8]) -> [UInt8] {
    let bytes = sheet(lines)
    guard let range = bytes.firstRange(of: Array(old.utf8)) else { return [] }
    return Array(bytes[..<range.lowerBound]) + new + bytes[range.upperBound...]
}

private let badRosters: [BadRoster] = [
    BadRoster("nothing at all", [], .noRows, "no rows"),
    BadRoster("a byte order mark and nothing else", [0xEF, 0xBB, 0xBF], .noRows),
    BadRoster("a header and no rows", sheet([]), .noRows),
    BadRoster("a header and empty rows", sheet([]) + Array(",,,,\n\n".utf8), .noRows),
    BadRoster("UTF-16", [0xFF, 0xFE, 0x73, 0], .wrongEncoding, line: 1, "CSV UTF-8"),
    BadRoster(
        "semicolons",
        Array(headers.joined(separator: ";").utf8) + Array("\n1;2\n".utf8),
        .wrongSeparator, line: 1, "semicolons"),
    BadRoster(
        "rows without a header", Array(sheet([good]).drop { $0 != 10 }.dropFirst()),
        .missingColumn, line: 1, "none of a roster's headers", "student_id, student_given_name"),
    BadRoster(
        "a mistyped column", replaced([good], "home_language", by: Array("home_langage".utf8)),
        .missingColumn, column: "home_language", "is missing", "\"home_langage\""),
    BadRoster(
        "a column left out", sheet([good], columns: headers.filter { $0 != "no_contact" }),
        .missingColumn, column: "no_contact", "add the column"),
    BadRoster(
        "a column twice", sheet([good], columns: headers + ["grade"]), .repeatedColumn, line: 1,
        column: "grade", "places 4 and 19"),
    BadRoster(
        "a row with a cell too many", sheet([good]) + Array("a,b,c\n".utf8), .fieldCount, line: 3,
        "3 cells", "header 18"),
    BadRoster(
        "a quote that is never closed",
        replaced([good, good], "mother", by: Array("\"mother".utf8)),
        .unterminatedQuote, line: 2, column: "relation", "never closed"),
    BadRoster(
        "text after a quote", replaced([good], "mother", by: Array("\"mo\"ther".utf8)),
        .strayQuote, line: 2, column: "relation"),
    BadRoster(
        "a byte that is not UTF-8", replaced([good], "mother", by: [0x6D, 0xE8, 0x72, 0x65]),
        .invalidUTF8, line: 2, column: "relation", "0xE8", "byte 242 of the file"),
    BadRoster("an empty id", cell: ["student_id": ""], .empty),
    BadRoster("a family without an id", cell: ["family": " "], .empty),
    BadRoster(
        "an id that is none", cell: ["student_id": String(repeating: "x", count: 201)], .tooLong),
    BadRoster(
        "a cell without end", cell: ["relation": String(repeating: "x", count: 2_000)], .tooLong),
    BadRoster("neither yes nor no", cell: ["may_receive": "perhaps"], .notYesOrNo, "\"perhaps\""),
    BadRoster("an empty yes or no", cell: ["no_contact": ""], .notYesOrNo, "says nothing"),
    BadRoster("a custody of a new kind", cell: ["custody": "shared"], .notYesOrNo, "unknown"),
    BadRoster(
        "a language by its name", cell: ["home_language": "Spanish"], .unknownLanguage, "write es"),
    BadRoster("a language that is none", cell: ["home_language": "xx"], .unknownLanguage),
    BadRoster("no language", cell: ["home_language": ""], .unknownLanguage, "und"),
    BadRoster(
        "an address without an at", cell: ["email": "hodan"], .unreadableAddress, "\"hodan\""),
    BadRoster(
        "one of two addresses", cell: ["email": "a@example.org; b@"], .unreadableAddress, "\"b@\""),
    BadRoster("a word for a phone", cell: ["phone": "ask her"], .unreadablePhone, "\"ask her\""),
    BadRoster(
        "a phone that is too short", cell: ["phone": "555-01"], .unreadablePhone, "\"555-01\""),
    BadRoster(
        "a phone that a spreadsheet rounded", cell: ["phone": "6.12555E+09"], .unreadablePhone,
        "spreadsheet"),
    BadRoster(
        "a line break in a name", cell: ["student_given_name": "A\nB"], .controlCharacter,
        "U+000A", "<U+000A>"),
    BadRoster(
        "a NUL in a name", cell: ["contact_family_name": "A\u{0}"], .controlCharacter, "U+0000"),
    BadRoster(
        "the same edge twice", sheet([good, edge("s2", "c2"), good]), .duplicate, line: 4,
        column: "contact_id", "Line 2"),
    BadRoster(
        "one student with two names",
        sheet([good, edge("s1", "c2", ["student_given_name": "Other"])]), .contradiction, line: 3,
        column: "student_given_name", "\"Other\"", "line 2 says \"Student\""),
    BadRoster(
        "one contact with two languages", sheet([good, edge("s2", "c1", ["home_language": "ar"])]),
        .contradiction, line: 3, column: "home_language", "\"ar\"", "\"so\""),
    BadRoster(
        "one contact in two families", sheet([good, edge("s2", "c1", ["family": "f2"])]),
        .contradiction, line: 3, column: "family"),
    BadRoster(
        "one contact with two addresses", sheet([good, edge("s2", "c1", ["email": ""])]),
        .contradiction, line: 3, column: "email"),
    BadRoster(
        "a person without any name",
        sheet([edge("s1", "c1", ["contact_given_name": "", "contact_family_name": ""])]),
        .empty, line: 2, column: "contact_given_name"),
]

@Suite struct `A roster that can't be read` {
    @Test(arguments: badRosters)
    func `is told once, with its place and what to do`(_ bad: BadRoster) throws {
        let found = try problems(bad.bytes)
        #expect(found.count == 1, "\(found.map(\.sentence))")
        let problem = try #require(found.first)
        #expect(problem.kind == bad.kind)
        #expect(problem.line == bad.line)
        #expect(problem.column == bad.column)
        for word in bad.words { #expect(problem.sentence.contains(word), "\(problem.sentence)") }
    }

    @Test func `is told with all its problems, in the order of the lines`() throws {
        let found = try problems(
            sheet([
                edge("s1", "c1", ["email": "no", "phone": "no", "custody": "maybe"]),
                edge("s1", "c1", ["student_family_name": "Other", "home_language": "Klingon"]),
                edge("", "c2", ["email": "a@b@c; d@; e@example.org"]),
            ]))
        #expect(
            found.map { "\($0.line ?? 0) \($0.kind.rawValue)" } == [
                "2 unreadable-address", "2 unreadable-phone", "2 not-yes-or-no",
                "3 unknown-language", "3 contradiction", "3 contradiction", "3 duplicate",
                "4 empty", "4 unreadable-address", "4 unreadable-address",
            ])
    }

    @Test func `does not put what its cells say into a log`() throws {
        let bytes = sheet([edge("s1", "c1", ["email": "secret", "home_language": "secret"])])
        let failure = try #require(throws: RosterProblems.self) {
            try RosterFile.read(bytes, region: "US")
        }
        #expect(!"\(failure) \(failure.problems)".contains("secret"))
        #expect(failure.summary.allSatisfy { $0.contains("secret") })
    }

    @Test func `lists no more problems than the limit, and counts the rest`() throws {
        let lines = (0..<50).map { edge("s\($0)", "c\($0)", ["custody": "?"]) }
        let failure = try #require(throws: RosterProblems.self) {
            try RosterFile.read(sheet(lines), region: "US", limits: RosterLimits(problems: 20))
        }
        #expect(failure.problems.count == 20)
        #expect(failure.further == 30)
        #expect(failure.summary.last == "There are 30 more problems.")
    }

    @Test func `is not read at all beyond the limit of its size`() throws {
        let found = try problems(sheet([good]), limits: RosterLimits(bytes: 100))
        #expect(found.map(\.kind) == [.tooLarge])
    }

    @Test func `with a million headers is refused`() throws {
        let bytes = Array(
            ("student_id," + String(repeating: "x,", count: 1_000_000) + "\n1\n").utf8)
        #expect(try problems(bytes).contains { $0.kind == .tooManyColumns })
    }

    /// Each byte of a file in turn is taken out, doubled or set to something nasty: reading
    /// returns or throws, and never traps.
    @Test func `never stops the program`() throws {
        let bytes = sheet([edge("s1", "c1", ["phone": "612 555 0123", "relation": "a,\"b\"\nc"])])
        for place in bytes.indices {
            for nasty in [0, 0x0A, 0x0D, 0x22, 0x2C, 0x3B, 0x80, 0xF0, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = nasty
                _ = try problems(changed)
            }
            _ = try problems(Array(bytes[..<place]))
        }
    }
}

@Suite struct `A roster that is not quite as it should be` {
    @Test(arguments: ["\n", "\r\n", "\r"], [true, false])
    func `is read with any line end, with a byte order mark and without`(
        _ end: String, _ hasMark: Bool
    ) throws {
        let mark: [UInt8] = hasMark ? [0xEF, 0xBB, 0xBF] : []
        let file = try RosterFile.read(mark + sheet([good], end: end), region: "US")
        #expect(try file.all(RosterStudent.self).map(\.key) == ["s1"])
        #expect(file.notes.isEmpty)
    }

    @Test func `is read with its columns in any order, and unknown ones are told`() throws {
        let columns = ["lunch"] + headers.reversed() + ["bus"]
        let file = try RosterFile.read(sheet([good], columns: columns), region: "US")
        #expect(try file.all(RosterContact.self).map(\.key) == ["c1"])
        #expect(
            file.notes.map(\.description) == [
                "Line 1: \"lunch\" is no column of a roster; it is ignored.",
                "Line 1: \"bus\" is no column of a roster; it is ignored.",
            ])
    }

    @Test func `is read with a school's own headers`() throws {
        let columns = headers.map { $0 == "student_id" ? "Pupil ID" : $0 }
        var own = good
        own["Pupil ID"] = "s1"
        let map = try ColumnMap(named: ["pupil id": "student_id"])
        let file = try RosterFile.read(sheet([own], columns: columns), region: "US", map: map)
        #expect(try file.all(RosterStudent.self).map(\.key) == ["s1"])
        let failure = try #require(throws: RosterProblems.self) {
            try RosterFile.read(sheet([good]), region: "US", map: map)
        }
        #expect(
            failure.summary.first?.hasPrefix(
                "Column pupil id: This column, which is mapped to student_id, is missing.") == true)
        #expect(throws: ColumnMapProblem.self) { try ColumnMap(named: ["x": "student"]) }
    }

    @Test func `loses the characters that turn its text around`() throws {
        let file = try read([edge("s1", "c1", ["student_given_name": "\u{202E}Ali\u{2069}"])])
        #expect(try file.all(RosterStudent.self).map(\.givenName) == ["Ali"])
        #expect(file.notes.map(\.column) == ["student_given_name"])
        let joined = "نور\u{200C}الهدی"
        let kept = try read([edge("s1", "c1", ["student_given_name": joined])])
        #expect(try kept.all(RosterStudent.self).map(\.givenName) == [joined])
        #expect(kept.notes.isEmpty)
    }

    @Test func `has several addresses in a cell, the first one first, each once`() throws {
        let file = try read([
            edge(
                "s1", "c1",
                [
                    "email": "b@Example.org; a@example.org ;b@example.org;",
                    "phone": "(612) 555-0123; +1 612 555 0123",
                ])
        ])
        #expect(
            try file.all(RosterAddress.self).map(\.key.address) == [
                "a@example.org", "b@example.org", "+16125550123",
            ])
        #expect(try file.all(RosterAddress.self).map(\.position) == [1, 0, 0])
        #expect(
            try file.all(RosterAddress.self).map(\.original) == [
                "a@example.org", "b@Example.org", "(612) 555-0123",
            ])
    }

    @Test func `says languages in other ways`() throws {
        let file = try read([
            edge("s1", "c1", ["home_language": "spa"]),
            edge("s1", "c2", ["home_language": "zh_TW"]),
            edge("s1", "c3", ["home_language": "kjb"]), edge("s1", "c4", ["home_language": "und"]),
        ])
        #expect(
            try file.all(RosterContact.self).map(\.homeLanguage) == [
                "es", "zh-Hant-TW", "kjb", "und",
            ])
        #expect(file.notes.map(\.line) == [4])
    }

    @Test func `has people with one name, and a family named after its first contact`() throws {
        let file = try read([
            edge(
                "s1", "c1",
                ["contact_given_name": "Suharto", "contact_family_name": "", "family": "f"]),
            edge("s1", "c2", ["contact_family_name": "Hassan", "family": "f"]),
        ])
        #expect(try file.all(RosterFamily.self).map(\.name) == ["Suharto"])
    }

    @Test func `tells rows of commas and quotes in the middle of a cell`() throws {
        let extra = Array((String(repeating: ",", count: 17) + "\n").utf8)
        let relation = edge("s2", "c2", ["relation": "aunt X"])
        let bytes = replaced([good, relation], "aunt X", by: Array("aunt \"X\"".utf8)) + extra
        let file = try RosterFile.read(bytes, region: "US")
        #expect(try file.all(RosterEdge.self).map(\.relation) == ["mother", "aunt \"X\""])
        #expect(file.notes.map(\.line) == [3, 4])
    }
}
