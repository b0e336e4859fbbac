import Cases
import Delivery
import Inbox
import People
import Store

@testable import Outreach

// One mail.
extension CorpusPlan {
    mutating func add(
        to family: CorpusFamily, bulk: Bool = false, _ strata: Set<Stratum>,
        _ change: (inout CorpusPlan, inout CorpusMail) -> Void
    ) {
        let sent = bulk ? family.bulk.map { (CaseID?.none, $0) } : pickCase(family)
        guard let (file, message) = sent else { return }
        var mail = answer(family, message)
        change(&self, &mail)
        finish(mail, family, file, strata.union(bulk ? [.bulk] : []))
    }

    mutating func finish(
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

    mutating func pickCase(_ family: CorpusFamily) -> (CaseID?, OutboundMessage)? {
        guard !family.cases.isEmpty else { return nil }
        let (file, message) = family.cases[Int(chance.next() % UInt64(family.cases.count))]
        return (file.id, message)
    }

    mutating func answer(_ family: CorpusFamily, _ message: OutboundMessage) -> CorpusMail {
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
    mutating func addThread(_ family: CorpusFamily) {
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
    mutating func addCalendar(_ family: CorpusFamily) {
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
}
