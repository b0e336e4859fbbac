import Foundation
import MessageFormat
import Testing

@testable import Localization

@Suite struct CatalogReviewTests {
    private let fixture: NoticeFixture
    private let somali: LanguageTag
    private let urgent = EntrySelection(notices: ["urgent"])
    private let path = "locales/so/urgent.mf2"

    init() throws {
        fixture = try NoticeFixture(["en", "so"])
        somali = try tag("so")
    }

    private var review: CatalogReview {
        CatalogReview(templates: fixture.templates, locales: fixture.locales)
    }

    private func hodan() throws -> ReviewSignature {
        try ReviewSignature(name: " Hodan Ali ", day: "2026-11-25", today: "2026-11-26")
    }

    private func standing(_ key: String) throws -> Standing {
        try fixture.load().standing(ofEntry: key, in: somali)
    }

    /// What refuses leaves the folder as it was.
    private func refusal(_ selection: EntrySelection) throws -> String {
        let before = try fixture.read(path)
        let found = #expect(throws: CatalogRefusal.self) {
            try review.signing(somali, selection, by: try hodan()).apply()
        }
        #expect(try fixture.read(path) == before)
        return found?.description ?? ""
    }

    @Test(arguments: ["\n", "\r\n"])
    func `signing writes who, when and what, and nothing else`(_ end: String) throws {
        let before = "# A remark." + end + (try fixture.read(path)).replacing("\n", with: end)
        try fixture.write(path, before)
        let decision = try review.signing(somali, urgent, by: try hodan())
        #expect(decision.items.count == 5 && decision.unchanged == 0)
        #expect(decision.items.allSatisfy { $0.standing == .reviewed && $0.difference == nil })
        try decision.apply()
        var expected = before
        for entry in try MessageResource.parse(before).entries.reversed() {
            let signature = [
                "@status reviewed", "@reviewed-by Hodan Ali", "@reviewed-on 2026-11-25",
                "@reviewed-text \(sourceDigest(entry.source))",
            ].joined(separator: end)
            let range = try #require(expected.range(of: "@status draft", options: .backwards))
            expected.replaceSubrange(range, with: signature)
        }
        let written = try fixture.read(path)
        #expect(Array(written.utf8) == Array(expected.utf8))
        #expect(try standing("urgent.subject") == .reviewed)
        #expect(fixture.findings().filter { $0.severity != .note } == [])
    }

    @Test func `an example is shown with its blanks filled in`() throws {
        let item = try #require(try review.signing(somali, urgent, by: try hodan()).items.first)
        #expect(item.key == "urgent.subject" && item.place == "locales/so/urgent.mf2:6")
        #expect(item.english == "Urgent message from {$school}")
        #expect(item.example == "Farriin degdeg ah oo ka timid Lincoln Elementary School")
    }

    @Test func `a text that is edited after its review counts as a draft, and the check says so`()
        throws
    {
        try fixture.review("so", ["urgent", "common"])
        #expect(try fixture.load().standing(of: "urgent", in: somali) == .reviewed)
        try fixture.replace(path, "Fadlan hadda akhri.", "Fadlan akhri.")
        #expect(try standing("urgent.opening") == .draft)
        #expect(try standing("urgent.subject") == .reviewed)
        #expect(try fixture.load().standing(of: "urgent", in: somali) == .draft)
        let found = fixture.findings().filter { $0.severity != .note }
        #expect(found.map(\.rule) == [.changedAfterReview])
        // Signed anew it counts again, and no other entry is touched.
        let again = try review.signing(somali, urgent, by: try hodan())
        #expect(again.items.map(\.key) == ["urgent.opening"] && again.unchanged == 4)
        try again.apply()
        #expect(try fixture.load().standing(of: "urgent", in: somali) == .reviewed)
    }

    @Test func `what is reviewed already is not signed again`() throws {
        try fixture.review("so", ["urgent"])
        let ana = try ReviewSignature(name: "Ana", day: "2026-11-26", today: "2026-11-26")
        let decision = try review.signing(somali, urgent, by: ana)
        #expect(decision.items == [] && decision.unchanged == 5)
        let before = try fixture.read(path)
        try decision.apply()
        #expect(try fixture.read(path) == before)
    }

    @Test func `a doubt of the author's is settled by a review`() throws {
        try fixture.replace(path, "@status draft", "@confidence low\n@status machine")
        #expect(try standing("urgent.subject") == .fallback)
        try fixture.review("so", ["urgent"])
        #expect(try standing("urgent.subject") == .reviewed)
        #expect(try !fixture.read(path).contains("@confidence"))
    }

    @Test func `single messages can be signed`() throws {
        for (selection, keys) in [
            (EntrySelection(notices: ["urgent"], keys: ["sms", "subject"]), ["subject", "sms"]),
            (EntrySelection(keys: ["urgent.heading"]), ["heading"]),
        ] {
            let decision = try review.signing(somali, selection, by: try hodan())
            #expect(decision.items.map(\.key) == keys.map { "urgent.\($0)" })
        }
        let all = try review.signing(somali, EntrySelection(isAll: true), by: try hodan())
        let desk = try CatalogDesk(
            templates: fixture.templates, locales: fixture.locales, language: somali)
        #expect(all.items.count == desk.entries.count)
        try all.apply()
        for notice in try fixture.load().notices {
            #expect(try fixture.load().standing(of: notice.id, in: somali) == .reviewed)
        }
    }

    @Test func `a key is signed in each notice that is named, and in no other`() throws {
        let both = EntrySelection(notices: ["urgent", "absence"], keys: ["subject"])
        let decision = try review.signing(somali, both, by: try hodan())
        #expect(decision.items.map(\.key) == ["absence.subject", "urgent.subject"])
        let whole = EntrySelection(notices: ["urgent", "absence"], keys: ["absence.heading"])
        let one = try review.signing(somali, whole, by: try hodan())
        #expect(one.items.map(\.key) == ["absence.heading"])
        let outside = EntrySelection(notices: ["urgent"], keys: ["absence.heading"])
        #expect(
            try refusal(outside).contains("absence.heading does not belong to urgent."))
        let half = EntrySelection(notices: ["urgent", "absence"], keys: ["questions", "reason"])
        #expect(try refusal(half).contains("has no message \"absence.questions\""))
    }

    @Test func `where nothing is translated nothing is called reviewed`() throws {
        _ = try NewLanguage(templates: fixture.templates, locales: fixture.locales).add("nl")
        for (selection, place) in [
            (urgent, "locales/nl/urgent.mf2"), (EntrySelection(isAll: true), "locales/nl"),
        ] {
            let refusal = #expect(throws: CatalogRefusal.self) {
                try review.signing(try tag("nl"), selection, by: try hodan())
            }
            #expect(
                refusal?.description.contains("Nothing is translated in \(place) yet.") == true)
            #expect(refusal?.description.contains("parley catalog check nl") == true)
        }
    }

    @Test func `an entry whose English is gone is not signed`() throws {
        try fixture.replace("locales/en/urgent.mf2", "\nquestions =", "\nothers =")
        #expect(try refusal(urgent).contains("urgent.questions has no English any more: remove it"))
    }

    @Test func `names that are not there are refused with what there is`() throws {
        #expect(try refusal(EntrySelection(notices: ["urgnt"])).contains("Did you mean urgent?"))
        #expect(
            try refusal(EntrySelection(keys: ["urgent.subjct"])).contains("urgent.subject?"))
        #expect(try refusal(EntrySelection()).contains("--all"))
        #expect(try refusal(EntrySelection(notices: ["urgent"], isAll: true)).contains("not both"))
        let dutch = #expect(throws: CatalogRefusal.self) {
            try review.signing(try tag("nl"), urgent, by: try hodan())
        }
        #expect(dutch?.description.contains("There are: so.") == true)
        let english = #expect(throws: CatalogRefusal.self) {
            try review.signing(.english, urgent, by: try hodan())
        }
        #expect(english?.description.contains("source of all others") == true)
    }

    @Test func `an entry whose English has changed is not signed, nor any beside it`() throws {
        try fixture.changeEnglish()
        let found = try refusal(urgent)
        #expect(found.contains("urgent.opening") && found.contains("parley catalog diff so"))
        let other = EntrySelection(notices: ["urgent"], keys: ["subject"])
        #expect(throws: Never.self) { try review.signing(somali, other, by: try hodan()) }
    }

    @Test func `an entry in which the check finds something is not signed`() throws {
        try fixture.replace(path, "gaarayaan {$liaison}.", "gaarayaan Rosa.")
        #expect(try refusal(urgent).contains("$liaison is missing"))
        #expect(throws: Never.self) {
            try review.signing(
                somali, EntrySelection(keys: ["urgent.subject"]), by: try hodan())
        }
        try fixture.replace(path, "subject =", "subject")
        #expect(try refusal(EntrySelection(isAll: true)).contains("urgent.mf2:6"))
    }

    @Test func `a review can be taken back`() throws {
        let before = try fixture.read(path)
        try fixture.review("so", ["urgent"])
        let decision = try review.withdrawing(somali, EntrySelection(isAll: true))
        #expect(decision.items.count == 5 && decision.unchanged > 100)
        try decision.apply()
        #expect(try fixture.read(path) == before)
        #expect(try review.withdrawing(somali, urgent).items == [])
    }

    @Test func `what was read and is no longer there is not overwritten`() throws {
        let decision = try review.signing(somali, urgent, by: try hodan())
        try fixture.replace(path, "Fadlan hadda akhri.", "Fadlan akhri.")
        let before = try fixture.read(path)
        #expect(throws: CatalogRefusal.self) { try decision.apply() }
        #expect(try fixture.read(path) == before)
    }

    @Test func `signing keeps the English on record`() throws {
        try fixture.review("so", ["urgent"])
        let record = try EarlierEnglish(in: fixture.locales)
        #expect(record[sourceDigest("Urgent message from {$school}")] != nil)
    }
}
