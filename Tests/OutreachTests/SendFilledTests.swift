import Cases
import Delivery
import Engines
import Localization
import People
import Store
import Testing

@testable import Outreach

@Suite struct SendFilledTests {
    @Test(arguments: Engine.reachable)
    func `a notice goes to who may hear about the child, with what the desk knows filled in`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.school.add(.init("idil", of: "hassan", students: ["ali"]))
        try await fixture.school.change(
            "UPDATE guardianships SET no_contact = \(true) WHERE contact_id = 'idil'")
        let file = try await fixture.refer()
        let plan = try await fixture.fill("good-news", file, ["occasion=progress"])
        let copies = try await fixture.copies(of: plan)
        #expect(copies.map(\.recipient.address) == ["asha@example.org"])
        #expect(try await fixture.leftOut(of: plan).map(\.reason) == [.noContact])
        #expect(copies.map(\.rendering.language.text) == ["so"])
        let words = copies.first?.words ?? ""
        for known in ["ali hassan", "asha hassan", "Staff tom", "Staff amina", "Lincoln"] {
            #expect(words.contains(known), "\(known)")
        }
        let receipt = try await SendFilled(fixture.desk).send(plan, by: "amina")
        #expect(receipt.queued == 1)
        let entry = try #require(try await fixture.entries(of: file).last)
        #expect(entry.kind == .notice)
        #expect(entry.details["notice"] == "good-news")
        #expect(
            try await fixture.school.count(
                "SELECT COUNT(*) AS n FROM audit WHERE action = 'notice.send'") == 1)
    }

    @Test(arguments: Engine.reachable)
    func `the same words go out once a day, and other words at once`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let use = SendFilled(fixture.desk)
        var queued: [Int] = []
        for values in [["occasion=work"], ["occasion=work"], ["occasion=kindness"]] {
            let plan = try await fixture.fill("good-news", file, values)
            queued.append(try await use.send(plan, by: "amina").queued)
        }
        fixture.clock.advance(.seconds(86_400))
        let later = try await fixture.fill("good-news", file, ["occasion=work"])
        queued.append(try await use.send(later, by: "amina").queued)
        #expect(queued == [1, 0, 1, 1])
    }

    @Test(arguments: Engine.reachable)
    func `words are shown in the reader's language where they were given in it`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let (so, ar) = (try await fixture.refer("hassan"), try await fixture.refer("warsame"))
        for (file, shown) in [(so, "Wuu akhriyay."), (ar, "He read a book.")] {
            let plan = try await fixture.fill(
                "good-news", file, ["occasion=work", "words=He read a book."],
                translations: ["so:words=Wuu akhriyay."])
            let words = try await fixture.copies(of: plan).first?.words
            #expect(words?.contains(shown) == true, "\(shown)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `a moment is the school's own, and after the last of them nothing is sent`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let plan = try await fixture.fill(
            "ride-confirmed", file,
            ["starts=2026-12-03 17:00", "returns=2026-12-03 18:30", "place=Oak Street"])
        // 17:00 and 18:30 in Chicago.
        #expect(plan.order.values["starts"] == .instant(milliseconds: 1_796_338_800_000))
        #expect(plan.order.expires?.iso8601 == "2026-12-04T00:30:00Z")
        let past = try await fixture.fill("absence", file, ["day=2026-11-20"])
        #expect(past.order.expires == nil)
        #expect(past.order.values["day"] == .value(.date("2026-11-20")))
    }

    @Test(arguments: Engine.reachable)
    func `on a phone that another family uses the child is named by the given name alone`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine, texts: true, preferred: .sms)
        for contact in ["asha", "rosa"] { try await fixture.phone(Phone.asha, for: contact) }
        let plan = try await fixture.fill("absence", try await fixture.refer(), ["day=2026-11-20"])
        let words = try #require(try await fixture.copies(of: plan).first?.words)
        #expect(words.contains("ali"))
        #expect(!words.contains("hassan"))
    }

    @Test(arguments: Engine.reachable)
    func `news to many passes over who asked for no more of it, and names its audience`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        try await fixture.stopBulk("rosa@example.org")
        let values = [
            "starts=2026-12-09 18:00", "place=Library", "childCare=yes", "rhythm=weekly",
        ]
        let use = SendFilled(fixture.desk)
        let plan = try await use.plan(
            "english-help-offer", to: Audience(), TypedValues(values), by: "amina")
        #expect(plan.order.isBulk)
        #expect(
            try await fixture.copies(of: plan).map(\.recipient.address).sorted()
                == ["asha@example.org", "home@example.org", "yusuf@example.org"])
        #expect(try await fixture.leftOut(of: plan).map(\.reason).contains(.suppressed))
        for (audience, notice, says) in [
            (nil, "english-help-offer", "--everyone"), (Audience(), "absence", "Name its case"),
        ] as [(Audience?, String, String)] {
            let sentence = try await fixture.refusal {
                _ = try await use.plan(notice, to: audience, TypedValues(values), by: "amina")
            }
            #expect(sentence.contains(says), "\(sentence)")
        }
    }

    @Test(arguments: Engine.reachable)
    func `what a person may not fill in or send is refused with the next step`(
        _ engine: Engine
    ) async throws {
        let fixture = try await DeskFixture(engine)
        let file = try await fixture.refer()
        let talk = try await fixture.database.write { t in
            guard let family = try Families().family(FamilyID(text: "hassan"), t) else {
                throw Missing()
            }
            return try fixture.desk.caseBook.standing(
                of: family, liaison: StaffID(text: "amina"), t)
        }
        let rows: [(String, Case, String, String)] = [
            ("meeting-invitation", file, "amina", "parley meeting invite"),
            ("concern", file, "amina", "parley send concern"),
            ("event-reminder", file, "amina", "parley event remind"),
            ("closure", file, "amina", "parley send closure"),
            ("language-choice", file, "amina", "parley people ask-language"),
            ("outside-hours", file, "amina", "by itself"),
            ("absense", file, "amina", "Did you mean absence?"),
            ("absence", talk, "amina", "about a child"),
            ("absence", file, "tom", "may not send notices"),
        ]
        for (notice, place, handle, says) in rows {
            let sentence = try await fixture.refusal {
                _ = try await fixture.fill(notice, place, ["day=2026-11-20"], by: handle)
            }
            #expect(sentence.contains(says), "\(notice): \(sentence)")
        }
        // A ride is about no child, so the standing conversation will do.
        let ride = try await fixture.fill("ride-offer", talk, DeskFixture.ride)
        #expect(try await fixture.copies(of: ride).count == 1)
        try await fixture.close(file)
        let closed = try await fixture.refusal {
            _ = try await fixture.fill("absence", file, ["day=2026-11-20"])
        }
        #expect(closed.contains("is closed"))
    }

    @Test(arguments: Engine.reachable)
    func `a form asks for what the desk does not know`(_ engine: Engine) async throws {
        let forms = NoticeForms(try await DeskFixture(engine).desk)
        let names = Set(forms.all.map(\.id))
        #expect(names.isSuperset(of: ["absence", "english-help-offer", "good-news", "ride-offer"]))
        #expect(names.isDisjoint(with: ["welcome", "help", "urgent", "meeting-reminder"]))
        let praise = try forms.template("good-news")
        #expect(forms.asked(by: praise).map(\.name) == ["occasion", "words", "teacher"])
        #expect(forms.asked(by: praise).filter(forms.mustBeGiven).map(\.name) == ["occasion"])
    }
}
