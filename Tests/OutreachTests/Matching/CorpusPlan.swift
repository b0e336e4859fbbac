import Cases
import Delivery
import Engines
import Inbox
import People
import Store

@testable import Outreach

/// Five hundred conversations, drawn from one seed: who writes, about what, through which damage.
struct CorpusPlan {
    private let school: CorpusSchool
    private let originals: [OutboundID: CorpusMail.Original]
    private let calendarUIDs: [OutboundID: String]
    private var chance: SeededGenerator
    private(set) var conversations: [CorpusConversation] = []

    init(_ school: CorpusSchool, seed: UInt64) async throws {
        self.school = school
        chance = SeededGenerator(state: seed)
        (originals, calendarUIDs) = try await Self.look(at: school)
        drawMails()
        drawWithoutToken()
        drawUndecided()
        drawTexts()
    }

    /// What each parent's program has of what was sent.
    private static func look(
        at school: CorpusSchool
    ) async throws -> ([OutboundID: CorpusMail.Original], [OutboundID: String]) {
        let fixture = school.fixture
        let sent = school.families.flatMap { $0.cases.map(\.message) + [$0.bulk].compactMap { $0 } }
        return try await fixture.database.read { t in
            var originals: [OutboundID: CorpusMail.Original] = [:]
            var uids: [OutboundID: String] = [:]
            for message in sent {
                guard let rendering = try Outbox().rendering(of: message.id, t) else { continue }
                originals[message.id] = CorpusMail.Original(
                    subject: rendering.subject, text: rendering.text, html: rendering.html,
                    to: message.address, replyTo: fixture.address(.reply, of: message),
                    messageID: message.messageID)
                guard message.about.kind == "meeting" else { continue }
                let id = MeetingID(text: message.about.id)
                uids[message.id] = try fixture.desk.meetings.find(id, t)?.calendarUID
            }
            return (originals, uids)
        }
    }

    private func families(_ kinds: CorpusFamily.Kind...) -> [CorpusFamily] {
        school.families.filter { kinds.contains($0.kind) }
    }

    // MARK: Mails that bear a token

    private mutating func drawMails() {
        let everyone = families(.plain, .siblings, .twoCases, .apart, .sharedMail)
        for index in 0..<90 {
            add(to: pick(families(.plain, .sharedMail)), [.token]) { plan, mail in
                mail.threading = plan.references(mail.original)
                mail.to = plan.dressed(mail.original.replyTo, index)
            }
        }
        for kind in [(CorpusFamily.Kind.siblings, 30), (.twoCases, 26), (.apart, 20)] {
            for _ in 0..<kind.1 {
                add(to: pick(families(kind.0)), [.token]) { plan, mail in
                    mail.threading = plan.references(mail.original)
                    mail.to = plan.dressed(mail.original.replyTo, 0)
                }
            }
        }
        for index in 0..<32 {
            let isOther = index >= 22
            add(to: pick(everyone), isOther ? [.token, .changedSubject] : [.token]) { plan, mail in
                mail.to = plan.dressed(mail.original.replyTo, index)
                if isOther { mail.subject = plan.newSubject() }
            }
        }
        for _ in 0..<12 {
            add(to: pick(everyone), [.token, .strangeAddress]) { plan, mail in
                mail.threading = plan.references(mail.original)
                mail.to = plan.dressed(mail.original.replyTo, 0)
                mail.from = plan.stranger()
            }
        }
        for index in 0..<16 {
            let family = index < 12 ? pick(families(.standing)) : pick(families(.plain))
            add(to: family, bulk: true, [.token]) { plan, mail in
                mail.threading = plan.references(mail.original)
                mail.to = plan.dressed(mail.original.replyTo, 0)
            }
        }
    }

    // MARK: Mails without one

    private mutating func drawWithoutToken() {
        let everyone = families(.plain, .siblings, .twoCases, .apart)
        let several = families(.siblings, .twoCases)
        for index in 0..<24 {
            add(to: pick(everyone), index < 8 ? [.changedSubject] : []) { plan, mail in
                mail.threading = plan.references(mail.original)
                if index < 8 { mail.subject = plan.newSubject() }
            }
        }
        for index in 0..<20 {
            add(to: pick(everyone), [.brokenReferences, .quotedAlone]) { plan, mail in
                mail.threading = plan.brokenReferences(mail.original, index)
                mail.quote = index % 3 == 0 ? .outlook : .gmail
            }
        }
        for index in 0..<18 {
            let isStrange = index >= 10 && index < 14
            add(
                to: pick(several), isStrange ? [.forwarded, .strangeAddress] : [.forwarded]
            ) { plan, mail in
                mail.subject = "Fwd: \(mail.original.subject)"
                mail.quote = index < 14 ? .appleForward : .attached
                if isStrange { mail.from = plan.stranger() }
            }
        }
        for _ in 0..<14 {
            add(to: pick(families(.plain)), [.fresh, .changedSubject]) { plan, mail in
                mail.subject = plan.newSubject()
                mail.quote = .none
            }
        }
        for _ in 0..<10 {
            add(to: pick(several), [.changedSubject, .quotedAlone]) { plan, mail in
                mail.subject = plan.newSubject()
                mail.quote = .outlook
            }
        }
        for _ in 0..<12 { addThread(pick(several + families(.plain))) }
        for _ in 0..<8 { addCalendar(pick(several)) }
        for _ in 0..<3 {
            add(to: pick(several), [.quotedAlone]) { _, mail in
                mail.to = "reply@\(DeskFixture.domain)"
                mail.quote = .gmail
            }
        }
        for _ in 0..<4 {
            add(to: pick(families(.sharedMail)), [.quotedAlone]) { _, mail in mail.quote = .gmail }
            add(to: pick(families(.standing)), bulk: true, [.quotedAlone]) { _, mail in
                mail.quote = .gmail
            }
        }
    }

    /// What nobody could decide who sees only this: it belongs in the tray.
    private mutating func drawUndecided() {
        let several = families(.siblings, .twoCases)
        for _ in 0..<3 {
            // A neighbour whom the school knows writes for them.
            let neighbour = pick(families(.plain)).parents[0].mail
            add(to: pick(several), [.token, .strangeAddress, .forwarded]) { plan, mail in
                mail.threading = plan.references(mail.original)
                mail.to = plan.dressed(mail.original.replyTo, 0)
                mail.from = neighbour
            }
            add(to: pick(several), [.fresh, .changedSubject]) { plan, mail in
                mail.subject = plan.newSubject()
                mail.quote = .none
            }
            let family = pick(families(.plain))
            add(to: family, [.fresh, .strangeAddress, .changedSubject]) { plan, mail in
                mail.subject = plan.newSubject()
                mail.quote = .none
                (mail.from, mail.fromName) = (plan.stranger(), family.parents[0].name)
                mail.words += "\n\n\(family.parents[0].name), \(family.children[0].name)"
            }
        }
        for _ in 0..<2 {
            add(to: pick(several), []) { _, mail in
                mail.to = mail.original.replyTo.replacing("reply+0", with: "reply+01")
                mail.quote = .none
            }
        }
        add(to: families(.sharedMail)[1], bulk: true, [.token]) { plan, mail in
            mail.threading = plan.references(mail.original)
            mail.to = plan.dressed(mail.original.replyTo, 0)
        }
    }

    // MARK: Texts

    private mutating func drawTexts() {
        for family in families(.sharedPhone) {
            for (file, _) in family.cases {
                let count = CorpusSchool.isDouble(family) ? 1 : 3
                for _ in 0..<count { addText(family, file, [.text, .sharedPhone]) }
            }
        }
        for family in families(.plain) {
            addText(family, family.cases[0].file, [.text])
        }
    }

    private mutating func addText(_ family: CorpusFamily, _ file: Case, _ strata: Set<Stratum>) {
        let choice = ["1", "2", "Ok gracias", "Haa", words(), words()]
        let text = choice[Int(chance.next() % UInt64(choice.count))]
        conversations.append(
            CorpusConversation(
                strata: strata.union([.noToken, .noReferences]),
                arrivals: [.text(text, from: family.parents[0].phone ?? "")],
                family: FamilyID(text: family.id), caseID: file.id))
    }
}

// One mail.
extension CorpusPlan {
    private mutating func add(
        to family: CorpusFamily, bulk: Bool = false, _ strata: Set<Stratum>,
        _ change: (inout CorpusPlan, inout CorpusMail) -> Void
    ) {
        let sent = bulk ? family.bulk.map { (CaseID?.none, $0) } : pickCase(family)
        guard let (file, message) = sent else { return }
        var mail = answer(family, message)
        change(&self, &mail)
        finish(mail, family, file, strata.union(bulk ? [.bulk] : []))
    }

    private mutating func finish(
        _ mail: CorpusMail, _ family: CorpusFamily, _ file: CaseID?, _ strata: Set<Stratum>,
        before: [CorpusConversation.Arrival] = []
    ) {
        var strata = strata
        if !strata.contains(.token) { strata.insert(.noToken) }
        if mail.threading.isEmpty { strata.insert(.noReferences) }
        switch family.kind {
        case .siblings: strata.insert(.siblings)
        case .twoCases: strata.insert(.twoCases)
        case .apart: strata.insert(.apart)
        case .sharedMail: strata.insert(.sharedMail)
        case .plain, .sharedPhone, .standing: break
        }
        conversations.append(
            CorpusConversation(
                strata: strata, arrivals: before + [.mail(mail.bytes, to: [bare(mail.to)])],
                family: FamilyID(text: family.id), caseID: file))
    }

    private mutating func pickCase(_ family: CorpusFamily) -> (CaseID?, OutboundMessage)? {
        guard !family.cases.isEmpty else { return nil }
        let (file, message) = family.cases[Int(chance.next() % UInt64(family.cases.count))]
        return (file.id, message)
    }

    private mutating func answer(_ family: CorpusFamily, _ message: OutboundMessage) -> CorpusMail {
        let original = originals[message.id] ?? CorpusMail.Original()
        var mail = CorpusMail(
            from: message.address, subject: "Re: \(original.subject)", messageID: newID(),
            words: words())
        mail.original = original
        let quotes: [CorpusMail.Quote] = [.gmail, .outlook, .none, .gmail]
        mail.quote = quotes[Int(chance.next() % 4)]
        let encodings = CorpusMail.Encoding.allCases
        mail.encoding = encodings[Int(chance.next() % UInt64(encodings.count))]
        return mail
    }

    /// A parent answers, and later writes again below the own mail, to the school's plain address.
    private mutating func addThread(_ family: CorpusFamily) {
        guard let (file, message) = pickCase(family) else { return }
        var first = answer(family, message)
        first.threading = references(first.original)
        first.to = "<\(first.original.replyTo)>"
        var second = answer(family, message)
        (second.subject, second.quote) = (newSubject(), .none)
        second.threading = [
            "In-Reply-To: <\(first.messageID)>", "References: <\(first.messageID)>",
        ]
        let earlier = CorpusConversation.Arrival.mail(first.bytes, to: [first.original.replyTo])
        finish(second, family, file, [.ownThread, .changedSubject], before: [earlier])
    }

    /// An Exchange server answers to the From address and leaves the organizer aside.
    private mutating func addCalendar(_ family: CorpusFamily) {
        guard let (file, message) = pickCase(family), let uid = calendarUIDs[message.id] else {
            return
        }
        var mail = answer(family, message)
        (mail.subject, mail.quote) = ("Accepted: \(mail.original.subject)", .none)
        mail.calendar = """
            BEGIN:VCALENDAR
            PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
            VERSION:2.0
            METHOD:REPLY
            BEGIN:VEVENT
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(mail.from)
            UID:\(uid)
            SEQUENCE:0
            DTSTAMP:20261124T151200Z
            DTSTART:20261203T233000Z
            END:VEVENT
            END:VCALENDAR
            """
        finish(mail, family, file, [.calendar])
    }

    // MARK: What programs do

    private mutating func references(_ original: CorpusMail.Original) -> [String] {
        switch chance.next() % 4 {
        case 0: ["In-Reply-To: <\(original.messageID)>"]
        case 1: ["References:", " <\(original.messageID)>"]
        case 2:
            [
                "References: <other.1@mail.example>", "\t<\(original.messageID)>",
                "In-Reply-To: <\(original.messageID)>",
            ]
        default: ["In-Reply-To: <\(original.messageID)>", "References: <\(original.messageID)>"]
        }
    }

    private func brokenReferences(_ original: CorpusMail.Original, _ index: Int) -> [String] {
        let id = original.messageID
        switch index % 4 {
        case 0: return ["References: <\(id.prefix(19))"]
        case 1: return ["In-Reply-To: \"Your message\" of Monday"]
        case 2: return ["References: <\(id.prefix(20))=", " \(id.dropFirst(26).prefix(4))>"]
        default: return ["In-Reply-To: <\(id.dropFirst(5))>"]
        }
    }

    /// A reply address as programs write it.
    private func dressed(_ address: String, _ index: Int) -> String {
        switch index % 6 {
        case 1: "<\(address.uppercased())>"
        case 2: "Amina\r\n <\(address)>"
        case 3: "\"Amina (school)\" <\(address)>"
        case 4: address.replacing("+", with: "%2B")
        case 5: "=?utf-8?Q?Amina?= <\(address.replacing("+", with: "=2B"))>"
        default: address
        }
    }

    private func bare(_ to: String) -> String {
        guard let open = to.lastIndex(of: "<") else { return to }
        return String(to[to.index(after: open)...].prefix { $0 != ">" })
    }

    private mutating func pick(_ families: [CorpusFamily]) -> CorpusFamily {
        families[Int(chance.next() % UInt64(families.count))]
    }

    private mutating func stranger() -> String { "x\(chance.next() % 1_000_000)@mail.example" }

    private mutating func newID() -> String {
        "\(String(chance.next(), radix: 36)).\(String(chance.next(), radix: 36))@mail.example"
    }

    private mutating func newSubject() -> String {
        let subjects = [
            "Hola", "Question", "(no subject)", "About tomorrow", "شكرا", "Salaan", "Hi",
        ]
        return subjects[Int(chance.next() % UInt64(subjects.count))]
    }

    private mutating func words() -> String {
        let words = [
            "Muchas gracias, ahí estaré.", "Waan imanayaa, mahadsanid.", "شكرا، سأحضر إن شاء الله.",
            "Cảm ơn, tôi sẽ đến.", "Thank you. Can we meet an hour later?",
            "Дякую, я прийду з чоловіком.", "Obrigada, mas trabalho até às seis.",
            "谢谢,我会来的。", "ممنون، حتماً می‌آیم.",
            "I work nights. Is there a phone I can call in the morning?",
            "Mi hijo está enfermo hoy, no puede ir a la escuela.", "OK 👍",
            "Ilmahaygu aad buu u daalan yahay subaxdii. Goorma ayaan kula hadli karaa?",
            "Who will be at the meeting? My sister can interpret.",
        ]
        return words[Int(chance.next() % UInt64(words.count))]
    }
}
