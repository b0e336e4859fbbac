import Delivery
import Foundation
import Inbox
import People
import Store
import Testing
import Wire

@testable import Outreach

/// How one provider writes receipts, and what its settings are.
struct ProviderStyle: Sendable, CustomTestStringConvertible {
    let name: String
    let settings: [String: String]
    /// Its words for underway, delivered, failed and one that nobody knows.
    let words: (underway: String, delivered: String, failed: String, unknown: String)
    /// Its code for a reader who has stopped texts; nil where none is documented.
    let optedOut: String?
    /// A receipt: the provider's id of the message, our reference, word and code.
    let receipt: @Sendable (String, String, String, String?) -> String

    var testDescription: String { name }

    func account() throws -> SMSAccount {
        try SMSProvider.named(name, folder: nil).account(settings)
    }

    static let all = [vonage, plivo, telnyx, sinch, infobip, africasTalking]

    static let vonage = ProviderStyle(
        name: "vonage", settings: ["key": "k", "secret": "s", "signature_secret": "s"],
        words: ("accepted", "delivered", "failed", "unknown"), optedOut: "4"
    ) { id, reference, word, code in
        #"{"messageId":"\#(id)","status":"\#(word)","err-code":"\#(code ?? "0")","#
            + #""client-ref":"\#(reference)"}"#
    }

    static let plivo = ProviderStyle(
        name: "plivo", settings: ["account": "MA1", "token": "t"],
        words: ("sent", "delivered", "undelivered", "mislaid"), optedOut: "200"
    ) { id, _, word, code in
        "MessageUUID=\(id)&Status=\(word)" + (code.map { "&ErrorCode=\($0)" } ?? "")
    }

    static let telnyx = ProviderStyle(
        name: "telnyx",
        settings: ["key": "k", "public_key": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="],
        words: ("sent", "delivered", "delivery_failed", "webhooked"), optedOut: "40300"
    ) { id, _, word, code in
        let errors = code.map { #"{"code":"\#($0)"}"# } ?? ""
        return #"{"data":{"event_type":"message.finalized","payload":{"id":"\#(id)","#
            + #""to":[{"status":"\#(word)"}],"errors":[\#(errors)]}}}"#
    }

    static let sinch = ProviderStyle(
        name: "sinch", settings: ["plan": "p", "token": "t", "webhook_secret": "s"],
        words: ("Dispatched", "Delivered", "Failed", "Unknown"), optedOut: nil
    ) { id, reference, word, code in
        #"{"type":"recipient_delivery_report_sms","batch_id":"\#(id)","recipient":"1","#
            + #""client_reference":"\#(reference)","status":"\#(word)","code":\#(code ?? "0")}"#
    }

    static let infobip = ProviderStyle(
        name: "infobip", settings: ["host": "x.api.infobip.com", "key": "k", "secret": "s"],
        words: ("PENDING", "DELIVERED", "REJECTED", "PONDERED"), optedOut: "EC_USER_OPTED_OUT"
    ) { id, reference, word, code in
        #"{"results":[\#(infobipEntry(id, reference, word, code))]}"#
    }

    static func infobipEntry(
        _ id: String, _ reference: String, _ word: String, _ code: String?
    ) -> String {
        #"{"messageId":"\#(id)","callbackData":"\#(reference)","#
            + #""status":{"groupName":"\#(word)","name":"\#(word)_X"},"#
            + #""error":{"name":"\#(code ?? "NO_ERROR")"}}"#
    }

    static let africasTalking = ProviderStyle(
        name: "africastalking", settings: ["user": "u", "key": "k", "secret": "s"],
        words: ("Sent", "Success", "Failed", "Vanished"), optedOut: "UserInBlackList"
    ) { id, _, word, code in
        "id=\(id)&status=\(word)" + (code.map { "&failureReason=\($0)" } ?? "")
    }
}

extension DeskFixture {
    /// The same desk with another text provider.
    func desk(with style: ProviderStyle) throws -> Desk {
        Desk(
            database: desk.database, source: desk.source, localizer: desk.localizer,
            tokens: desk.tokens, identity: desk.identity, phone: desk.phone,
            acknowledgeWithin: desk.acknowledgeWithin,
            texts: TextLine(
                account: try style.account(), senders: SenderPool(ordinary: [Phone.school]),
                publicURL: nil))
    }

    /// Takes in what a provider posts about texts of ours, as its web route does, and has it read.
    ///
    /// `message`: To whose own address it comes; nil for the address for all.
    @discardableResult
    func post(
        _ body: String, by style: ProviderStyle, to message: OutboundMessage? = nil
    ) async throws -> InboundID {
        clock.advance(.seconds(1))
        let desk = try desk(with: style)
        let bytes = Array(body.utf8)
        let id = try style.account().deliveryID(headers: [], bytes: bytes, isReceipt: true)
        let kept: Keeping?
        if let message {
            kept = try await TakeText(desk).keep(
                receipt: bytes, to: desk.tokens.pathToken(.receipt, for: message.id),
                deliveryID: id, from: style.name)
        } else {
            kept = try await TakeText(desk).keep(
                receipts: bytes, deliveryID: id, from: style.name)
        }
        guard let kept else { throw Missing() }
        try await read(with: style)
        return kept.id
    }

    /// Reads what waits.
    func read(with style: ProviderStyle) async throws {
        await ReadingWorker(try desk(with: style), log: silentLog, pause: realPause)
            .run(drain: true)
    }
}
