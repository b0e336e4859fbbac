import Engines
import Foundation
import MessageFormat
import Testing

/// Mutated messages, models, resources and tags, for as long as `FUZZ_SECONDS` says.
///
/// Whatever they are made of, they return or throw in time and never trap; what can be read
/// survives being written. The same `FUZZ_SEED` makes the same inputs. `FUZZ_KEEP` names a file
/// that holds the input at hand, which is what is left after a trap.
struct FuzzTests {
    static let seconds = setting("FUZZ_SECONDS") ?? 20
    static let seed = UInt64(setting("FUZZ_SEED") ?? 20_261_125)
    /// Far more than any input of 64 kB needs, even while other tests run.
    static let limit = Duration.seconds(5)

    private static func setting(_ name: String) -> Double? {
        ProcessInfo.processInfo.environment[name].flatMap(Double.init)
    }

    static let arguments: [String: MessageValue] = [
        "x": .integer(1), "n": .number(.nan), "count": .integer(-21), "foo": .string("\u{202E}a"),
        "bar": .date("2026-02-29"), "when": .instant(milliseconds: 1_790_000_000_000),
        "d": .decimal("-1234.50"), "y": .string("2026-03-08T02:30:00+14:00"),
    ]
    static let contexts: [FormatContext] =
        ["en-US", "ar", "hi", "ht", "zh-Hant", "und", "pl"]
        .compactMap { LanguageTag($0) }
        .flatMap { locale in
            [BidiStrategy.default, .none].map {
                FormatContext(
                    locale: locale, bidi: $0, timeZone: "America/Chicago",
                    functions: .officialTests)
            }
        }

    /// Writes the input at hand to a file, over the one before.
    private struct Keeper {
        private let file: FileHandle?

        init() {
            guard let path = ProcessInfo.processInfo.environment["FUZZ_KEEP"] else {
                file = nil
                return
            }
            _ = FileManager.default.createFile(atPath: path, contents: nil)
            file = FileHandle(forWritingAtPath: path)
        }

        func keep(_ input: String) {
            guard let file else { return }
            try? file.truncate(atOffset: 0)
            try? file.seek(toOffset: 0)
            file.write(Data(input.utf8))
        }
    }

    @Test func `no message, model, resource or tag does harm`() async throws {
        var messages = Mutation(HostileMessageTests.seeds + PlanTests.sources, seed: Self.seed)
        var models = Mutation(try Self.models(), seed: Self.seed)
        var resources = Mutation([MessageResourceTests.sample], seed: Self.seed)
        var tags = Mutation(
            ["zh-Hant-TW", "es-419", "ar-u-nu-arab", "i-klingon", "en-x-a", "sl-rozaj-biske"],
            seed: Self.seed)
        let keeper = Keeper()
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.seconds)
        var rounds = 0
        var valid = 0
        while clock.now < end {
            let message = messages.next()
            let others = (models.next(), resources.next(), tags.next())
            keeper.keep("\(message)\n\u{1}\(others.0)\n\u{1}\(others.1)\n\u{1}\(others.2)")
            let taken = try processorTime {
                let context = Self.contexts[rounds % Self.contexts.count]
                if try Self.try(message: message, context) { valid += 1 }
                // JSON is slow to read; a quarter of the rounds is enough for it.
                if rounds % 4 == 0 { try Self.try(model: others.0, context) }
                _ = try? MessageResource.parse(others.1)
                Self.try(tag: others.2)
            }
            #expect(taken < Self.limit, "\(taken) for \(message.debugDescription)")
            rounds += 1
            // Other tests share the threads.
            if rounds % 256 == 0 { await Task.yield() }
        }
        print("fuzz: \(rounds) rounds in \(Self.seconds) s, \(valid) valid, seed \(Self.seed)")
        // If nothing could be read, formatting was not tried at all.
        #expect(valid > rounds / 20)
    }

    private static func models() throws -> [String] {
        try HostileMessageTests.seeds.compactMap { try? Message($0) }.map {
            String(decoding: try JSONEncoder().encode($0.model), as: UTF8.self)
        }
    }

    private static func `try`(message source: String, _ context: FormatContext) throws -> Bool {
        let problems = Message.problems(in: source)
        guard problems.isEmpty else {
            for problem in problems {
                #expect((0...source.utf8.count).contains(problem.offset))
                #expect(problem.line >= 1 && problem.column >= 1 && !problem.sentence.isEmpty)
            }
            #expect(Message.format(source, arguments, context).text.contains("\u{FFFD}"))
            return false
        }
        let message = try Message(source)
        let formatted = message.format(arguments, context)
        #expect(formatted.text == formatted.parts.map(\.text).joined())
        for problem in formatted.problems {
            #expect((0...source.utf8.count).contains(problem.offset))
        }
        let text = message.text(MessageArguments(arguments), context)
        #expect(text.text == formatted.text, "\(source.debugDescription)")
        #expect(text.problems == formatted.problems, "\(source.debugDescription)")
        let again = try Message(message.model)
        #expect(again.model.canonical == message.model.canonical, "\(source.debugDescription)")
        _ = (message.variables, message.selectors, message.markup, message.functions)
        return true
    }

    private static func `try`(model json: String, _ context: FormatContext) throws {
        guard let model = try? JSONDecoder().decode(MessageModel.self, from: Data(json.utf8))
        else { return }
        let written = try JSONEncoder().encode(model)
        let again = try JSONDecoder().decode(MessageModel.self, from: written)
        #expect(again.canonical == model.canonical, "\(json.debugDescription)")
        do {
            let message = try Message(model)
            #expect(message.model.canonical == model.canonical, "\(json.debugDescription)")
            _ = message.format(arguments, context)
        } catch {
            // A model can be well-formed and still select by a variable without a function.
            #expect(error.kind != .syntaxError, "\(error) in \(json.debugDescription)")
        }
    }

    private static func `try`(tag text: String) {
        guard let tag = LanguageTag(text) else { return }
        #expect(LanguageTag(tag.text) == tag, "\(text.debugDescription)")
        _ = (tag.direction, tag.numberingSystem, tag.withoutExtensions)
        _ = PluralRules.category(of: "1.50", kind: .cardinal, locale: tag)
    }
}
