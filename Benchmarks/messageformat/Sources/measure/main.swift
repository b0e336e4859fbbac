import Foundation
import MessageFormat

// The messages of umsg_format.c in MessageFormat 2, parsed once and formatted to text for 1,000
// distinct arguments, without isolates, as ICU does. Prints "NAME<TAB>nanoseconds each<TAB>a
// sample" for each, and what it takes to parse.

let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200
let count = 1_000
let sample = 777

func nanoseconds(_ times: Int, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let taken = try clock.measure {
        for _ in 0..<times { try work() }
    }
    let (seconds, rest) = taken.components
    return (Double(seconds) * 1e9 + Double(rest) / 1e9) / Double(times)
}

func show(_ name: String, _ each: Double, _ sample: String) {
    print("\(name)\t\(Double(Int(each * 10)) / 10)\t\(sample)")
}

func measure(_ name: String, _ source: String, _ arguments: [MessageArguments]) throws {
    let message = try Message(source)
    let context = FormatContext(locale: LanguageTag("en-US") ?? .english, bidi: .none)
    var bytes = 0
    func all() {
        for values in arguments { bytes += message.text(values, context).text.utf8.count }
    }
    all()
    let each = nanoseconds(rounds, all) / Double(arguments.count)
    show(name, each, message.text(arguments[sample], context).text)
    // With parts, the way that knows every kind of value and problem.
    func parts() {
        for values in arguments { bytes += message.format(values, context).text.utf8.count }
    }
    let long = nanoseconds(max(1, rounds / 10), parts) / Double(arguments.count)
    show("\(name)-parts", long, "\(bytes > 0 ? "" : "nothing")")
}

let plural = """
    .input {$count :number}
    .match $count
    one {{{$student} has {$count} absence this month.}}
    *   {{{$student} has {$count} absences this month.}}
    """

try measure(
    "plural-string", plural,
    (0..<count).map { ["student": .string("Student \($0)"), "count": .integer($0)] })
try measure(
    "two-strings", "{$student} will meet {$teacher} in the library.",
    (0..<count).map { ["student": .string("Student \($0)"), "teacher": .string("Teacher \($0)")] })
try measure(
    "plural-date",
    """
    .input {$count :number}
    .match $count
    one {{{$count} meeting on {$day :date length=long}.}}
    *   {{{$count} meetings on {$day :date length=long}.}}
    """,
    (0..<count).map {
        [
            "count": .integer($0),
            "day": .instant(milliseconds: 1_790_000_000_000 + Int64($0) * 29_000_000),
        ]
    })

show("parse", try nanoseconds(rounds * 100) { _ = try Message(plural) }, "")
let piece = "Meet {$teacher :string} on {$day :date length=long} in {|Room 5|}. "
let large = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
show("parse-1-MB", try nanoseconds(3) { _ = try Message(large) }, "")
