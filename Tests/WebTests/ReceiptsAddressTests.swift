import Engines
import Foundation
import Hummingbird
import Outreach
import Testing
import Wire

@testable import Web

/// The address for all receipts, of a provider whose texts can't say where theirs go.
@Suite struct ReceiptsAddressTests {
    private static let body = Array("id=ATXid_1&status=Success".utf8)
    private static let prefix = "/parley"

    private func fixture(_ engine: Engine) async throws -> HookFixture {
        try await HookFixture(engine, provider: .africasTalking)
    }

    @Test(arguments: Engine.reachable)
    func `what comes to it is kept, once`(_ engine: Engine) async throws {
        let fixture = try await fixture(engine)
        let hook = try TestProvider.africasTalking.signed(
            "/hooks/sms/africastalking/receipts", Self.body, at: fixture.now)
        for _ in 0..<2 { #expect(try await fixture.answer(to: hook).status == .ok) }
        let rows = try await fixture.rows()
        #expect(
            rows == [
                KeptRow(
                    source: "sms-receipt:africastalking", key: "ATXid_1:Success",
                    recipients: "[]", bytes: Self.body)
            ])
    }

    @Test func `it is the address that the operator is told`() async throws {
        let fixture = try await fixture(.sqlite)
        let told = try #require(fixture.desk.texts?.receiptsURL)
        let signed = try TestProvider.africasTalking.signed(
            "/hooks/sms/africastalking/receipts", Self.body, at: fixture.now)
        #expect(told == "https://school.example\(Self.prefix)\(signed.target)")
    }

    @Test func `without its secret, or with another, nothing is kept`() async throws {
        let fixture = try await fixture(.sqlite)
        let path = "/hooks/sms/africastalking/receipts"
        for end in ["", "/" + String(repeating: "0", count: 32)] {
            let answer = try await fixture.answer(to: Hook(target: path + end, body: Self.body))
            #expect(answer.status == .unauthorized)
        }
        #expect(try await fixture.rows().isEmpty)
    }

    @Test func `a provider whose texts say where has no such address`() async throws {
        let fixture = try await HookFixture(.sqlite, provider: .twilio)
        #expect(fixture.desk.texts?.receiptsURL == nil)
        let hook = try TestProvider.twilio.signed(
            "/hooks/sms/twilio/receipts", Array("MessageSid=a&MessageStatus=sent".utf8),
            at: fixture.now)
        #expect(try await fixture.answer(to: hook).status == .notFound)
        #expect(try await fixture.rows().isEmpty)
    }
}
