import Engines

/// Lines as a broken or hostile program would send them to `parley inspect`, the same for the same
/// seed.
struct RandomLines {
    /// A line, and what is known beforehand of its answer.
    struct Line: Sendable {
        let bytes: [UInt8]
        /// The id as it was written; nil when the line is too broken to have one that is sure.
        var id: String?
        /// Whether it is a good question, to which there is an answer without an error.
        var isGood = false
        var isBlank: Bool { bytes.allSatisfy { [9, 13, 32].contains($0) } }
    }

    /// A good question without its id: the names of its members and their values as JSON.
    typealias Question = [(name: String, value: String)]

    private let questions: [Question]
    private var dice: SeededGenerator

    init(_ questions: [Question], seed: UInt64) {
        self.questions = questions
        dice = SeededGenerator(state: seed)
    }

    mutating func lines(_ count: Int) -> [Line] {
        (0..<count).map { line($0) }
    }

    private mutating func line(_ number: Int) -> Line {
        let id = "\(number)"
        let question = pick(questions)
        switch Int.random(in: 0..<11, using: &dice) {
        case 0: return noise()
        case 1: return mutated(object(id, question))
        case 2:
            let text = Array(object(id, question).utf8)
            return Line(bytes: Array(text.prefix(.random(in: 0..<text.count, using: &dice))))
        case 3: return known(id, object(id, wrongTypes(question)))
        case 4: return known(id, object(id, deep(question)))
        case 5: return known(id, object(id, question.map { ($0.name, pick(Self.numbers)) }))
        case 6: return known(id, object(id, question.map { ($0.name, pick(Self.surrogates)) }))
        case 7:
            let odd = pick(Self.ids)
            return known(odd, object(odd, question), isGood: true)
        case 8: return known(id, object(id, brackets(question)))
        case 9: return Line(bytes: Array(pick(Self.noObjects).utf8))
        default: return known(id, object(id, question), isGood: true)
        }
    }

    private func known(_ id: String, _ text: String, isGood: Bool = false) -> Line {
        Line(bytes: Array(text.utf8), id: id, isGood: isGood)
    }

    private func object(_ id: String, _ question: Question) -> String {
        let members = question.map { "\"\($0.name)\":\($0.value)" }
        return "{\"id\":\(id)," + members.joined(separator: ",") + "}"
    }

    private mutating func noise() -> Line {
        let length = Int.random(in: 0..<300, using: &dice)
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &dice) }
        return Line(bytes: bytes.filter { $0 != 10 })
    }

    /// One to four bytes changed.
    private mutating func mutated(_ text: String) -> Line {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            let place = Int.random(in: bytes.indices, using: &dice)
            bytes[place] = .random(in: 0...255, using: &dice)
        }
        return Line(bytes: bytes.map { $0 == 10 ? 32 : $0 })
    }

    private mutating func wrongTypes(_ question: Question) -> Question {
        question.map { member in
            (member.name, Bool.random(using: &dice) ? pick(Self.values) : member.value)
        }
    }

    /// Brackets in brackets as one member's value.
    private mutating func deep(_ question: Question) -> Question {
        let depth = pick([10, 150, 199, 200, 201, 600, 10_000])
        let (open, close) = pick([("[", "]"), ("{\"a\":", "}")])
        let nested =
            String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
        let place = Int.random(in: 0..<question.count, using: &dice)
        return question.enumerated().map { ($1.name, $0 == place ? nested : $1.value) }
    }

    /// Brackets and quotes as text.
    private mutating func brackets(_ question: Question) -> Question {
        let text = "\"" + String(repeating: pick(["[", "{", "\\\"", "{{"]), count: 300) + "\""
        return question.map { ($0.name, $0.value.hasPrefix("\"") ? text : $0.value) }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &dice)]
    }

    private static let numbers = [
        "1e999", "-1e999", "1e-999", "123456789012345678901234567890", "-0", "1E5", "0.1e-400",
        "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e18", "9.3e18",
    ]
    private static let surrogates = [
        #""\ud800""#, #""\udc00x""#, #""\ud83d\ude00""#, #""\ud83d\ud83d\ude00""#, #""\u0000""#,
        #""x\uDBFF""#,
    ]
    private static let ids = [
        "18446744073709551616", "-0.0", "1e40", "1.50", #""ticket 7""#, #""\ud83d\ude00""#,
        "null", "true", #"[1,{"a":"b"}]"#, #"{"deep":[[[1]]]}"#, #""é ١ 🎒""#, "[]",
    ]
    private static let values = [
        "null", "true", "0", "-1.5", "[]", "{}", "[null]", #"[["a"]]"#, #"{"":{}}"#, #""""#,
        #""\n""#, #""💥""#, #"[{"name":"n","value":{}}]"#, #"[{"name":7}]"#,
    ]
    private static let noObjects = [
        "", "   ", "\t\r", "7", "null", "[]", #"[{"id":1}]"#, #""{}""#, "{}", "{", "}", "{}{}",
        #"{"id":1}x"#, #"{"id":1,}"#, "{'id':1}", "\u{FEFF}{}", "NaN", "01", "//", "{\"id\":}",
    ]
}
