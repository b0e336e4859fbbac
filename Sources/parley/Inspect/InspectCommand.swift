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
        func run() throws { try answerLines(inspectFormat) }
    }

    struct Plural: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The plural category of a number in a language.")
        func run() throws { try answerLines(inspectPlural) }
    }

    struct Mail: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What is read in a mail: kind, new words, language, attachments.")
        func run() throws { try answerLines(inspectMail) }
    }

    struct Thread: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Which mails belong together.")
        func run() throws { try answerLines(inspectThread) }
    }

    struct Address: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether a text is one mail address.")
        func run() throws { try answerLines(inspectAddress) }
    }

    struct Language: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "The language of a text.")
        func run() throws { try answerLines(inspectLanguage) }
    }

    struct SMS: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sms", abstract: "What a text costs as a text message.")
        func run() throws { try answerLines(inspectSMS) }
    }

    struct Signature: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Whether a webhook's signature is valid.")
        func run() throws { try answerLines(inspectSignature) }
    }

    struct Phone: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A phone number as E.164.")
        func run() throws { try answerLines(inspectPhone) }
    }
}

/// Answers each line of standard input in order, an empty one too.
///
/// - Throws: `ExitCode` 74 when an answer can't be written, as on a full disk.
func answerLines(_ answer: ([String: JSON]) throws -> [String: JSON]) throws {
    for line in LineReader(.standardInput) {
        let object = respond(to: [UInt8](line), answer)
        print(JSON.object(object).text)
        guard fflush(nil) != 0 else { continue }
        // Who reads the answers has enough, as `head` does.
        if errno == EPIPE { return }
        complain("The answers could not be written: \(String(cString: strerror(errno))).")
        throw ExitCode(74)
    }
}

private func respond(
    to line: [UInt8], _ answer: ([String: JSON]) throws -> [String: JSON]
) -> [String: JSON] {
    var reader = JSONReader(line)
    do throws(InspectProblem) {
        let value = try reader.value()
        let id = id(of: line, reader)
        if let fault = reader.fault { return ["id": id, "error": .string(fault.description)] }
        guard let object = value.object else {
            return ["id": .null, "error": .string("The line is no JSON object.")]
        }
        do {
            return try answer(object).merging(["id": id], uniquingKeysWith: { $1 })
        } catch {
            return ["id": id, "error": .string("\(error)")]
        }
    } catch {
        return ["id": id(of: line, reader), "error": .string(error.description)]
    }
}

/// The id as it was written, so that a number of any length comes back the same; null when there
/// is none, or when it would spoil the answer.
private func id(of line: [UInt8], _ reader: JSONReader) -> JSON {
    guard let range = reader.id, !line[range].contains(where: { $0 < 32 }),
        let text = String(validating: line[range], as: UTF8.self)
    else { return .null }
    return .written(text)
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
