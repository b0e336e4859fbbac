import Store
import Testing

@testable import Delivery

private let soon = Instant(milliseconds: 1_000)

/// One of each event, by name.
private let events: [(name: String, event: MessageState.Event)] = [
    ("released", .released(at: soon)), ("claimed", .claimed(leaseUntil: soon, attempt: 2)),
    ("accepted", .accepted(reply: "250")),
    ("later", .refusedForNow(reply: "451", next: soon)),
    ("later, schedule over", .refusedForNow(reply: "451", next: nil)),
    ("refused", .refused(reply: "550")),
    ("unknown", .answerUnknown(reply: "cut", next: soon)),
    ("unknown, schedule over", .answerUnknown(reply: "cut", next: nil)),
    ("kept back", .keptBack(reason: "no-contact")), ("time over", .timeOver),
    ("left unclear", .leftUnclear(reply: "cut")), ("reported sent", .reportedSent(reply: "ok")),
    ("lease ran out", .leaseRanOut(next: soon)), ("delivered", .reportedDelivered),
    ("bounced", .reportedBounced(reply: "5.1.1")), ("cancelled", .cancelled), ("paused", .paused),
    ("sent again", .sentAgain(at: soon)),
]

/// What may follow each state; what is not named can't happen.
private let table: [MessageState.Word: [String: MessageState]] = [
    .held: ["released": .queued(due: soon), "cancelled": .cancelled],
    .queued: [
        "claimed": .sending(leaseUntil: soon, attempt: 2), "cancelled": .cancelled,
        "paused": .held, "kept back": .suppressed(reason: "no-contact"), "time over": .expired,
    ],
    .deferred: [
        "claimed": .sending(leaseUntil: soon, attempt: 2), "cancelled": .cancelled,
        "paused": .held, "kept back": .suppressed(reason: "no-contact"), "time over": .expired,
    ],
    .unclear: [
        "cancelled": .cancelled, "kept back": .suppressed(reason: "no-contact"),
        "time over": .expired,
        "claimed": .sending(leaseUntil: soon, attempt: 2), "delivered": .delivered,
        "bounced": .bounced(reply: "5.1.1"), "reported sent": .sent(reply: "ok"),
        "sent again": .queued(due: soon),
    ],
    .sending: [
        "accepted": .sent(reply: "250"), "later": .deferred(due: soon, reply: "451"),
        "later, schedule over": .failed(reply: "451"), "refused": .failed(reply: "550"),
        "unknown": .unclear(due: soon, reply: "cut"),
        "unknown, schedule over": .failed(reply: "cut"),
        "left unclear": .unclear(due: .never, reply: "cut"),
        "kept back": .suppressed(reason: "no-contact"), "time over": .expired,
        "lease ran out": .unclear(due: soon, reply: "lease ran out"),
        "bounced": .bounced(reply: "5.1.1"), "delivered": .delivered,
        "reported sent": .sent(reply: "ok"),
    ],
    .sent: ["delivered": .delivered, "bounced": .bounced(reply: "5.1.1")],
    .delivered: ["bounced": .bounced(reply: "5.1.1")],
    .failed: ["sent again": .queued(due: soon)],
]

@Test(arguments: MessageState.Word.allCases)
func `what may follow a state is the table, and nothing else`(_ word: MessageState.Word) {
    let expected = table[word] ?? [:]
    #expect(Set(expected.keys).isSubset(of: events.map(\.name)))
    for (name, event) in events {
        #expect(MessageState(word: word).after(event) == expected[name], "\(word) + \(name)")
    }
}

@Test(arguments: MessageState.Word.allCases)
func `a state is known by its name`(_ word: MessageState.Word) {
    #expect(MessageState(word: word).word == word)
}

@Test func `a settled state is one that nothing leads on from but a report or a person`() {
    let fromOutside: Set = ["delivered", "bounced", "sent again"]
    for word in MessageState.Word.allCases {
        let followers = (table[word] ?? [:]).filter { !fromOutside.contains($0.key) }
        #expect(word.isSettled == followers.isEmpty, "\(word)")
    }
}
