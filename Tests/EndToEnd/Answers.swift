/// What commands print with `--json`; each holds what the tests look at.
enum Answers {
    struct Referred: Decodable { let `case`: String }
    struct SetMeeting: Decodable { let meeting: String }
    struct SetEvent: Decodable { let event: String }
    struct Waiting: Decodable { let waiting: Int }
    struct Kept: Decodable { let inbound: String }

    struct Plan: Decodable {
        struct Language: Decodable { let language: String, standing: String, count: Int }
        struct LeftOut: Decodable { let contact: String, reason: String }
        let copies: Int
        let languages: [Language]
        let leftOut: [LeftOut]
    }

    struct Receipt: Decodable {
        let send: String?
        let queued: Int
    }

    struct Status: Decodable {
        struct Line: Decodable { let language: String, state: String, count: Int }
        let messages: [Line]
    }

    struct Message: Decodable {
        let id: String, messageID: String, contact: String, language: String, state: String
        let standing: String, due: String
        let attempts: Int
        let lastReply: String?, subject: String?, text: String?
    }

    struct CaseFile: Decodable {
        struct Entry: Decodable {
            let kind: String, from: String, subject: String?, words: String, language: String
            let details: [String: String]
            let messageState: String?, evidence: String?
            let isUnverified: Bool
            let files: [File]
        }
        struct File: Decodable {
            let number: Int, name: String, type: String, size: Int?, absence: String?
        }
        struct MeetingLine: Decodable { let reference: String, answer: String? }
        let meetings: [MeetingLine]
        let timeline: [Entry]

        func entries(_ kind: String) -> [Entry] { timeline.filter { $0.kind == kind } }
    }

    struct CaseLine: Decodable { let reference: String, wantsContact: Bool }

    struct Triage: Decodable {
        let reference: String, kind: String, reason: String, from: String?, subject: String
        let words: String
    }
}
