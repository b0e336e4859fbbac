import Engines
import Store
import Testing

@testable import People

private let clock = FixedClock(seed: 7)
private let tokens = AddressToken(SigningKeys.made(clock.source))
private let message: OutboundID = clock.source.newID()
private let local = tokens.localPart(.reply, for: message)

/// A local part with one change, whatever was asked for it.
private struct Damage {
    var chance = SeededGenerator(state: 99)

    mutating func token() -> String {
        let digits = Array("0123456789abcdefghjkmnpqrstvwxyz")
        return String((0..<43).map { _ in digits[Int(chance.next() % 32)] })
    }

    mutating func changed(_ local: String) -> String {
        var scalars = Array(local.unicodeScalars)
        let place = 6 + Int(chance.next() % UInt64(scalars.count - 6))
        switch chance.next() % 5 {
        case 0: scalars.remove(at: place)
        case 1: scalars.insert("0", at: place)
        case 2: scalars.swapAt(place, 6 + (place + 7) % (scalars.count - 6))
        case 3: scalars[place] = scalars[place] == "k" ? "m" : "k"
        default: scalars = Array(scalars.prefix(place))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

@Suite struct `A signed address` {
    @Test(arguments: [
        local.replacing("+", with: "%2B"), local.replacing("+", with: "=2b"), "\u{FEFF}\(local)",
        "\"\(local)\"", local.uppercased(),
        String(local.prefix(30)) + "\r\n\t" + local.dropFirst(30),
        "prvs=0123abcdef=\(local)", "PRVS=\(local)=0123abcdef", "btv1==013abc7==\(local)",
        "SRS0=4fK1=TT=in.school.example=\(local)",
        "SRS1=xYz1=relay.example==4fK1=TT=in.school.example=\(local)",
        "srs0+4fk1=tt=in.school.example=\(local)",
        local.map { "\($0)\u{200B}" }.joined(),
    ])
    func `survives what servers and programs wrap around it`(_ written: String) {
        #expect(tokens.verdict(on: written) == .valid(message, .reply), "\(written)")
    }

    @Test(arguments: ["reply", "REPLY", "reply+", "\u{FEFF}reply", "reply%2b"])
    func `without its signature is recognised as stripped, and proves nothing`(_ written: String) {
        #expect(tokens.verdict(on: written) == .stripped)
    }

    @Test(arguments: [
        "prvs=0123abcdef=liaison", "SRS0=a=b=c=liaison+x", "srs0=", "prvs=", "srs0=+", "prvs==+",
        "btv1==a==replies+\(local.dropFirst(6))",
    ])
    func `is not made by wrapping another`(_ written: String) {
        switch tokens.verdict(on: written) {
        case nil, .invalid, .stripped: break
        case .valid: Issue.record("\(written)")
        }
    }

    @Test func `can't be guessed: none of ten thousand random and changed tokens is accepted`() {
        var damage = Damage()
        var accepted = 0
        for number in 0..<10_000 {
            let forged = number % 2 == 0 ? "reply+\(damage.token())" : damage.changed(local)
            guard forged != local else { continue }
            if case .valid = tokens.verdict(on: forged) { accepted += 1 }
        }
        #expect(accepted == 0)
        #expect(tokens.verdict(on: local) == .valid(message, .reply))
    }
}
