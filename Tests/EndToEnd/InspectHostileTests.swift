import Foundation
import Testing

/// What `parley inspect` answers to lines that nobody should send.
struct InspectHostileTests {
    private struct Answer: Decodable {
        let id: Int?
        let error: String?
    }

    @Test(arguments: [
        ("mail", #"{"id":1}"#), ("mail", #"{"id":1,"raw":5}"#), ("mail", #"{"id":1,"raw":"!!!!"}"#),
        ("mail", #"{"id":1,"raw":"aGk=aGk="}"#), ("mail", #"{"id":1,"raw":null,"path":null}"#),
        ("mail", #"{"id":1,"path":["a"]}"#), ("mail", #"{"id":1,"raw":"aGk=","hints":[1]}"#),
        ("thread", #"{"id":1,"raws":"aGk="}"#), ("thread", #"{"id":1,"raws":["aGk=",5]}"#),
        ("thread", #"{"id":1,"raws":["????"]}"#), ("language", #"{"id":1,"text":["a"]}"#),
        ("language", #"{"id":1,"text":"a","hints":{}}"#), ("phone", #"{"id":1,"text":null}"#),
        ("phone", #"{"id":1,"text":"5","region":5}"#), ("address", #"{"id":1,"text":5}"#),
        ("signature", #"{"id":1,"scheme":"none","secret":"a","url":"","headers":{}}"#),
        ("signature", #"{"id":1,"scheme":"twilio","secret":5,"url":"","headers":{}}"#),
        ("signature", #"{"id":1,"scheme":"twilio","secret":"a","url":"","headers":{"a":1}}"#),
        ("sms", #"{"id":1,"text":1}"#),
    ])
    func `a line that can't be answered is told why, and the next one is answered`(
        _ command: String, _ line: String
    ) async throws {
        let answers = try await inspect(
            command, [line, #"{"id":2}"#, #"{"id":3,"text":"\u0000"}"#], as: Answer.self)
        #expect(answers.map(\.id) == [1, 2, 3])
        let error = try #require(answers.first?.error)
        #expect(error.hasSuffix(".") && error.count > 15, "\(error)")
        #expect(answers[1].error != nil)
    }

    @Test func `base64 may be wrapped, and its padding left out`() async throws {
        struct Read: Decodable { let text: String }
        let raw = Data("Subject: x\n\nhi there".utf8).base64EncodedString()
        let bare = raw.replacing("=", with: "")
        let wrapped = bare.prefix(10) + #"\r\n "# + bare.dropFirst(10)
        let answers = try await inspect(
            "mail", [raw, bare, String(wrapped)].map { #"{"id":1,"raw":"\#($0)"}"# }, as: Read.self)
        #expect(answers.map(\.text) == ["hi there", "hi there", "hi there"])
    }

    @Test func `a line of 50 MB is read, and so is the one behind it`() async throws {
        let word = String(repeating: "palabra ", count: 50 << 17)
        let answers = try await inspect(
            "address", [#"{"id":1,"text":"\#(word)"}"#, #"{"id":2,"text":"a@b.example"}"#],
            as: Answer.self)
        #expect(answers.map(\.id) == [1, 2])
    }

    @Test func `who reads no more ends it quietly; a full disk does not look like success`()
        async throws
    {
        let line = #"{\"id\":1,\"text\":\"a\"}"#
        let many = "for i in $(seq 2000); do echo \"\(line)\"; done | \"$0\" inspect sms"
        let folder = try Folder()
        let ways = [
            // Ended by SIGPIPE, or where that is ignored by itself.
            ("| head -n 1; echo ${PIPESTATUS[1]}", ["0", "141"]), ("> /dev/full; echo $?", ["74"]),
        ]
        for (rest, statuses) in ways {
            let run = try RunningProgram(
                URL(filePath: "/bin/bash"),
                ["-c", "\(many) \(rest)", try ParleyProgram.url().path],
                environment: [:], in: folder)
            try await run.ended()
            let status = run.output.split(separator: "\n").last.map(String.init) ?? ""
            #expect(statuses.contains(status), "\(status)")
            #expect(!run.complaints.contains("crashed"), "\(run.complaints)")
        }
    }
}
