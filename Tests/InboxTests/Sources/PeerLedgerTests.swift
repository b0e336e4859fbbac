import Testing

@testable import Inbox

@Suite struct PeerLedgerTests {
    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8::1", "2001:db8:0:0::/64"),
        ("::1", "0:0:0:0::/64"), ("fe80::1%eth0", "fe80:0:0:0::/64"), ("unknown", "unknown"),
    ])
    func `Addresses of one network are one peer`(_ address: String, _ key: String) {
        #expect(PeerLedger.key(address) == key)
    }

    @Test func `Connections a minute refill with the clock`() {
        var limits = PeerLimits()
        limits.connectionsPerMinute = 2
        let ledger = PeerLedger(limits)
        func open(_ now: Int64) -> Bool {
            guard ledger.opened("192.0.2.1", now: now) == nil else { return false }
            ledger.closed("192.0.2.1")
            return true
        }
        #expect([0, 1, 2, 3].map { open($0) } == [true, true, false, false])
        #expect(open(30_002))
        #expect(!open(30_003))
        // A clock that is set back takes nothing away and gives nothing.
        #expect(!open(0))
        #expect(open(120_000))
    }

    @Test func `Loopback is spared when it says so`() {
        var limits = PeerLimits()
        limits.connectionsPerPeer = 1
        limits.mailsPerMinute = 1
        let ledger = PeerLedger(limits)
        for peer in ["127.0.0.1", "::1", "127.8.8.8"] {
            for _ in 0..<5 {
                #expect(ledger.opened(peer, now: 0) == nil)
                #expect(ledger.mayMail(peer, now: 0))
            }
        }
        #expect(ledger.opened("192.0.2.1", now: 0) == nil)
        #expect(ledger.opened("192.0.2.1", now: 0) == "Too many connections from your address")
    }

    @Test func `Addresses that have gone are forgotten`() {
        let ledger = PeerLedger(PeerLimits())
        for number in 0..<20_000 {
            let peer = "10.0.\(number / 250).\(number % 250)"
            // A minute between two: each is full again when the next comes.
            #expect(ledger.opened(peer, now: Int64(number) * 60_000) == nil)
            ledger.closed(peer)
        }
        #expect(ledger.remembered <= 1024)
    }
}
