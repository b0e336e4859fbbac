import Cases
import Delivery
import Engines
import Inbox
import People
import Store

@testable import Outreach

/// Five hundred conversations, drawn from one seed: who writes, about what, through which damage.
struct CorpusPlan {
    let school: CorpusSchool
    let originals: [OutboundID: CorpusMail.Original]
    let calendarUIDs: [OutboundID: String]
    var chance: SeededGenerator
    var conversations: [CorpusConversation] = []

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
        for index in 0..<87 {
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
        for index in 0..<3 {
            add(to: pick(several), [.brokenReferences]) { plan, mail in
                mail.threading = plan.brokenReferences(mail.original, index)
                mail.quote = .none
            }
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
