import Engines
import Foundation
import Testing

@testable import Inbox

private struct Expected: Decodable {
    let reversePath: String
    let recipients: [String]
}

@Suite struct DeliveryFieldsTests {
    @Test func `What a mail server noted on top is the envelope, and nothing below Received`()
        throws
    {
        let json = Data(try MaildirFolder.corpus("envelopes.json"))
        let all = try JSONDecoder().decode([String: Expected].self, from: json)
        #expect(all.count == 4)
        for (name, expected) in all {
            let envelope = DeliveryFields(try MaildirFolder.corpus(name))
            #expect(envelope.reversePath == expected.reversePath, "\(name)")
            #expect(envelope.recipients == expected.recipients, "\(name)")
        }
    }

    @Test(arguments: [
        ("", [String]()), ("Delivered-To: a@x.test", []),
        ("Delivered-To: a@x.test\r\n", ["a@x.test"]),
        ("DELIVERED-TO:<a@x.test>\n", ["a@x.test"]), ("Delivered-To: a\0b@x.test\n", []),
        ("Delivered-To: a b@x.test\n", []), ("Delivered-To:\n", []), ("Delivered-To: <>\n", []),
        ("Delivered-To: a@x.test\nDelivered-To: a@x.test\n", ["a@x.test"]),
        ("Delivered-To: \(String(repeating: "a", count: 400))@x.test\n", []),
        ("no colon\nDelivered-To: a@x.test\n", []), ("\nDelivered-To: a@x.test\n", []),
        ("Delivered-To: олена@x.test\n", ["олена@x.test"]),
    ])
    func `Damaged and hostile lines give no address`(_ text: String, _ expected: [String]) {
        #expect(DeliveryFields(Array(text.utf8)).recipients == expected)
    }

    @Test func `An address that is not UTF-8 is none`() {
        let bytes = Array("Return-Path: <".utf8) + [0xC3, 0x28, 0x40] + Array("x.test>\n".utf8)
        #expect(DeliveryFields(bytes).reversePath.isEmpty)
    }

    @Test func `A head without end is not read to its end`() {
        let lines = (0..<100_000).map { "Delivered-To: \($0)@x.test\n" }.joined()
        let endless = [UInt8](repeating: 0x61, count: 20_000_000)
        let spent = processorTime {
            #expect(DeliveryFields(Array(lines.utf8)).recipients.count == 100)
            #expect(DeliveryFields(endless).recipients.isEmpty)
        }
        #expect(spent < .seconds(5))
    }
}
