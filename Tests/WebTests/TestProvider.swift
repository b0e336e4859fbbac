import Engines
import Foundation
import Wire

/// A text provider with settings, that can sign what it brings.
enum TestProvider: String, CaseIterable, Sendable {
    case standard, twilio
    /// Signs nothing and calls by GET; its addresses end in a secret segment.
    case gateway
    /// Signs nothing and posts forms; its addresses end in a secret segment.
    case africasTalking

    static let publicURL = "https://school.example/parley"
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let oldSecret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
    static let token = "12345678901234567890123456789012"

    var name: String {
        switch self {
        case .standard: "standard-webhooks"
        case .twilio: "twilio"
        case .gateway: "gateway"
        case .africasTalking: "africastalking"
        }
    }

    func account() throws -> SMSAccount {
        switch self {
        case .standard:
            try SMSProvider.named(name, folder: nil).account([
                "url": "https://gateway.example/sms", "secret": Self.secret,
                "old_secret": Self.oldSecret,
            ])
        case .twilio:
            try SMSProvider.named(name, folder: nil).account([
                "account": "AC" + Self.token, "token": Self.token,
            ])
        case .gateway:
            try SMSProvider.named(name, folder: try Self.folder().path).account([
                "secret": Self.token
            ])
        case .africasTalking:
            try SMSProvider.named(name, folder: nil).account([
                "user": "oakwood", "key": "k", "secret": Self.token,
            ])
        }
    }

    /// A parent's text, signed.
    func text(
        _ words: String = "1", id: String = "msg1", at now: Int64,
        publicURL: String = Self.publicURL
    ) throws -> Hook {
        switch self {
        case .standard:
            let body = #"""
                {"type":"sms.received","timestamp":"2026-11-23T15:00:00Z","data":{"id":"\#(id)",
                "from":"+13125550142","to":"+13125550100","text":"\#(words)"}}
                """#
            return try signed(
                "/hooks/sms/\(name)/inbound", Array(body.utf8), id: id, at: now, publicURL)
        case .twilio:
            let body =
                "MessageSid=\(id)&From=%2B13125550142&To=%2B13125550100&Body=\(words)&NumMedia=0"
            return try signed(
                "/hooks/sms/\(name)/inbound", Array(body.utf8), id: id, at: now, publicURL)
        case .gateway:
            let query = "id=\(id)&from=%2B13125550142&to=%2B13125550100&text=\(words)"
            return try signed(
                "/hooks/sms/\(name)/inbound", Array(query.utf8), id: id, at: now, publicURL)
        case .africasTalking:
            let body = "id=\(id)&from=%2B13125550142&to=28901&text=\(words)"
            return try signed(
                "/hooks/sms/\(name)/inbound", Array(body.utf8), id: id, at: now, publicURL)
        }
    }

    /// A receipt that says delivered, signed.
    func receipt(to token: String, id: String = "msg1", at now: Int64) throws -> Hook {
        let body =
            switch self {
            case .standard:
                #"{"type":"sms.status","data":{"id":"\#(id)","status":"delivered"}}"#
            case .twilio: "MessageSid=\(id)&MessageStatus=delivered"
            case .gateway: "id=\(id)&state=1"
            case .africasTalking: "id=\(id)&status=Success"
            }
        return try signed("/hooks/sms/\(name)/receipt/\(token)", Array(body.utf8), id: id, at: now)
    }

    /// Any bytes to any path, signed.
    func signed(
        _ path: String, _ body: [UInt8], id: String = "msg1", at now: Int64,
        _ publicURL: String = Self.publicURL, secret: String = Self.secret
    ) throws -> Hook {
        var hook = Hook(target: path, body: body)
        switch self {
        case .standard:
            hook.headers = try StandardWebhooks().headers(
                id: id, timestamp: now, body: body, secrets: [secret])
            hook.headers.append(("content-type", "application/json"))
        case .twilio:
            let signature = TwilioSignature().signature(
                url: publicURL + path, fields: try readForm(body).fields, secret: Self.token)
            hook.headers = [
                ("X-Twilio-Signature", signature),
                ("Content-Type", "application/x-www-form-urlencoded"),
            ]
        case .gateway:
            let prefix = String(publicURL.dropFirst("https://school.example".count))
            let signed = PathToken().signed(prefix + path, secret: Self.token)
            hook.method = .get
            hook.target =
                signed.dropFirst(prefix.count) + "?" + String(decoding: body, as: UTF8.self)
            hook.body = []
        case .africasTalking:
            let prefix = String(publicURL.dropFirst("https://school.example".count))
            let signed = PathToken().signed(prefix + path, secret: Self.token)
            hook.target = String(signed.dropFirst(prefix.count))
            hook.headers = [("Content-Type", "application/x-www-form-urlencoded")]
        }
        return hook
    }

    private static func folder() throws -> URL {
        let folder = testFolder.appending(path: "providers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(gatewayFile.utf8).write(to: folder.appending(path: "gateway.yaml"))
        return folder
    }

    private static let gatewayFile = """
        title: A gateway on a private link
        repeats: unsafe
        settings:
          secret: { about: "The secret of our addresses", secret: true }
        request:
          method: GET
          url: http://127.0.0.1:13013/cgi-bin/sendsms
          auth: { scheme: none }
          body: query
          fields: { to: "{to_digits}", text: "{text}", "dlr-url": "{receipt_url}" }
        response:
          format: text
        inbound:
          method: GET
          format: form
          delivery: [id]
          id: id
          from: from
          to: to
          text: text
        receipt:
          method: GET
          format: form
          delivery: [id, state]
          id: id
          state: state
          states: { delivered: ["1"] }
        signature: { scheme: kannel, secrets: [secret] }
        answer: { status: 200 }
        """
}
