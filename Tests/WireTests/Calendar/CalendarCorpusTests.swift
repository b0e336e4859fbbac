import Engines
import Foundation
import Testing
import Wire

/// The files of `Tests/Corpora/ical`, malformed ones among them.
@Suite struct CalendarCorpusTests {
    private struct Entry: Decodable {
        let file: String, method: String?
    }

    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Corpora/ical")

    /// Of two calendars in one file the first is read, and this one's has no METHOD.
    private let odd = ["files/icalendar-multiple_calendar_components.ics": ["method "]]

    private func entries() throws -> [Entry] {
        let index = try Data(contentsOf: Self.folder.appending(path: "index.json"))
        return try JSONDecoder().decode([Entry].self, from: index)
    }

    /// The word for what the reader makes of bytes.
    private func outcome(_ bytes: [UInt8]) -> String {
        do {
            return try readCalendarReply(bytes).uid.isEmpty ? "an answer without UID" : "answer"
        } catch {
            switch error.reason {
            case .method(let name): return "method \(name)"
            case .notACalendar: return "no calendar"
            case .noEvent: return "no event"
            case .noUID: return "no UID"
            case .noAttendee: return "no attendee"
            case .severalAttendees: return "several attendees"
            case .tooLarge: return "too large"
            case .unwritable: return "unwritable"
            }
        }
    }

    @Test func `every file is an answer or has its reason why not, in time`() throws {
        var counts: [String: Int] = [:]
        let time = try processorTime {
            for entry in try entries() {
                let file = Self.folder.appending(path: entry.file)
                let found = outcome([UInt8](try Data(contentsOf: file)))
                counts[found, default: 0] += 1
                if let method = entry.method?.uppercased(), method != "REPLY" {
                    let wanted = ["method \(method)", "no calendar"] + (odd[entry.file] ?? [])
                    #expect(wanted.contains(found), "\(entry.file): \(found)")
                }
            }
        }
        #expect(counts.values.reduce(0, +) == 327)
        #expect(
            counts == [
                "method ": 230, "method PUBLISH": 33, "method REQUEST": 7, "method XYZ": 1,
                "no calendar": 54, "no event": 2,
            ])
        #expect(time < .seconds(20))
    }

    @Test func `every file made into an answer is read or refused, in time`() throws {
        var counts: [String: Int] = [:]
        let time = try processorTime {
            for entry in try entries() {
                let file = Self.folder.appending(path: entry.file)
                counts[outcome(asReply([UInt8](try Data(contentsOf: file)))), default: 0] += 1
            }
        }
        #expect(counts.values.reduce(0, +) == 327)
        #expect(
            counts == [
                "answer": 4, "no attendee": 197, "several attendees": 5, "no UID": 22,
                "no event": 45, "no calendar": 54,
            ])
        #expect(time < .seconds(20))
    }

    /// The bytes with METHOD:REPLY after the first line, and no other METHOD.
    private func asReply(_ bytes: [UInt8]) -> [UInt8] {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        lines.removeAll { String(decoding: $0.prefix(6), as: UTF8.self).uppercased() == "METHOD" }
        guard let first = lines.firstIndex(where: { !$0.isEmpty }) else { return bytes }
        lines.insert(Array("METHOD:REPLY".utf8)[...], at: first + 1)
        return Array(lines.joined(separator: [10]))
    }
}
