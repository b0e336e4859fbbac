import ArgumentParser
import Foundation
import Outreach
import Wire

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The settings file; otherwise PARLEY_CONFIG, then parley.yaml here.",
            valueName: "file"))
    var config: String?

    @Flag(help: "Print JSON for scripts.")
    var json = false

    /// Prints a value for scripts, or lines for people.
    func print(_ value: some Encodable, _ lines: () throws -> [String]) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
        } else {
            for line in try lines() { Swift.print(harmless(line)) }
        }
    }

    /// Opens the workplace, works in it and closes the database, whatever happens.
    func work<Value>(_ body: (Workplace) async throws -> Value) async throws -> Value {
        let place = try await Workplace.open(config)
        do {
            let value = try await body(place)
            await place.database.close()
            return value
        } catch {
            await place.database.close()
            throw error
        }
    }
}

/// By which way a notice goes; the school's own order unless given.
struct WayOptions: ParsableArguments {
    @Option(
        name: .customLong("by"),
        help: """
            email, sms, or every way that each contact has. Unless given: every way for urgent \
            notices and closures, else the one that notices.prefer puts first.
            """)
    var way: ChosenWay?
}

extension ChosenWay: ExpressibleByArgument {}

/// Who does it: taken by every command that changes something, and written to the audit trail.
struct ActingOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Your handle, as `parley staff list` shows it.", valueName: "handle"))
    var handle: String
}

/// A number with its noun.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
}

/// Lines set in columns, two spaces apart.
func columns(_ rows: [[String]]) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
        rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
        let cells = row.enumerated().map { index, cell in
            cell + String(repeating: " ", count: max(0, widths[index] - cell.count))
        }
        let line = cells.joined(separator: "  ")
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}

/// When a notice to many leaves.
struct StartOptions: ParsableArguments {
    @Flag(help: "Begin at once, without the moment in which a notice to many can be undone.")
    var now = false

    init() {}
}
