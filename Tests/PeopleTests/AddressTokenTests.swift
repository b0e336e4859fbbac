import Engines
import Foundation
import Store
import Testing

@testable import People

/// Tokens of one installation, and a message that they are for.
private struct Installation {
    let clock: FixedClock
    let keys: SigningKeys
    let message: OutboundID
    var tokens: AddressToken { AddressToken(keys) }

    init(seed: UInt64 = 1) {
        clock = FixedClock(seed: seed)
        keys = SigningKeys.made(clock.source)
        message = clock.source.newID()
    }
}

@Test(arguments: AddressToken.Purpose.allCases)
func `a token of ours is recognised with its message and purpose`(
    _ purpose: AddressToken.Purpose
) {
    let ours = Installation()
    let local = ours.tokens.localPart(purpose, for: ours.message)
    #expect(ours.tokens.verdict(on: local) == .valid(ours.message, purpose))
    #expect(local.utf8.count <= 64)
}

@Test func `a mail program may change the case of a token`() {
    let ours = Installation()
    let local = ours.tokens.localPart(.reply, for: ours.message)
    let mixed = String(
        local.enumerated().map { $0 % 2 == 0 ? Character($1.uppercased()) : $1 })
    for spelling in [local.uppercased(), mixed] {
        #expect(ours.tokens.verdict(on: spelling) == .valid(ours.message, .reply))
    }
}

@Test func `a token with any one digit changed is worth nothing`() {
    let ours = Installation()
    let local = ours.tokens.localPart(.reply, for: ours.message)
    for place in local.indices where place > local.index(local.startIndex, offsetBy: 5) {
        var changed = local
        let other = changed[place] == "0" ? "1" : "0"
        changed.replaceSubrange(place...place, with: other)
        #expect(ours.tokens.verdict(on: changed) == .invalid, "\(changed)")
    }
}

@Test func `a token of one purpose is worth nothing for another`() {
    let ours = Installation()
    for purpose in AddressToken.Purpose.allCases {
        let token = ours.tokens.localPart(purpose, for: ours.message).split(separator: "+")[1]
        for other in AddressToken.Purpose.allCases where other != purpose {
            #expect(ours.tokens.verdict(on: "\(other.rawValue)+\(token)") == .invalid)
        }
    }
}

@Test(arguments: [
    "reply+short", "reply+" + String(repeating: "é", count: 43),
    "reply+" + String(repeating: "0", count: 43), "bounce+x",
    "stop+" + String(repeating: "a", count: 900),
])
func `what only looks like a token is invalid`(_ local: String) {
    #expect(Installation().tokens.verdict(on: local) == .invalid)
}

@Test(arguments: ["liaison", "bounce", "stop", "replyto+abc", "", "+", "liaison+reply"])
func `an address without a token has no verdict`(_ local: String) {
    #expect(Installation().tokens.verdict(on: local) == nil)
}

@Test func `what was signed before a rotation still verifies`() {
    let ours = Installation()
    var keys = ours.keys
    var signed = [ours.tokens.localPart(.reply, for: ours.message)]
    for _ in 0..<31 {
        keys = keys.rotated(ours.clock.source)
        signed.append(AddressToken(keys).localPart(.reply, for: ours.message))
    }
    #expect(Set(signed).count == 32)
    for local in signed {
        #expect(AddressToken(keys).verdict(on: local) == .valid(ours.message, .reply))
    }
}

@Test func `the oldest of thirty-two keys goes at the next rotation`() {
    let ours = Installation()
    let oldest = ours.tokens.localPart(.reply, for: ours.message)
    var keys = ours.keys
    for _ in 0..<31 { keys = keys.rotated(ours.clock.source) }
    let second = keys.keys[30].id
    keys = keys.rotated(ours.clock.source)
    #expect(keys.keys.count == 32)
    #expect(Set(keys.keys.map(\.id)).count == 32)
    #expect(keys.keys.contains { $0.id == second })
    #expect(AddressToken(keys).verdict(on: oldest) == .invalid)
}

@Test func `another installation's token is worth nothing`() {
    let (ours, theirs) = (Installation(), Installation(seed: 99))
    let local = theirs.tokens.localPart(.reply, for: ours.message)
    #expect(ours.tokens.verdict(on: local) == .invalid)
}

@Test func `keys survive their file and tell nothing but their ids`() throws {
    let ours = Installation()
    let local = ours.tokens.localPart(.stop, for: ours.message)
    let read = try SigningKeys(json: ours.keys.encoded())
    #expect(AddressToken(read).verdict(on: local) == .valid(ours.message, .stop))
    #expect(ours.keys.description == "keys 0")
}

@Test(arguments: [
    "", "[]", "{}", #"[{"id":"0","made":"x","secret":"AAAA"}]"#,
    #"[{"id":"00","made":"x","secret":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}]"#,
])
func `a damaged key file is refused with what to do`(_ text: String) {
    #expect(throws: SigningKeys.Problem.self) {
        _ = try SigningKeys(json: Data(text.utf8))
    }
}
