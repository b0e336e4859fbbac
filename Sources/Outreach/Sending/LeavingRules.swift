import Delivery
import Foundation
import People
import Store

/// The rules, asked again at the moment of leaving: a court order may have come since a message
/// was made, it may be night, the family may have had enough for a day.
///
/// Asked for a whole group by a few statements.
struct LeavingRules {
    /// What is to become of each message of a group.
    struct Judgement {
        var go: [ClaimedMessage] = []
        var ended: [MessageEnding] = []
        var waiting: [WaitReason: [(id: OutboundID, until: Instant)]] = [:]
    }

    private let desk: Desk
    private let channel: Channel

    init(_ desk: Desk, _ channel: Channel) {
        self.desk = desk
        self.channel = channel
    }

    func judge(
        _ messages: [ClaimedMessage], now: Instant, _ t: borrowing Transaction
    ) throws -> Judgement {
        guard !messages.isEmpty else { return Judgement() }
        let facts = try Facts(messages, channel, desk, now, t)
        var judgement = Judgement()
        var reached = facts.reached
        for message in messages {
            let id = message.message.id
            if let ending = facts.objection(to: message, now) {
                judgement.ended.append(ending)
            } else if let until = night(for: message, now) {
                judgement.waiting[.quietHours, default: []].append((id, until))
            } else if let until = enough(for: message, &reached, now) {
                judgement.waiting[.ceiling, default: []].append((id, until))
            } else {
                judgement.go.append(message)
            }
        }
        return judgement
    }

    /// The morning that a message has to wait for. What is urgent does not wait, nor does an answer
    /// to the family's own words.
    private func night(for claimed: ClaimedMessage, _ now: Instant) -> Instant? {
        guard let hours = desk.sending.hours[channel], claimed.message.priority != .urgent,
            AutomaticNotice(rawValue: claimed.message.notice) == nil
        else { return nil }
        let next = hours.next(from: now, in: claimed.zone)
        return next > now ? next : nil
    }

    private func enough(
        for claimed: ClaimedMessage, _ reached: inout [FamilyID: Set<SendID>], _ now: Instant
    ) -> Instant? {
        let (family, send) = (claimed.message.family, claimed.message.send)
        guard let ceiling = desk.sending.ceiling, claimed.message.priority == .bulk else {
            return nil
        }
        if reached[family]?.contains(send) == true { return nil }
        guard reached[family]?.count ?? 0 >= ceiling.perDay else {
            reached[family, default: []].insert(send)
            return nil
        }
        let tomorrow = ceiling.nextDay(after: now, in: claimed.zone)
        return desk.sending.hours[channel]?.next(from: tomorrow, in: claimed.zone) ?? tomorrow
    }
}

/// What the rules need to know about a group of messages.
private struct Facts {
    let desk: Desk
    let stopped: [String: Set<SuppressionScope>]
    let addresses: [ContactID: Set<String>]
    let edges: [ContactID: [Guardianship]]
    let students: [CaseID: StudentID]
    var reached: [FamilyID: Set<SendID>] = [:]

    init(
        _ messages: [ClaimedMessage], _ channel: Channel, _ desk: Desk, _ now: Instant,
        _ t: borrowing Transaction
    ) throws {
        let contacts = messages.map(\.message.contact)
        self.desk = desk
        stopped = try desk.suppressions.scopes(of: messages.map(\.message.address), channel, t)
        addresses = try Contacts().addresses(ofEach: contacts, channel, t)
        edges = try ContactRule().edges(ofEach: contacts, t)
        students = try desk.caseBook.students(of: messages.compactMap(\.message.caseID), t)
        guard let ceiling = desk.sending.ceiling else { return }
        let bulk = messages.filter { $0.message.priority == .bulk }
        for (_, group) in Dictionary(grouping: bulk, by: \.timeZone) {
            guard let zone = group.first?.zone else { continue }
            let since = ceiling.dayBegan(before: now, in: zone)
            reached.merge(try Outbox().reached(group.map(\.message.family), since: since, t)) {
                $0.union($1)
            }
        }
    }

    /// Why a message may never leave; nil when it may.
    func objection(to claimed: ClaimedMessage, _ now: Instant) -> MessageEnding? {
        let message = claimed.message
        if let expires = claimed.expires, expires <= now { return .expired(message.id) }
        return objection(to: message).map { .keptBack(message.id, because: $0) }
    }

    private func objection(to message: OutboundMessage) -> Exclusion? {
        if isStopped(message) { return .suppressed }
        guard addresses[message.contact]?.contains(message.address) == true else {
            return .addressGone
        }
        let student = message.caseID.flatMap { students[$0] }
        let own = (edges[message.contact] ?? []).filter {
            student == nil || $0.student == student
        }
        return own.isEmpty ? .mayNotReceive : ContactRule().objection(toAnyOf: own)
    }

    /// The one text that may follow a wish for no more texts says that it is granted (47 CFR
    /// 64.1200(a)(12)).
    private func isStopped(_ message: OutboundMessage) -> Bool {
        guard let scopes = stopped[message.address] else { return false }
        if message.channel == .sms, message.notice == AutomaticNotice.stopped.rawValue {
            return false
        }
        let stopping = SuppressionScope.stopping(
            isBulk: message.isBulk, isEmergency: desk.isEmergency(message))
        return !scopes.isDisjoint(with: stopping)
    }
}

extension ClaimedMessage {
    /// Where its family lives.
    fileprivate var zone: TimeZone { TimeZone(identifier: timeZone) ?? .gmt }
}
