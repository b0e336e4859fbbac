import Engines
import Foundation
import Localization
import MessageFormat
import Testing

/// The real server, English and Spanish.
@Suite(.enabled(if: RealApertium.url != nil || RealApertium.isRequired))
struct RealApertiumTests {
    private func desk() throws -> DraftDesk {
        let url = try #require(
            RealApertium.url, "No Apertium: run Tests/Servers/servers.sh up apertium.")
        return DraftDesk([TranslatorSettings.Service("rules", .apertium, url: url)])
    }

    private static let frames = [
        "{$name1} was late on {$date1}.", "Please call {$name1} about {$name2} before {$time1}.",
        "{$name1}'s teacher wants to meet you in {$place1}.", "Did {$name1} eat lunch?",
        "We will meet {$name1} and {$name2} in {$place1}, at {$time1}.", "Thank you, {$name1}!",
        "On {$date1} the school is closed.", "{$number1} students, {$number2} buses & {$name1}.",
        "The meeting [in {$place1}] is at {$time1}; bring 'lunch' / water.",
        "See {$link1} or write to {$email1}.", "Call {$phone1}.", "{$name1} \"sang\" @ school ^ $.",
    ]

    @Test func `sentences with slots become Spanish and keep each of them`() async throws {
        let segments = try Self.frames.map { try TextSegment(source: $0) }
        let run = try await desk().draft(segments)
        for (segment, draft) in zip(segments, run.drafts) {
            guard case .drafted(let target, _, _) = draft else {
                Issue.record("\(segment.source): \(draft.kinds)")
                continue
            }
            #expect(target.hasSameSlots(as: segment))
            #expect(!target.source.contains("*"))
        }
        #expect(
            run.drafts.first?.target
                == " {$name1} Era tarde en {$date1}.".trimmingCharacters(in: .whitespaces))
    }

    @Test func `an answer comes back as English`() async throws {
        let spanish = DraftDesk.spanish
        let run = try await desk().draft(
            [try TextSegment(source: "{$name1} está enfermo y no va a la escuela.")],
            spanish.reversed)
        let target = try #require(run.drafts.first?.target)
        #expect(target.contains("{$name1}") && target.contains("school"))
    }

    @Test func `a word that it does not know makes a doubt, its asterisk gone`() async throws {
        let run = try await desk().draft("The zorfblat is closed.")
        #expect(run.drafts.first?.target?.contains("zorfblat") == true)
        #expect(run.drafts.first?.target?.contains("*") == false)
        #expect(run.drafts.first?.doubts == [Doubt(.untranslated, "zorfblat")])
    }

    @Test func `a pair that it lacks is told by its own list`() async throws {
        let somali = LanguagePair(.english, try #require(LanguageTag("so")))
        let run = try await desk().draft([TextSegment(words: "lunch")], somali)
        #expect(run.drafts.map(\.kinds) == [[.pair]])
    }
}

private enum RealApertium {
    static let url = ProcessInfo.processInfo.environment["PARLEY_TRANSLATE_URL"]
    static let isRequired = ProcessInfo.processInfo.environment["PARLEY_REQUIRE_SERVERS"] != nil
}
