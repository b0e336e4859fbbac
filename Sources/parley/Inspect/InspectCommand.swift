import ArgumentParser
import Foundation

/// `parley inspect`: the engine rooms. JSON Lines in, one JSON object a line out, in order; a bad
/// line is answered with an error and stops nothing.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Ask an engine directly: JSON Lines on standard input, one answer a line.",
        discussion: """
            echo '{"id":1,"locale":"ar","type":"cardinal","number":"3"}' | parley inspect plural
            """,
        subcommands: [
            Format.self, Plural.self, Mail.self, Thread.self, Address.self, Language.self,
            Phone.self, SMS.self, Signature.self,
        ])

    struct Format: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Format a MessageFormat 2 message.")
        func run() throws { answerLines(inspectFormat) }
    }

    struct Plural: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The plural category of a number in a language.")
        func run() throws { answerLines(inspectPlural) }
    }

    struct Mail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What is read in a mail: kind, new words, language, attachments.")
        func run() throws { answerLines(inspectMail) }
    }

    struct Thread: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Which mails belong together.")
        func run() throws { answerLines(inspectThread) }
    }

    struct Address: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether a text is one mail address.")
        func run() throws { answerLines(inspectAddress) }
    }

    struct Language: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The language of a text.")
        func run() throws { answerLines(inspectLanguage) }
    }

    struct SMS: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sms", abstract: "What a text costs as a text message.")
        func run() throws { answerLines(inspectSMS) }
    }

    struct Signature: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether a webhook's signature is valid.")
        func run() throws { answerLines(inspectSignature) }
    }

    struct Phone: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A phone number as E.164.")
        func run() throws { answerLines(inspectPhone) }
    }
}

/// Answers each line of standard input in order.
func answerLines(_ answer: ([String: JSON]) throws -> [String: JSON]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for line in LineReader(.standardInput) {
        if line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) { continue }
        var object = respond(to: line, answer)
        // A value that JSON can't hold must not end the run either.
        let data =
            (try? encoder.encode(JSON.object(object)))
            ?? {
                object = ["id": object["id"] ?? .null, "error": .string("The answer is no JSON.")]
                return (try? encoder.encode(JSON.object(object))) ?? Data("{}".utf8)
            }()
        FileHandle.standardOutput.write(data + Data([10]))
    }
}

private func respond(
    to line: Data, _ answer: ([String: JSON]) throws -> [String: JSON]
) -> [String: JSON] {
    guard nesting(of: line) < 200 else {
        return ["id": .null, "error": .string("The line is nested too deeply.")]
    }
    guard let object = (try? JSONDecoder().decode(JSON.self, from: line))?.object else {
        return ["id": .null, "error": .string("The line is no JSON object.")]
    }
    let id = object["id"] ?? .null
    do {
        return try answer(object).merging(["id": id], uniquingKeysWith: { $1 })
    } catch {
        return ["id": id, "error": .string("\(error)")]
    }
}

/// How deep brackets go, at most; a decoder that recurses is not asked to follow.
private func nesting(of line: Data) -> Int {
    var (depth, deepest) = (0, 0)
    for byte in line {
        if byte == 0x5B || byte == 0x7B { depth += 1 }
        if byte == 0x5D || byte == 0x7D { depth -= 1 }
        deepest = max(deepest, depth)
    }
    return deepest
}

/// Lines of a file handle, without their ends; only one line is held at a time.
struct LineReader: Sequence, IteratorProtocol {
    private let handle: FileHandle
    private var buffer = Data()
    private var searched = 0
    private var isAtEnd = false

    init(_ handle: FileHandle) {
        self.handle = handle
    }

    mutating func next() -> Data? {
        while true {
            let start = buffer.startIndex + searched
            if let end = buffer[start...].firstIndex(of: 10) {
                let line = Data(buffer[buffer.startIndex..<end])
                buffer.removeSubrange(buffer.startIndex...end)
                searched = 0
                return line
            }
            searched = buffer.count
            if isAtEnd {
                defer { (buffer, searched) = (Data(), 0) }
                return buffer.isEmpty ? nil : buffer
            }
            let more = handle.availableData
            isAtEnd = more.isEmpty
            buffer.append(more)
        }
    }
}
